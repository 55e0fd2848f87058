"""What an SPTJM lists, as it is kept beside the letter, and what has changed since then."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import msgspec

from storage.roster_fingerprint import Nominative

_COMPARED: Final = tuple(field.name for field in fields(Nominative) if field.name != "nik")


@dataclass(frozen=True, slots=True, repr=False)
class Changed:
    """Somebody who is listed otherwise, and what of it, by the names of Nominative."""

    nama: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """Who came in and who left since a letter was printed, by name, and whose data changed; in the lists' order."""

    came: tuple[str, ...]
    left: tuple[str, ...]
    changed: tuple[Changed, ...]


def packed(listed: Sequence[Nominative]) -> bytes:
    """The bytes of a stored file; as JSON, deflated."""
    rows = [[getattr(one, field.name) for field in fields(Nominative)] for one in listed]
    return zlib.compress(msgspec.json.encode(rows))


def unpacked(data: bytes) -> list[Nominative]:
    """What `packed` kept."""
    return [Nominative(*row) for row in msgspec.json.decode(zlib.decompress(data))]


def difference(before: Sequence[Nominative], now: Sequence[Nominative]) -> Difference:
    """What makes another list of it; a worker is told by the NIK."""
    old, new = ({one.nik: one for one in listed} for listed in (before, now))
    return Difference(
        came=tuple(one.nama for one in now if one.nik not in old),
        left=tuple(one.nama for one in before if one.nik not in new),
        changed=tuple(
            Changed(one.nama, _changes(old[one.nik], one)) for one in now if one.nik in old and old[one.nik] != one
        ),
    )


def _changes(before: Nominative, now: Nominative) -> tuple[str, ...]:
    return tuple(name for name in _COMPARED if getattr(before, name) != getattr(now, name))
