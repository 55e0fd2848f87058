"""Moments as Indonesians are told them: in WIB, the time of the pendataan's deadlines."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.rules.dates import format_date

WIB: Final = ZoneInfo("Asia/Jakarta")


def wib(moment: datetime) -> str:
    """An aware moment as `7 Maret 1990 pukul 17.00 WIB`."""
    local = moment.astimezone(WIB)
    return f"{format_date(local.date())} pukul {local:%H.%M} WIB"


def today_wib(moment: datetime) -> date:
    """The day that it is in WIB."""
    return moment.astimezone(WIB).date()
