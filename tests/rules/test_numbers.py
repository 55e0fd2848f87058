"""Numbers as they are read."""

from bot.rules.numbers import numeral


def test_thousands_are_parted_by_dots() -> None:
    """As Indonesians write them."""
    assert [numeral(count) for count in (0, 999, 1_000, 1_234_567)] == ["0", "999", "1.000", "1.234.567"]


def test_decimals_are_parted_by_a_comma() -> None:
    """As many as are asked for."""
    assert [numeral(1234.5, 1), numeral(0.25, 2)] == ["1.234,5", "0,25"]
