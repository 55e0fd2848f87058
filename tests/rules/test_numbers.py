"""Numbers as they are read."""

import pytest

from bot.rules.numbers import GREATEST_IDENTITY, GREATEST_NUMBER, named, numeral


def test_thousands_are_parted_by_dots() -> None:
    """As Indonesians write them."""
    assert [numeral(count) for count in (0, 999, 1_000, 1_234_567)] == ["0", "999", "1.000", "1.234.567"]


def test_decimals_are_parted_by_a_comma() -> None:
    """As many as are asked for."""
    assert [numeral(1234.5, 1), numeral(0.25, 2)] == ["1.234,5", "0,25"]


@pytest.mark.parametrize(
    ("text", "greatest", "number"),
    [
        ("12", GREATEST_NUMBER, 12),
        ("2147483647", GREATEST_NUMBER, GREATEST_NUMBER),
        ("2147483648", GREATEST_NUMBER, 0),
        ("2147483648", GREATEST_IDENTITY, 2_147_483_648),
        ("9223372036854775808", GREATEST_IDENTITY, 0),
        ("9" * 5_000, GREATEST_IDENTITY, 0),
        ("", GREATEST_NUMBER, 0),
        ("-1", GREATEST_NUMBER, 0),
        ("satu", GREATEST_NUMBER, 0),
    ],
)
def test_what_a_command_names(text: str, greatest: int, number: int) -> None:
    """A number that the store may have; anything else is none."""
    assert named(text, greatest) == number
