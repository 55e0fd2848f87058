"""Numbers as Indonesians write them: thousands parted by dots, decimals by a comma."""

from typing import Final

_INDONESIAN: Final = str.maketrans(",.", ".,")


def numeral(value: float, decimals: int = 0) -> str:
    """A number in full, such as 12.345, or 1.234,5 with one decimal."""
    return f"{value:,.{decimals}f}".translate(_INDONESIAN)
