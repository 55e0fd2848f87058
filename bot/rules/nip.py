"""NIP: the number of a civil servant, by which whoever signs a letter is known.

Eight digits of the date of birth, six of the month of appointment (21 in place of the month for PPPK), one for men (1)
or women (2), three of a serial: Peraturan Kepala BKN Nomor 22 Tahun 2007.
"""

from datetime import date
from typing import Final

from bot.rules.errors import RuleError

_DIGITS: Final = 18
_PPPK: Final = 21
_DECEMBER: Final = 12
_EARLIEST: Final = 1900


class NipError(RuleError):
    """Why a text is no NIP: `nip_digits` (count) or `nip_parts`."""


def parse_nip(text: str) -> str:
    """The 18 digits, however they were parted.

    Raises:
        NipError: there are more or fewer, or they are no date, month and sex.
    """
    digits = "".join(letter for letter in text if letter not in " .-\u00a0")
    if not (digits.isascii() and digits.isdigit() and len(digits) == _DIGITS):
        raise NipError("nip_digits", count=sum(letter.isdigit() for letter in digits))
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise NipError("nip_parts") from None
    year, month = int(digits[8:12]), int(digits[12:14])
    if not born.year < year or born.year < _EARLIEST or not (1 <= month <= _DECEMBER or month == _PPPK):
        raise NipError("nip_parts")
    if digits[14] not in "12":
        raise NipError("nip_parts")
    return digits


def spaced(nip: str) -> str:
    """As it is written on a letter: 19680512 199303 1 004."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
