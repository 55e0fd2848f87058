"""NIP: 18 digits that are a date of birth, a month of appointment, a sex and a serial."""

import pytest

from bot.rules.nip import NipError, parse_nip, spaced


@pytest.mark.parametrize("text", ["196805121993031004", "19680512 199303 1 004", "19680512-199303.1\u00a0004"])
def test_a_nip_is_read_however_it_is_parted(text: str) -> None:
    """Blanks, dots and hyphens are no part of it."""
    assert parse_nip(text) == "196805121993031004"
    assert spaced(parse_nip(text)) == "19680512 199303 1 004"


def test_the_number_of_a_pppk_has_21_in_place_of_the_month() -> None:
    """They sign too."""
    assert parse_nip("199005122022212003") == "199005122022212003"


@pytest.mark.parametrize(("text", "count"), [("1968", 4), ("1968051219930310041", 19), ("19680512199303100x", 17)])
def test_other_than_18_digits_is_refused_with_their_number(text: str, count: int) -> None:
    """Letters are no digits."""
    with pytest.raises(NipError) as caught:
        parse_nip(text)
    assert (caught.value.code, dict(caught.value.params)) == ("nip_digits", {"count": count})


@pytest.mark.parametrize(
    "text",
    [
        "196813121993031004",
        "196805121993001004",
        "196805121993131004",
        "196805121993033004",
        "196805121967031004",
        "188805121967031004",
    ],
)
def test_parts_that_cannot_be_are_refused(text: str) -> None:
    """No such day, month or sex; appointed before being born; nobody alive."""
    with pytest.raises(NipError, match="nip_parts"):
        parse_nip(text)
