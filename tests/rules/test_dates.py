"""Dates that a person types."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.dates import MONTHS, DateError, format_date, parse_date

BIRTHDAY = date(1990, 3, 7)


@pytest.mark.parametrize(
    "text",
    [
        "07-03-1990",
        "7-3-1990",
        "07/03/1990",
        "7.3.1990",
        "7 3 1990",
        " 07 - 03 - 1990 ",
        "7 Maret 1990",
        "07 maret 1990",
        "7 MAR. 1990",
        "7-Mar-1990",
        "7 Maret, 1990",
        "7maret1990",
        "1990-03-07",
        "1990-03-07 00:00:00",
        "1990-03-07T00:00",
    ],
)
def test_usual_spellings_of_a_date_are_read(text: str) -> None:
    """Digits or the month's name, with dashes, slashes, dots or blanks."""
    assert parse_date(text) == BIRTHDAY


@pytest.mark.parametrize(
    ("word", "month"),
    [
        *((name, number) for number, name in enumerate(MONTHS, 1)),
        ("jan", 1),
        ("Peb", 2),
        ("pebruari", 2),
        ("Mei", 5),
        ("agt", 8),
        ("Agu", 8),
        ("sept", 9),
        ("Okt", 10),
        ("Nopember", 11),
        ("des", 12),
        ("Dec", 12),
    ],
)
def test_months_have_many_spellings(word: str, month: int) -> None:
    """Full names, usual abbreviations and old spellings."""
    assert parse_date(f"1 {word} 2001") == date(2001, month, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date_not_understood"),
        ("kemarin", "date_not_understood"),
        ("7 Smarch 1990", "date_not_understood"),
        ("07-03", "date_not_understood"),
        ("07-03-199", "date_not_understood"),
        ("07-03-19900", "date_not_understood"),
        ("1990-03-07 08:30", "date_not_understood"),
        ("07-03-90", "date_year_two_digits"),
        ("7 Maret 90", "date_year_two_digits"),
        ("31-02-1990", "date_impossible"),
        ("29-02-1990", "date_impossible"),
        ("12-31-1990", "date_impossible"),
        ("00-01-1990", "date_impossible"),
        ("01-01-0000", "date_impossible"),
        ("07-03-1890", "date_year_too_early"),
        ("02-09-2022", "date_in_future"),
    ],
)
def test_each_mistake_has_its_own_reason(text: str, code: str) -> None:
    """A date that cannot be is refused, and why."""
    with pytest.raises(DateError) as refused:
        parse_date(text, today=date(2022, 9, 1))
    assert refused.value.code == code


def test_today_is_not_the_future_and_without_a_today_nothing_is() -> None:
    """The end of a contract may lie ahead, a birth date may not."""
    assert parse_date("01-09-2022", today=date(2022, 9, 1)) == date(2022, 9, 1)
    assert parse_date("31-12-2099") == date(2099, 12, 31)


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_shown_date_can_be_typed_back(day: date) -> None:
    """What the bot writes, it reads."""
    assert parse_date(format_date(day)) == parse_date(f"{day:%d/%m/%Y}") == day


@given(st.text())
def test_any_text_is_a_date_or_a_reasoned_refusal(text: str) -> None:
    """Nothing that a person can send breaks the rule."""
    try:
        outcome = format_date(parse_date(text))
    except DateError as refused:
        outcome = refused.code
    assert outcome.startswith("date_") or outcome[0].isdigit()


def test_a_date_is_shown_in_indonesian() -> None:
    """Day, month by name, year."""
    assert format_date(BIRTHDAY) == "7 Maret 1990"
