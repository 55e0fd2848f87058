"""One cell's value by its column's rule: spreadsheets turn numbers, dates and blanks into what they think best."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.rules.dates import DateError, parse_date
from bot.rules.errors import RuleError
from bot.rules.identity import parse_name, parse_place
from bot.rules.nik import Nik, parse_kk, parse_nik

Cell = str | int | float | bool | date | datetime | time | timedelta

LONGEST_TEXT: Final = 200
NOTHING: Final = frozenset({"", "-", "–", "—", "--", "n/a", "tidak ada", "kosong", "null", "none"})
"""What people write where there is nothing to write, in lower case."""
_LONGEST_NOTHING: Final = max(map(len, NOTHING))
_SCIENTIFIC: Final = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
# With a plus, because 12E3 may well be the number of an ijazah.
_ROUNDED: Final = re.compile(r"[0-9][.,]?[0-9]*[eE]\+[0-9]+")
_ROUNDED_FROM: Final = 10**15
_FORMULA_TEXT: Final = re.compile(r'="([^"]*)"')
_MEN: Final = frozenset({"l", "lk", "laki", "lakilaki", "pria", "m", "male", "cowok"})
_WOMEN: Final = frozenset({"p", "pr", "perempuan", "wanita", "w", "f", "female", "cewek"})
_DAY_ZERO: Final = date(1899, 12, 30)
# Serial numbers of 1 January 1920 and 31 December 2099: what a date is in a cell that lost its date format.
_SERIALS: Final = (7306, 73050)


class CellError(RuleError):
    """Why a cell is refused beyond what the rules say.

    Codes: `nik_is_number`, `kk_is_number`, `number_lost_digits`, `sex_not_understood`, `text_too_long` (max).
    """


def tidied(cell: Cell | None) -> Cell | None:
    """A cell as the readers below take it: text has single blanks, and None stands for a blank, a dash and the like.

    The quote or formula by which a csv keeps a number from Excel is taken off.
    """
    if not isinstance(cell, str) or cell.isdigit():
        return cell
    text = " ".join(cell.split())
    if text.startswith(("'", "=")):
        kept = _FORMULA_TEXT.fullmatch(text)
        text = kept[1] if kept else text.removeprefix("'")
    return None if len(text) <= _LONGEST_NOTHING and text.lower() in NOTHING else text


def read_nik(cell: Cell) -> Nik:
    """A NIK; a number is refused, because Excel keeps 15 digits and writes 0 for the last.

    Raises:
        RuleError: CellError or NikError.
    """
    return parse_nik(_not_a_number(cell, "nik_is_number"))


def read_kk(cell: Cell) -> str:
    """A KK number; a number is refused as in a NIK.

    Raises:
        RuleError: CellError or KkError.
    """
    return parse_kk(_not_a_number(cell, "kk_is_number"))


def read_name(cell: Cell) -> str:
    """A person's name; raises IdentityError."""
    return parse_name(_text(cell))


def read_place(cell: Cell) -> str:
    """A place of birth; raises IdentityError."""
    return parse_place(_text(cell))


def read_date(cell: Cell, today: date | None) -> date:
    """A date: a spreadsheet's own, its serial number, or text; raises DateError."""
    if isinstance(cell, str):
        return parse_date(cell, today)
    if isinstance(cell, datetime):
        cell = cell.date()
    elif isinstance(cell, int | float) and _SERIALS[0] <= cell <= _SERIALS[1]:
        cell = _DAY_ZERO + timedelta(days=int(cell))
    if not isinstance(cell, date):
        return parse_date(_text(cell), today)
    if today is not None and cell > today:
        raise DateError("date_in_future")
    return cell


def read_sex(cell: Cell) -> str:
    """`L` or `P`; raises CellError `sex_not_understood`."""
    word = "".join(letter for letter in _text(cell).lower() if letter.isalpha())
    if word in _MEN:
        return "L"
    if word in _WOMEN:
        return "P"
    raise CellError("sex_not_understood")


def read_text(cell: Cell) -> str:
    """Any text of up to 200 characters, without what cannot be printed; raises CellError `text_too_long`."""
    text = cell if isinstance(cell, str) else _text(cell)
    if not text.isprintable():
        text = "".join(character for character in text if character.isprintable())
    if len(text) > LONGEST_TEXT:
        raise CellError("text_too_long", max=LONGEST_TEXT)
    return text


def read_number(cell: Cell) -> str:
    """The number of a paper, as text; one of 16 digits or more that was kept as a number is refused.

    Raises:
        CellError: `number_lost_digits` or `text_too_long`.
    """
    if _ROUNDED.fullmatch(cell) if isinstance(cell, str) else isinstance(cell, int | float) and cell >= _ROUNDED_FROM:
        raise CellError("number_lost_digits")
    return read_text(cell)


def _not_a_number(cell: Cell, code: str) -> str:
    if not isinstance(cell, str) or _SCIENTIFIC.fullmatch(cell):
        raise CellError(code)
    return cell


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
