"""What every directory offers, so that an instansi with access to Dukcapil's service can plug it in."""

from dataclasses import dataclass
from typing import Protocol


class DirectoryDownError(Exception):
    """The directory cannot be asked now; the registration goes on, and the check follows.

    `reason` is one of `unreachable`, `timeout`, `refused` (it answered with another status than 200), `malformed` and
    `paused` (it failed so often that it is left alone for a while). It never says whose data were asked for.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which fields the directory agrees with: True, False, or None where it cannot tell."""

    nik: bool | None = None
    kk: bool | None = None
    nama: bool | None = None


class Directory(Protocol):
    """Somebody who knows people by their NIK."""

    async def agree(self, nik: str, kk: str, nama: str) -> Agreement:
        """Compare NIK and KK (16 digits each) and nama (as on the KTP) with what the directory knows of the NIK.

        Raises:
            DirectoryDownError: it cannot be asked now.
        """
