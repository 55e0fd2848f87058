"""Codes to words: the texts that lie beside each conversation, filled in and laid out.

A text is looked up in its own conversation first, then among the common ones. Parameters are escaped, numbers are
written as Indonesians write them, `{size:ukuran}` is a number of bytes as people say it, `{year:tahun}` has no dot,
`{format:besar}` is in capitals, `{code:tautan}` is the deep link that brings the code to this bot, `{lines:baris}` puts
each term on a line of its own, and `{reason:alasan}` is another refusal's sentence, filled with the same parameters.
"""

import html
import string
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, assert_never

from bot import outgoing
from bot.engine.effects import Album, Button, Goto, Params, Pick, Run, Say, ShareContact, Term, View
from bot.outgoing import Attachment, Key, Message
from bot.rules.numbers import numeral

COMMON = "common"
_SHORT_LABEL = 14
_PAIR = 2
_KB = 1024
_MB = 1024 * 1024


class TextError(Exception):
    """A text is missing, or was given other parameters than it names."""


def size(count: int) -> str:
    """A number of bytes as people say it: 201 KB, 3,1 MB. KB is 1024 bytes; never rounded to look smaller."""
    if count >= _MB:
        return f"{numeral(-(-count * 10 // _MB) / 10, 1).removesuffix(',0')} MB"
    return f"{numeral(-(-count // _KB))} KB"


class _Filler(string.Formatter):
    def __init__(self, wording: "Wording", conversation: str, params: Params, *, plain: bool) -> None:
        self._wording = wording
        self._conversation = conversation
        self._params = params
        self._plain = plain

    def filled(self, template: str) -> str:
        return self.vformat(template, (), self._params)

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - string.Formatter's signature
        match value:
            case Term():
                return self._wording.text(self._conversation, value.code, value.params, plain=self._plain)
            case tuple():
                terms = [self.format_field(term, "") for term in value]
                return "\n".join(f"• {line}" for line in terms) if format_spec == "baris" else _listed(terms)
            case int() | float():
                return _figure(value, format_spec)
            case _ if format_spec == "alasan":
                return self._wording.text(self._conversation, f"error.{value}", self._params, plain=self._plain)
            case _ if format_spec == "tautan":
                return f"https://t.me/{self._wording.bot}?start={value}"
            case _:
                words = value.upper() if format_spec == "besar" else value
                return words if self._plain else html.escape(words, quote=False)


def _figure(value: float, format_spec: str) -> str:
    """A size, a year without dots, or a number as it is."""
    if isinstance(value, int) and format_spec:
        return size(value) if format_spec == "ukuran" else str(value)
    return numeral(value, 0 if isinstance(value, int) else 1)


def _listed(words: list[str]) -> str:
    """Words as in speech: a; a dan b; a, b, dan c."""
    if len(words) <= _PAIR:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


class Wording:
    """All texts of all conversations: by conversation, then by code such as `ask.nik`; `bot` is the bot's own name."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]], bot: str = "") -> None:
        self.texts = texts
        self.bot = bot

    def text(self, conversation: str, code: str, params: Params | None = None, *, plain: bool = False) -> str:
        """The words for a code, as Telegram's HTML, or `plain` for a button or a toast.

        Raises:
            TextError: there are none, or a parameter is missing.
        """
        for place in (conversation, COMMON):
            template = self.texts.get(place, {}).get(code)
            if template is not None:
                try:
                    return _Filler(self, conversation, params or {}, plain=plain).filled(template)
                except KeyError as error:
                    raise TextError(f"{conversation}: {code} needs {error}") from error
        raise TextError(f"{conversation}: {code} has no text")

    def message(self, conversation: str, say: Say) -> Message:
        """A message with its words and buttons in place."""
        parts = [self._headed(conversation, say)]
        if say.above:
            parts.insert(0, self.text(conversation, *say.above))
        if say.below:
            parts.append(self.text(conversation, *say.below))
        inline: list[Button] = [button for button in say.buttons if not isinstance(button, ShareContact)]
        contact = next((button.label for button in say.buttons if isinstance(button, ShareContact)), None)
        return Message(
            "\n\n".join(parts),
            rows=self._rows(conversation, say.revision, inline),
            attachment=Attachment(say.media.kind, say.media.source, say.media.ref) if say.media else None,
            contact=self.text(conversation, contact, plain=True) if contact else "",
            screen=say.screen,
            edit=say.edit,
        )

    def album(self, conversation: str, album: Album) -> outgoing.Album:
        """Files to be looked at together, with their words in place; which are photos only their bytes will tell."""
        words = self.text(conversation, album.text, album.params) if album.text else ""
        items = tuple(
            (self.text(conversation, caption, album.params), Attachment("photo", "file", file))
            for file, caption in album.files
        )
        return outgoing.Album(items, words)

    def _headed(self, conversation: str, say: Say) -> str:
        """The text below its line of progress: `Langkah 1 dari 3 · Pengecekan Identitas · 1/8`."""
        text = self.text(conversation, say.text, say.params)
        if not say.stage:
            return text
        here, total = say.progress
        place = f" · {here}/{total}" if total else ""
        return f"<i>{self.text(conversation, f'stage.{say.stage}')}{place}</i>\n{text}"

    def _rows(self, conversation: str, revision: int, buttons: list[Button]) -> tuple[tuple[Key, ...], ...]:
        """Two short buttons share a row; a long one has its own, so that no label is cut on a narrow phone."""
        rows: list[tuple[Key, ...]] = []
        for button in buttons:
            params = button.params if isinstance(button, Pick | Run) else {}
            label = self.text(conversation, button.label, params, plain=True)
            key = Key(label, _data(conversation, revision, button))
            beside = rows[-1] if rows else ()
            if len(beside) == 1 and max(len(label), len(beside[0].label)) <= _SHORT_LABEL:
                rows[-1] = (*beside, key)
            else:
                rows.append((key,))
        return tuple(rows)


def _data(conversation: str, revision: int, button: Button) -> str:
    match button:
        case Run(value=command):
            return command
        case Pick() | Goto() | View() | ShareContact():
            return f"{conversation}.{revision}.{button.value}"
        case _:
            assert_never(button)


def load(bot: str = "") -> Wording:
    """Read `texts.toml` of every conversation; `bot` is the bot's own name, for deep links."""
    texts: dict[str, Mapping[str, str]] = {}
    for folder in resources.files("bot.conversations").iterdir():
        file = folder / "texts.toml"
        if file.is_file():
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
            texts[folder.name] = {
                f"{table}.{name}": text.strip() for table, entries in tables.items() for name, text in entries.items()
            }
    return Wording(texts, bot)
