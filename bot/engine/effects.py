"""What shall happen outside after a turn. Texts are codes here; their wording lies beside each conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Term:
    """A parameter of a text that is itself a text, with parameters of its own."""

    code: str
    params: "Params" = field(default_factory=dict)


Params: TypeAlias = Mapping[str, "str | float | Term | tuple[Term, ...]"]
"""What a text is filled with; several terms are listed as in speech: a, b, dan c."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A button that answers the question."""

    label: str
    value: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goto:
    """A button that leads to another step of the same flow; its value is that step."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class View:
    """A button that shows stored files: `files` as (key, code of the caption), else the file of the answer `value`."""

    label: str
    value: str
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A button that stands for a command, valid at any time."""

    label: str
    value: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShareContact:
    """A button below the keyboard that shares the person's own contact."""

    label: str
    value: str = "contact"


Button: TypeAlias = Pick | Goto | View | Run | ShareContact


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, a file or `words` that go along: `source` names their maker, `ref` tells the maker which."""

    kind: Literal["photo", "document", "words"]
    source: Literal[
        "file",
        "templat",
        "perbaikan",
        "captcha",
        "card",
        "masa_kerja",
        "pendataan",
        "data",
        "angka",
        "angka_xlsx",
        "verifikasi_xlsx",
        "verifikasi_hasil",
        "rekap",
        "rekap_rincian",
        "rekap_hari",
        "rekap_xlsx",
        "ekspor",
        "belum_masuk",
        "sptjm",
        "sptjm_ttd",
    ]
    ref: str


@dataclass(frozen=True, slots=True)
class Say:
    """A message. A `screen` is where the person stands: it takes the buttons away from the screen before it.

    `above` comes before the text and `below` after it, each a text of its own; `stage` with (position, total) is the
    line of progress; `edit` names the message that this one replaces.
    """

    text: str
    params: Params = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    media: Media | None = None
    above: tuple[str, Params] | None = None
    below: tuple[str, Params] | None = None
    stage: str = ""
    progress: tuple[int, int] = (0, 0)
    revision: int = 0
    screen: bool = False
    edit: int = 0


@dataclass(frozen=True, slots=True)
class Album:
    """Stored files to be looked at together: each with its key and the code of its caption.

    The text, if there is one, comes before them; it and the captions are filled with the same `params`. Screens and
    their buttons stay as they are.
    """

    text: str = ""
    params: Params = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A job; its result comes back as `Done` for this flow and revision."""

    kind: str
    args: dict[str, Any]
    flow: str
    revision: int


@dataclass(frozen=True, slots=True)
class Discard:
    """A stored file that no answer names any more."""

    file: str


@dataclass(frozen=True, slots=True)
class Erase:
    """A message that held a secret and is to be deleted from the chat."""

    message: int


@dataclass(frozen=True, slots=True)
class Toast:
    """The answer to a tap, with or without words."""

    query: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Commands:
    """The person's own list of commands in Telegram's menu, by role."""

    roles: tuple[str, ...]


Effect: TypeAlias = Say | Album | Work | Discard | Erase | Toast | Commands
