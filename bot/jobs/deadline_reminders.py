"""Begins the reminders that are due: 7, 3 and 1 days before an instansi's deadline, in the daytime, each once."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.pulse import keep_looking
from bot.rules.clock import today_wib
from bot.rules.reminders import MARKS, is_quiet, mark, occasion
from storage import audiences, broadcasts
from storage.crypto import Vault
from storage.database import Database
from storage.ids import new_id
from storage.roster import InstansiFacts

AT_ONCE: Final = 20
"""So many instansi are begun in one transaction: each counts its workers."""
_REMEMBERED: Final = timedelta(days=max(MARKS) + 30)
"""No deadline that is near was reminded of earlier, but for one that was put off and brought back."""


class DeadlineReminders:
    """Looks once a minute whose deadline is near; a reminder that was due while the bot was down begins late."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock

    async def run(self) -> None:
        """Look for ever; what fails is tried again a minute later."""
        await keep_looking(self.begin_all, "the reminders of deadlines")

    async def begin_all(self) -> None:
        """Begin all that is due."""
        while await self._database.run(self._begin):
            continue

    def _begin(self, session: Session) -> int:
        """Begin some; how many."""
        now = self._clock()
        if is_quiet(now):
            return 0
        begun = [one for one, told in self._due(session, now)[:AT_ONCE] if self._remind(session, one, told, now)]
        if begun:
            self._remind_drafts(session, begun, now)
        return len(begun)

    def _due(self, session: Session, now: datetime) -> list[tuple[InstansiFacts, str]]:
        """The instansi of which nobody was told yet how near the end is, each with the occasion."""
        today = today_wib(now)
        ending = audiences.ends_soon(session, today, today + timedelta(days=max(MARKS)))
        known = broadcasts.occasions(session, "ingat", now - _REMEMBERED) if ending else set()
        told = [(one, _occasion(one, today)) for one in ending]
        return [(one, about) for one, about in told if about not in known]

    def _remind(self, session: Session, instansi: InstansiFacts, about: str, now: datetime) -> bool:
        """Workers and staff; False where another process was quicker."""
        maker = broadcasts.SYSTEM
        if broadcasts.start(session, self._vault, "ingat", about, instansi.id, None, maker, now) is None:
            return False
        for_staff = about.replace("ingat:", f"{audiences.STAFF}:")
        broadcasts.start(session, self._vault, audiences.STAFF, for_staff, instansi.id, None, maker, now)
        return True

    def _remind_drafts(self, session: Session, begun: Sequence[InstansiFacts], now: datetime) -> None:
        """One look through what was begun, for the workers of all these instansi."""
        ending = json.dumps({str(one.id): one.deadline for one in begun}, default=date.isoformat)
        about = f"{audiences.DRAFTS}:{new_id()}"
        broadcasts.start(session, self._vault, audiences.DRAFTS, about, 0, ending, broadcasts.SYSTEM, now)


def _occasion(instansi: InstansiFacts, today: date) -> str:
    assert instansi.deadline is not None
    days = mark(instansi.deadline, today)
    assert days is not None
    return occasion(instansi.id, instansi.deadline, days)
