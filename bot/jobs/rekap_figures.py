"""The figures behind every rekap, in chat and on the command line, as they are at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session

from bot.documents.rekap_chart import MOST, Subject
from bot.rules.clock import today_wib
from bot.rules.rekap import Day, Group, daily, grouped, together
from storage import rekap, roster
from storage.rekap import InstansiCount
from storage.roster import InstansiFacts

NATION: Final = "Seluruh instansi"
_BEHIND: Final = 20
"""So many instansi are shown by name to whoever looks at all of them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everybody, the groups that they are in, and what happened each day.

    For one instansi the groups are its units kerja. For all of them `nation` has every instansi by kode, `of_nation`
    the same as groups, and `groups` are those that are not finalised.
    """

    title: str
    whole: Group
    groups: Sequence[Group]
    days: Sequence[Day]
    nation: Sequence[InstansiCount] = ()
    of_nation: Sequence[Group] = ()

    @property
    def subject(self) -> Subject:
        """What a picture of it is about."""
        if self.nation:
            return Subject(self.title, "Instansi belum difinalisasi", "{count} instansi lainnya")
        return Subject(self.title, "Menurut unit kerja", "{count} unit kerja lainnya")

    @property
    def most(self) -> int:
        """How many groups are shown by name."""
        return _BEHIND if self.nation else MOST


def of_instansi(session: Session, instansi: InstansiFacts, now: datetime) -> Figures:
    """One instansi; two statements, some tenths of a second for 50,000 workers."""
    groups = grouped(rekap.by_unit(session, instansi.id))
    days = daily(rekap.by_day(session, instansi.id), today_wib(now))
    return Figures(instansi.nama, together(instansi.nama, groups), groups, days)


def of_nation(session: Session, now: datetime) -> Figures:
    """All instansi; three statements."""
    nation = rekap.by_instansi(session)
    groups = [Group(one.instansi.nama, one.counts) for one in nation]
    behind = [group for group, one in zip(groups, nation, strict=True) if one.instansi.finalised_at is None]
    days = daily(rekap.by_day(session, None), today_wib(now))
    return Figures(NATION, together(NATION, groups), behind, days, nation, groups)


def of(session: Session, instansi_id: int, now: datetime) -> Figures:
    """One instansi, or all of them for 0."""
    if not instansi_id:
        return of_nation(session, now)
    return of_instansi(session, roster.instansi_by_id(session, instansi_id), now)
