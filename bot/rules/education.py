"""Tingkat pendidikan: BKN's levels, and which of them somebody means.

Codes and names are BKN's, on which the sources of several SIMPEG (the personnel systems of instansi) agree; those of
42 Profesi, 47 Spesialis and 49 Subspesialis are younger than the rest and not in all of them.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.rules.education_names import SPELLINGS
from bot.rules.finding import Words, words_of


@dataclass(frozen=True, slots=True)
class Level:
    """A tingkat pendidikan: BKN's two-digit code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Education:
    """What was studied: a code, a name such as "S-1 Pendidikan Guru Sekolah Dasar", and the code of its level."""

    code: str
    name: str
    level: str


_LEVELS: Final = (
    Level("05", "Sekolah Dasar"),
    Level("10", "SLTP"),
    Level("12", "SLTP Kejuruan"),
    Level("15", "SLTA"),
    Level("17", "SLTA Kejuruan"),
    Level("18", "SLTA Keguruan"),
    Level("20", "Diploma I"),
    Level("25", "Diploma II"),
    Level("30", "Diploma III/Sarjana Muda"),
    Level("35", "Diploma IV"),
    Level("40", "S-1/Sarjana"),
    Level("42", "Profesi"),
    Level("45", "S-2"),
    Level("47", "Spesialis"),
    Level("49", "Subspesialis"),
    Level("50", "S-3/Doktor"),
)
_PARTS: Final = re.compile(r"[a-z]+|[0-9]+")
_DIGITS: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "satu": "1", "dua": "2", "tiga": "3", "empat": "4"}
_GLUED: Final = re.compile(r"(d|s|sp)(i{1,3}|iv)")


def levels() -> tuple[Level, ...]:
    """BKN's levels, lowest first."""
    return _LEVELS


def level_of(text: str) -> str | None:
    """The code of the level that a text is, or begins with: "S1", "Strata 1", "D-III Gizi", "SMA/sederajat", "40".

    None for what names no level.
    """
    if text.strip() in {level.code for level in _LEVELS}:
        return text.strip()
    return leading_level(parts_of(text))[0]


def parts_of(text: str) -> Words:
    """Words, with letters parted from digits and I to IV made digits: "D-III" and "d3" are both `d`, `3`."""
    parts: list[str] = []
    for word in words_of(text):
        glued = _GLUED.fullmatch(word)
        parts += glued.groups() if glued else _PARTS.findall(word)
    return tuple(_DIGITS.get(part, part) for part in parts)


def leading_level(parts: Words) -> tuple[str | None, Words]:
    """The code of the level that the longest of the first parts spell, and the parts behind it."""
    for size in range(min(_LONGEST, len(parts)), 0, -1):
        code = _CODES.get(parts[:size])
        if code is not None:
            return code, parts[size:]
    return None, parts


_CODES: Final = {parts_of(spelling): code for code, spellings in SPELLINGS.items() for spelling in spellings}
_LONGEST: Final = max(map(len, _CODES))
