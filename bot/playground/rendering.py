"""What an eye sees in a text: entities found in it without markup, and the whole of it as safe HTML."""

import re
from collections.abc import Callable
from html import escape

from bot.playground.call import Json
from bot.playground.formatting import utf16

_WEB_END = r"[^\s<>\"]*[^\s<>\".,;:!?)'»]"
# What to look for, in order of precedence: (what the text must contain, type, pattern).
_FOUND = (
    ("://", "url", re.compile(rf"https?://{_WEB_END}")),
    (".me/", "url", re.compile(rf"(?<![\w.@/-])(?:t|wa)\.me/{_WEB_END}")),
    ("@", "email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "/",
        "bot_command",
        re.compile(r"/(?<![\w/<>.]/)[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])"),
    ),
    ("@", "mention", re.compile(r"@(?<![\w.@]@)[A-Za-z]\w{4,31}\b")),
    ("#", "hashtag", re.compile(r"#(?<![\w#]#)\w*[^\W\d]\w*")),
)
_SOLID = frozenset({"code", "pre", "text_link", "text_mention", "url", "email"})
_ELEMENTS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_CLASSES = {"spoiler": "spoiler", "bot_command": "command", "hashtag": "hashtag", "mention": "mention"}


def detect(text: str, entities: list[Json]) -> list[Json]:
    """Add the commands, links, addresses, mentions and hashtags that Telegram finds by itself."""
    every = entities
    for needle, kind, pattern in _FOUND:
        if needle in text:
            for match in pattern.finditer(text):
                start = utf16(text[: match.start()])
                length = utf16(match.group())
                if not any(_disturbs(entity, start, start + length) for entity in every):
                    every = [*every, {"type": kind, "offset": start, "length": length}]
    if every is entities:
        return entities
    return sorted(every, key=lambda entity: (entity["offset"], -entity["length"]))


def _disturbs(entity: Json, start: int, stop: int) -> bool:
    first, last = entity["offset"], entity["offset"] + entity["length"]
    if last <= start or stop <= first:
        return False
    return entity["type"] in _SOLID or not (first <= start and stop <= last)


def to_html(text: str, entities: list[Json]) -> str:
    """Render as HTML in which everything that came from the text is escaped."""
    if not entities:
        return escape(text)
    units = text.encode("utf-16-le", "surrogatepass")

    def piece(start: int, stop: int) -> str:
        return units[start * 2 : stop * 2].decode("utf-16-le", "replace")

    parts: list[str] = []
    opened: list[Json] = []
    position = 0
    for point in sorted({edge for e in entities for edge in (e["offset"], e["offset"] + e["length"])}):
        parts.append(escape(piece(position, point)))
        position = point
        _turn(parts, opened, entities, point, piece)
    parts.append(escape(piece(position, len(units) // 2)))
    return "".join(parts)


def _turn(
    parts: list[str], opened: list[Json], entities: list[Json], point: int, piece: Callable[[int, int], str]
) -> None:
    """Close what ends at `point`, innermost first, reopen what was only in the way, and open what begins."""
    again: list[Json] = []
    while any(e["offset"] + e["length"] == point for e in opened):
        entity = opened.pop()
        parts.append(_end(entity))
        if entity["offset"] + entity["length"] != point:
            again.insert(0, entity)
    begins = [e for e in entities if e["offset"] == point]
    for entity in [*again, *begins]:
        parts.append(_start(entity, piece(entity["offset"], entity["offset"] + entity["length"])))
        opened.append(entity)


def _start(entity: Json, text: str) -> str:
    kind = entity["type"]
    if kind in {"text_link", "url", "email"}:
        href = {"url": text, "email": f"mailto:{text}"}.get(kind) or entity["url"]
        if ":" not in href.split("/")[0]:
            href = f"https://{href}"
        return f'<a href="{escape(href)}" rel="noreferrer noopener" target="_blank">'
    if kind in _ELEMENTS:
        return f"<{_ELEMENTS[kind]}>"
    return f'<span class="{_CLASSES.get(kind, "mention")}">'


def _end(entity: Json) -> str:
    kind = entity["type"]
    if kind in {"text_link", "url", "email"}:
        return "</a>"
    return f"</{_ELEMENTS.get(kind, 'span')}>"
