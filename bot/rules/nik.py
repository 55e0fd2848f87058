"""The two numbers on an Indonesian's papers: NIK and Kartu Keluarga.

A NIK tells where it was issued, when its holder was born and whether she is a woman; of the number of a Kartu
Keluarga only the length can be judged.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from bot.rules.errors import RuleError

LENGTH: Final = 16
FORMER_PROVINCES: Final = {"54": "Timor Timur"}
WOMAN_OFFSET: Final = 40

# What people and copied text put between digits: blanks, dots, every dash, and invisible direction marks.
_BETWEEN: Final = re.compile(r"[\s.\-\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


class NikError(RuleError):
    """Why a text is no NIK.

    Codes: `nik_not_digits`, `nik_not_16_digits` (count), `nik_province_unknown` (province), `nik_date_invalid`,
    `nik_serial_zero`.
    """


class KkError(RuleError):
    """Why a text is no KK number: `kk_not_digits`, `kk_not_16_digits` (count), `kk_is_nik`."""


@dataclass(frozen=True, slots=True, repr=False)
class Nik:
    """A NIK that can be one: its 16 digits and what they tell. Only Dukcapil knows whether it was issued."""

    digits: str
    birth_day: int
    birth_month: int
    birth_year: int
    woman: bool
    province: str

    def __repr__(self) -> str:
        return f"Nik({masked(self.digits)})"

    def birth_date(self, reference: date) -> date:
        """The latest date with this day, month and two-digit year that is not after `reference`.

        Raises:
            NikError: `nik_date_invalid`, where 29 February falls in no possible year.
        """
        for century in range(reference.year // 100 * 100, 1800, -100):
            born = _real_date(century + self.birth_year, self.birth_month, self.birth_day)
            if born is not None and born <= reference:
                return born
        raise NikError("nik_date_invalid")


def parse_nik(text: str) -> Nik:
    """Read a NIK: PPKKCC, DDMMYY (a woman's day + 40) and a serial; blanks, dots and dashes between do not count.

    An unknown kabupaten or kecamatan, 00 too, is no error: a NIK keeps the codes it was issued with, and
    those of Papua or Tarakan have since changed. Hence former provinces are known as well.

    Raises:
        NikError: with the first reason that applies.
    """
    digits = _digits(text)
    if digits is None:
        raise NikError("nik_not_digits")
    if len(digits) != LENGTH:
        raise NikError("nik_not_16_digits", count=len(digits))
    province = provinces().get(digits[:2]) or FORMER_PROVINCES.get(digits[:2])
    if province is None:
        raise NikError("nik_province_unknown", province=digits[:2])
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    woman = day > WOMAN_OFFSET
    if woman:
        day -= WOMAN_OFFSET
    # 2000 has the 29 February that 1900 lacks; all other pairs of years have the same days.
    if _real_date(2000 + year, month, day) is None:
        raise NikError("nik_date_invalid")
    if digits[12:] == "0000":
        raise NikError("nik_serial_zero")
    return Nik(digits, day, month, year, woman, province)


@cache
def provinces() -> Mapping[str, str]:
    """The names of today's provinces by their two digits."""
    from lokal import PROVINCES  # noqa: PLC0415 - a bot to whom nobody has spoken needs none

    return PROVINCES


def agrees(nik: Nik, birth_date: date) -> bool:
    """Whether a birth date has the NIK's day, month and last two digits of the year."""
    told = (nik.birth_day, nik.birth_month, nik.birth_year)
    return told == (birth_date.day, birth_date.month, birth_date.year % 100)


def masked(number: str) -> str:
    """A NIK or KK number as it may be shown: `3201••••••••0001`; of any other length, nothing but dots."""
    if len(number) != LENGTH:
        return "•" * len(number)
    return f"{number[:4]}••••••••{number[-4:]}"


def parse_kk(text: str, nik: str | None = None) -> str:
    """Read a KK number as its 16 digits; blanks, dots and dashes between do not count.

    Args:
        text: what was typed.
        nik: the same person's NIK, if known: typing it here once more is the usual slip.

    Raises:
        KkError: with the reason.
    """
    digits = _digits(text)
    if digits is None:
        raise KkError("kk_not_digits")
    if len(digits) != LENGTH:
        raise KkError("kk_not_16_digits", count=len(digits))
    if digits == nik:
        raise KkError("kk_is_nik")
    return digits


def _digits(text: str) -> str | None:
    digits = text if text.isdigit() else _BETWEEN.sub("", text)
    return digits if digits.isascii() and digits.isdigit() else None


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
