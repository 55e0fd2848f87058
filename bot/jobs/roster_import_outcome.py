"""Who imports a sheet, and what came of it: all that the bot knows of the process that does it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Who:
    """Who imports for the instansi with this kode: since `begun`, and at `now`, both aware."""

    person: int
    kode: str
    begun: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a sheet, in rows; `number` is the import's.

    `at_other` counts the rows whose NIK another instansi holds, `commonest` the rows of the reasons that came most, in
    words; `returned` is the sheet with its reasons, or nothing where no row was refused.
    """

    number: int
    loaded: int
    updated: int
    unchanged: int
    refused: int
    at_other: int
    commonest: tuple[tuple[int, str], ...]
    returned: bytes
