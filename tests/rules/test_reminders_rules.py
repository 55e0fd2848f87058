"""When people are reminded, and when they are left in peace."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.rules.clock import WIB
from bot.rules.reminders import awake_at, deadline_of, is_quiet, mark, occasion, start_of_day

END = date(2022, 10, 31)


@pytest.mark.parametrize(
    ("left", "expected"),
    [(30, None), (8, None), (7, 7), (6, 7), (4, 7), (3, 3), (2, 3), (1, 1), (0, 1), (-1, None)],
)
def test_the_reminder_that_fits_the_day(left: int, expected: int | None) -> None:
    """Seven, three and one days before; whoever missed one gets it late, and never two."""
    assert mark(END, END - timedelta(days=left)) == expected


@pytest.mark.parametrize(
    ("clock", "quiet"), [("06:59", True), ("07:00", False), ("19:59", False), ("20:00", True), ("00:00", True)]
)
def test_the_night_is_quiet(clock: str, quiet: bool) -> None:  # noqa: FBT001 - a table's column
    """From 20.00 to 07.00 WIB, wherever the machine stands."""
    moment = datetime.fromisoformat(f"2022-10-24T{clock}").replace(tzinfo=WIB)
    assert is_quiet(moment) == quiet
    assert is_quiet(moment.astimezone(UTC)) == quiet


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2022-10-24T12:30", "2022-10-24T12:30"),
        ("2022-10-24T21:00", "2022-10-25T07:00"),
        ("2022-10-31T20:00", "2022-11-01T07:00"),
        ("2022-10-24T03:00", "2022-10-24T07:00"),
    ],
)
def test_the_morning_after(now: str, expected: str) -> None:
    """What is begun at night is sent at seven."""
    moment = datetime.fromisoformat(now).replace(tzinfo=WIB)
    assert awake_at(moment) == datetime.fromisoformat(expected).replace(tzinfo=WIB)


def test_an_occasion_tells_its_deadline() -> None:
    """Which a reminder is compared with when it is sent."""
    assert occasion(5, END, 3) != occasion(5, END, 1)
    assert deadline_of(occasion(5, END, 3)) == END


def test_a_day_begins_at_midnight_in_wib() -> None:
    """Five in the afternoon before, in UTC."""
    assert start_of_day(datetime(2022, 10, 24, 3, tzinfo=UTC)) == datetime(2022, 10, 23, 17, tzinfo=UTC)
