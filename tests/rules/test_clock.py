from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.rules.clock import today_wib, wib


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(1990, 3, 7, 10, 0, tzinfo=UTC), "7 Maret 1990 pukul 17.00 WIB"),
        (datetime(2022, 12, 31, 17, 5, 59, tzinfo=UTC), "1 Januari 2023 pukul 00.05 WIB"),
        (datetime(2022, 9, 1, 9, 0, tzinfo=timezone(timedelta(hours=9))), "1 September 2022 pukul 07.00 WIB"),
    ],
)
def test_a_moment_is_told_in_the_time_of_jakarta(moment: datetime, told: str) -> None:
    """Whatever its own zone, as Indonesians write it."""
    assert wib(moment) == told


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(16, 59, date(2022, 8, 31)), (17, 0, date(2022, 9, 1))], ids=["before", "from"]
)
def test_a_day_begins_at_midnight_in_jakarta(hour: int, minute: int, day: date) -> None:
    """17.00 in Greenwich is the next day."""
    assert today_wib(datetime(2022, 8, 31, hour, minute, tzinfo=UTC)) == day
