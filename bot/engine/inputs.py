"""What a person or a finished job says to a conversation, in the engine's own words.

The gateway translates Telegram's updates into these before they are kept: nothing further in knows Telegram's shapes.
"""

from dataclasses import dataclass, fields
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A written message."""

    text: str
    message: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """A command such as `/daftar`, typed or behind a button (then `query` wants an answer)."""

    name: str
    argument: str = ""
    message: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A tapped button: of which flow, drawn at which revision of its state, and the button's value."""

    flow: str
    revision: int
    value: str
    message: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A photo or a file: where it can be fetched, its size in bytes as declared, and its album if it came in one."""

    file: str
    size: int
    message: int = 0
    album: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared contact; `own` says that it is the person's own."""

    phone: str
    own: bool
    message: int = 0


@dataclass(frozen=True, slots=True)
class Other:
    """Something no question asks for: `kind` is sticker, voice, video, location, edited, group and so on."""

    kind: str
    message: int = 0
    album: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A finished job's result, for the flow that started it at that revision.

    The result is one of `{"value": …}`, `{"refused": code, "params": {…}}` and `{"offer": code, "params": {…}}`, the
    last with either a `value` to keep or a `work` (and its `args`) to start, if the person agrees.
    """

    flow: str
    revision: int
    result: dict[str, Any]


Input: TypeAlias = Text | Command | Choice | Upload | Contact | Other | Done

_KINDS: dict[str, type[Input]] = {kind.__name__: kind for kind in (Text, Command, Choice, Upload, Contact, Other, Done)}


def to_json(given: Input) -> list[Any]:
    """A JSON list: the kind, then its fields in order."""
    return [type(given).__name__, *(getattr(given, field.name) for field in fields(given))]


def from_json(packed: list[Any]) -> Input:
    """The input that `to_json` packed."""
    return _KINDS[packed[0]](*packed[1:])
