"""What a worker said of themselves beside what is registered, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.rules.identity import Identity, compare
from storage.tickets import Identified

FIELDS: Final = ("nik", "kk", "nama", "tempat_lahir", "tanggal_lahir", "ponsel", "email")


@dataclass(frozen=True, slots=True)
class Row:
    """One field, both values as text ("" for none); `agrees` is ya, tidak, diam (not said) or kata (not registered)."""

    field: str
    said: str
    registered: str
    agrees: str


def compared(found: Identified) -> list[Row]:
    """The fields that anybody has said something of; case, blanks and titles count for nothing."""
    registered = found.registered.identity if found.registered else None
    differing = compare(_typed(found.said), registered) if registered else ()
    rows = []
    for field in FIELDS:
        said, theirs = str(found.said.get(field) or ""), str(getattr(registered, field, None) or "")
        if said or theirs:
            rows.append(Row(field, said, theirs, _agrees(said, theirs, differs=field in differing)))
    return rows


def _agrees(said: str, registered: str, *, differs: bool) -> str:
    if not registered:
        return "kata"
    if not said:
        return "diam"
    return "tidak" if differs else "ya"


def _typed(said: Mapping[str, Any]) -> Identity:
    born = said.get("tanggal_lahir")
    return Identity(
        said.get("nik"),
        said.get("kk"),
        said.get("nama"),
        said.get("tempat_lahir"),
        date.fromisoformat(born) if born else None,
    )
