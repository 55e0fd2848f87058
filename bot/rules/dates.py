"""Dates as Indonesians type and read them: 07-03-1990, 7/3/1990, 7.3.1990 or 7 Maret 1990."""

import re
from datetime import date
from typing import Final

from bot.rules.errors import RuleError

MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
EARLIEST_YEAR: Final = 1900

# Everyday spellings and abbreviations, and the English ones that a spreadsheet writes.
_SPELLINGS: Final = (
    "januari jan january",
    "februari pebruari feb peb february",
    "maret mar mrt march",
    "april apr",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agu agt ags agust aug august",
    "september sept sep",
    "oktober okt oct october",
    "november nopember nov nop",
    "desember des dec december",
)
_MONTH_OF: Final = {word: month for month, words in enumerate(_SPELLINGS, 1) for word in words.split()}
_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})(?:\s*[-/.–]\s*|\s+)([0-9]{1,2})(?:\s*[-/.–]\s*|\s+)([0-9]+)")
_NAMED_MONTH: Final = re.compile(r"([0-9]{1,2})[\s./–-]*([a-z]+)[\s.,/–-]*([0-9]+)")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ t]00:00(?::00)?)?")


class DateError(RuleError):
    """Why a text is no date.

    Codes: `date_not_understood`, `date_year_two_digits`, `date_year_too_early` (earliest), `date_impossible`,
    `date_in_future`.
    """


def parse_date(text: str, today: date | None = None) -> date:
    """Read a date: day, month (a number or its Indonesian name) and four-digit year; also yyyy-mm-dd.

    Args:
        text: what was typed.
        today: the last date allowed; without it the future is allowed.

    Raises:
        DateError: with the reason.
    """
    year_text, month, day = _parts(text.strip().lower())
    if len(year_text) == 2:  # noqa: PLR2004 - the two digits of the code's name
        raise DateError("date_year_two_digits")
    if len(year_text) != 4:  # noqa: PLR2004 - a year has four digits
        raise DateError("date_not_understood")
    try:
        found = date(int(year_text), month, day)
    except ValueError:
        raise DateError("date_impossible") from None
    if found.year < EARLIEST_YEAR:
        raise DateError("date_year_too_early", earliest=EARLIEST_YEAR)
    if today is not None and found > today:
        raise DateError("date_in_future")
    return found


def format_date(value: date) -> str:
    """A date as it is read: `7 Maret 1990`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def _parts(text: str) -> tuple[str, int, int]:
    """Year as typed, month and day."""
    if numbers := _YEAR_LAST.fullmatch(text):
        return numbers[3], int(numbers[2]), int(numbers[1])
    named = _NAMED_MONTH.fullmatch(text)
    if named and named[2] in _MONTH_OF:
        return named[3], _MONTH_OF[named[2]], int(named[1])
    if iso := _YEAR_FIRST.fullmatch(text):
        return iso[1], int(iso[2]), int(iso[3])
    raise DateError("date_not_understood")
