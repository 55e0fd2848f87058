"""How long the helpdesk takes, as figures and in words."""

from datetime import timedelta

import pytest

from bot.rules.durations import Spread, in_words, spread


def minutes(*counts: float) -> list[timedelta]:
    return [timedelta(minutes=count) for count in counts]


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(), "kurang dari 1 menit"),
        (timedelta(seconds=59), "kurang dari 1 menit"),
        (timedelta(minutes=1), "1 menit"),
        (timedelta(hours=2, minutes=10, seconds=59), "2 jam 10 menit"),
        (timedelta(hours=3), "3 jam"),
        (timedelta(days=3, hours=4, minutes=50), "3 hari 4 jam"),
        (timedelta(days=1, minutes=59), "1 hari"),
        (timedelta(days=40), "40 hari"),
    ],
)
def test_a_duration_is_told_in_its_two_largest_units(duration: timedelta, words: str) -> None:
    """Cut, never rounded to look longer."""
    assert in_words(duration) == words


def test_less_than_nothing_is_no_duration() -> None:
    """It would be a ticket answered before it was opened, which is the caller's mistake."""
    with pytest.raises(ValueError, match="zero or more"):
        in_words(timedelta(seconds=-1))


@pytest.mark.parametrize(
    ("durations", "middle", "ninety"),
    [
        (minutes(7), 7, 7),
        (minutes(9, 1), 5, 9),
        (minutes(30, 10, 20), 20, 30),
        (minutes(*range(1, 11)), 5.5, 9),
        (minutes(*range(1, 12)), 6, 10),
        (minutes(*range(100, 0, -1)), 50.5, 90),
    ],
)
def test_half_and_nine_in_ten_are_told_in_any_order(durations: list[timedelta], middle: float, ninety: float) -> None:
    """The middle of an even number lies between two; nine in ten took no longer than one that was measured."""
    assert spread(durations) == Spread(len(durations), timedelta(minutes=middle), timedelta(minutes=ninety))


def test_of_nothing_nothing_is_told() -> None:
    """No ticket has been answered yet."""
    assert spread([]) is None
