"""Telegram's HTML: from marked-up text to plain text with entities, refusing just what Telegram refuses.

Offsets and lengths of entities are UTF-16 code units, and so are Telegram's limits on text and captions; the
accepted tags and named references are those of https://core.telegram.org/bots/api#html-style.
"""

import re
from dataclasses import dataclass, field

from bot.playground.call import Json, bad_request

_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_TAGS = {*_PLAIN, "span", "a"}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
# The common tags are read at one go, all others by `_TAG`: nearly every message of a bot has some.
_SPECIAL = re.compile(r"<(/?)(b|i|u|s|code|pre|strong|em|blockquote)>|[<&]")
_REFERENCE = re.compile(r"&(?:#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))|(lt|gt|amp|quot));?")
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z0-9-]*)"""
    r"""(?P<attributes>(?:\s+[A-Za-z-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>"""
)
_ATTRIBUTE = re.compile(r"""([A-Za-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_LINK = re.compile(r"(?:(?:https?|ftp)://)?[^\s/?#:]+\.[^\s/?#]+(?:[/?#]\S*)?\Z|(?:tg|ton)://\S+\Z", re.IGNORECASE)
_USER_LINK = re.compile(r"tg://user\?id=(\d+)\Z")
_LAST_CODE_POINT = 0x10FFFF


def utf16(text: str) -> int:
    """Count the UTF-16 code units of `text`, which is how Telegram measures."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_link(url: str) -> bool:
    """Say whether Telegram follows `url`: the web and its own schemes, but neither `mailto:` nor `sms:`."""
    return _LINK.match(url) is not None


def unescape(text: str) -> str:
    """Replace the four named and the numeric references; all else stays as it is."""
    return _REFERENCE.sub(_reference, text) if "&" in text else text


def _reference(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code <= _LAST_CODE_POINT else match.group()


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    offset: int
    entity: Json | None


@dataclass(slots=True)
class _Reader:
    source: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    entities: list[Json] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def read(self) -> tuple[str, list[Json]]:
        before = position = 0
        while match := _SPECIAL.search(self.source, position):
            start, position = match.span()
            self._emit(self.source[before:start])
            end, name = match.groups()
            if name is None:
                position = self._tag(start) if match.group() == "<" else self._ampersand(start)
            elif end:
                self._close(name, start)
            else:
                self.stack.append(_Open(name, self.length, {"type": _PLAIN[name]}))
            before = position
        self._emit(self.source[position:])
        if self.stack:
            raise self._wrong(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.parts), self.entities

    def _emit(self, text: str) -> None:
        self.parts.append(text)
        self.length += utf16(text)

    def _ampersand(self, start: int) -> int:
        match = _REFERENCE.match(self.source, start)
        if match is None:
            self._emit("&")
            return start + 1
        self._emit(_reference(match))
        return match.end()

    def _tag(self, start: int) -> int:
        match = _TAG.match(self.source, start)
        if match is None:
            raise self._wrong(self._unreadable(start))
        name = match["name"].lower()
        if match["end"]:
            self._close(name, start)
        elif name in _TAGS:
            entity = self._entity(name, _attributes(match["attributes"]), start)
            self.stack.append(_Open(name, self.length, entity))
        else:
            raise self._wrong(f'Unsupported start tag "{name}" at byte offset {self._byte(start)}')
        return match.end()

    def _unreadable(self, start: int) -> str:
        byte = self._byte(start)
        name = re.match(r"</?([A-Za-z0-9-]*)", self.source[start:])
        tag = name[1].lower() if name else ""
        if self.source.startswith("</", start):
            return f"Unclosed end tag at byte offset {byte}"
        if tag in _TAGS:
            return f'Unclosed start tag "{tag}" at byte offset {byte}'
        return f'Unsupported start tag "{tag}" at byte offset {byte}'

    def _entity(self, name: str, attributes: dict[str, str], start: int) -> Json | None:
        if name == "span":
            if attributes.get("class") != "tg-spoiler":
                raise self._wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(start)}')
            return {"type": "spoiler"}
        if name == "a":
            return _link(attributes.get("href", ""))
        if name == "blockquote" and "expandable" in attributes:
            return {"type": "expandable_blockquote"}
        language = attributes.get("class", "").removeprefix("language-")
        if name == "code" and language and self.stack and self.stack[-1].tag == "pre":
            self.stack[-1].entity = {"type": "pre", "language": language}
            return None
        return {"type": _PLAIN[name]}

    def _close(self, name: str, start: int) -> None:
        if not self.stack:
            raise self._wrong(f"Unexpected end tag at byte offset {self._byte(start)}")
        opened = self.stack.pop()
        if name not in {"", opened.tag}:
            raise self._wrong(
                f'Unmatched end tag at byte offset {self._byte(start)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if opened.entity is not None and self.length > opened.offset:
            self.entities.append({**opened.entity, "offset": opened.offset, "length": self.length - opened.offset})

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    @staticmethod
    def _wrong(what: str) -> Exception:
        return bad_request(f"can't parse entities: {what}")


def _attributes(source: str) -> dict[str, str]:
    return {
        name.lower(): unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(source)
    }


def _link(url: str) -> Json | None:
    if user := _USER_LINK.match(url):
        return {"type": "text_mention", "user": {"id": int(user[1]), "is_bot": False, "first_name": ""}}
    return {"type": "text_link", "url": url} if is_link(url) else None


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Give the plain text and its entities, sorted; raises 400 in Telegram's words for malformed markup."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Reader(source).read()


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut the white space at both ends, as Telegram does, and the entities with it."""
    kept = text.strip()
    if kept == text:
        return text, entities
    lead = utf16(text[: len(text) - len(text.lstrip())])
    end = utf16(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return kept, moved
