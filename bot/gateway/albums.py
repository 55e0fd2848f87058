"""Files as calls of the Bot API: one alone, several as the albums that Telegram takes.

An album has 2 to 10 items and never mixes photos with documents: https://core.telegram.org/bots/api#sendmediagroup.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import telegram

Calls = Iterator[tuple[str, dict[str, Any]]]

_LARGEST: Final = 10
_PDF: Final = b"%PDF"


class File(NamedTuple):
    """A file to be sent: its caption in Telegram's HTML, its name, its bytes."""

    caption: str
    name: str
    data: bytes

    @property
    def kind(self) -> str:
        """What Telegram can take it as; only the bytes tell, since people choose either for the same question."""
        return "document" if self.data.startswith(_PDF) else "photo"


def alone(file: File, kind: str = "photo") -> tuple[str, dict[str, Any]]:
    """(method, arguments) that send one file, as a document wherever it is wanted as one or can be no photo."""
    kind = kind if kind == "document" else file.kind
    arguments = {"caption": file.caption, "parse_mode": "HTML", kind: telegram.InputFile(file.data, file.name)}
    return "sendPhoto" if kind == "photo" else "sendDocument", arguments


def together(files: Sequence[File]) -> Calls:
    """(method, arguments) that send these files: the kind of the first one first, at most ten at a time."""
    for kind in dict.fromkeys(file.kind for file in files):
        same = [file for file in files if file.kind == kind]
        for first in range(0, len(same), _LARGEST):
            some = same[first : first + _LARGEST]
            yield alone(some[0]) if len(some) == 1 else ("sendMediaGroup", _group(kind, some))


def _group(kind: str, files: Sequence[File]) -> dict[str, Any]:
    sent = {f"file{place}": telegram.InputFile(file.data, file.name) for place, file in enumerate(files)}
    media = [
        {"type": kind, "media": f"attach://{name}", "caption": file.caption, "parse_mode": "HTML"}
        for name, file in zip(sent, files, strict=True)
    ]
    return {"media": media, **sent}
