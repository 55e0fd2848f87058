"""Numbers as Indonesians write them, thousands parted by dots, decimals by a comma; and those that a command names."""

from typing import Final

GREATEST_NUMBER: Final = 2**31 - 1
"""Of tickets, proposals and whatever else the store counts."""
GREATEST_IDENTITY: Final = 2**63 - 1
"""Of anything that the store keeps."""
_INDONESIAN: Final = str.maketrans(",.", ".,")


def numeral(value: float, decimals: int = 0) -> str:
    """A number in full, such as 12.345, or 1.234,5 with one decimal."""
    return f"{value:,.{decimals}f}".translate(_INDONESIAN)


def named(text: str, greatest: int) -> int:
    """The number that a command names; 0 for none, and for one that is greater than anything in the store can have."""
    number = int(text) if text.isdecimal() and len(text) <= len(str(greatest)) else 0
    return number if number <= greatest else 0
