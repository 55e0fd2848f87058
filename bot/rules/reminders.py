"""When people are reminded of a deadline, and when they are left in peace; all in WIB, the deadlines' own time."""

from datetime import date, datetime, time, timedelta
from typing import Final

from bot.rules.clock import WIB, today_wib

MARKS: Final = (1, 3, 7)
"""So many days before the deadline people are reminded (product, section 6)."""
_AWAKE: Final = time(7)
_ASLEEP: Final = time(20)


def mark(deadline: date, today: date) -> int | None:
    """Which reminder fits this day (WIB): the one that was due last, or None before the first and after the deadline.

    On the very day of the deadline it is still that of one day before, for whoever has not had it.
    """
    left = (deadline - today).days
    return None if left < 0 else next((days for days in MARKS if left <= days), None)


def occasion(instansi_id: int, deadline: date, days: int) -> str:
    """What one reminder is about: a deadline that is moved has reminders of its own."""
    return f"ingat:{instansi_id}:{deadline.isoformat()}:{days}"


def deadline_of(told: str) -> date:
    """The deadline that an occasion is about."""
    return date.fromisoformat(told.split(":")[2])


def is_quiet(moment: datetime) -> bool:
    """Whether nothing is told to many at this aware moment: from 20.00 to 07.00 WIB (product, section 6)."""
    return not _AWAKE <= moment.astimezone(WIB).time() < _ASLEEP


def awake_at(moment: datetime) -> datetime:
    """The first moment from this one on (aware) at which people may be told."""
    local = moment.astimezone(WIB)
    if not is_quiet(moment):
        return local
    day = local.date() + timedelta(days=local.time() >= _ASLEEP)
    return datetime.combine(day, _AWAKE, WIB)


def start_of_day(moment: datetime) -> datetime:
    """When the day began that it is in WIB at this aware moment."""
    return datetime.combine(today_wib(moment), time(), WIB)
