"""Checks that follow: while accounts are owed one, the directory is asked again, and the worker told what it says."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session

from bot import outgoing
from bot.conversations.account.dukcapil import what_followed
from bot.conversations.wording import Wording
from bot.directory.interface import Directory
from bot.jobs.directory import ask
from bot.pulse import keep_looking
from storage import directory_checks, outbox
from storage.crypto import Vault
from storage.database import Database
from storage.directory_checks import Asked, Owed

_A_ROUND: Final = 50
_REST_SECONDS: Final = 60.0
_FIRST_PAUSE: Final = timedelta(minutes=5)
_LONGEST_PAUSE: Final = timedelta(hours=6)
_DOUBLINGS: Final = 7
_CONVERSATION: Final = "account"


class Following:
    """Asks for at most fifty accounts a round, one after the other; the first vain question ends the round."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        words: Wording,
        directory: Directory,
        clock: Callable[[], datetime],
        spoke: Callable[[], None],
    ) -> None:
        self._database = database
        self._vault = vault
        self._words = words
        self._directory = directory
        self._clock = clock
        self._spoke = spoke

    async def run(self) -> None:
        """Follow up for ever, a round a minute."""
        await keep_looking(self.round, "a round of directory checks", _REST_SECONDS)

    async def round(self) -> int:
        """Ask for the accounts whose check is due; how many are done with."""
        owed = await self._database.run(lambda session: directory_checks.due(session, self._clock(), _A_ROUND))
        for count, one in enumerate(owed):
            if not await self._follow(one):
                return count
        return len(owed)

    async def _follow(self, owed: Owed) -> bool:
        """Ask for one account; False where the directory is down."""
        # As if in vain already, and kept so: one that cannot be asked for does not hold up the others.
        await self._database.run(lambda session: self._put_off(session, owed))
        asked = await self._database.run(lambda session: self._asked(session, owed))
        if asked is None:
            return True
        outcome = await ask(self._directory, asked.nik, asked.kk, asked.nama)
        if outcome is None:
            return False
        await self._database.run(lambda session: self._keep(session, owed, asked, outcome))
        self._spoke()
        return True

    def _put_off(self, session: Session, owed: Owed) -> None:
        directory_checks.put_off(session, owed, self._clock() + _pause(owed.tries))

    def _asked(self, session: Session, owed: Owed) -> Asked | None:
        """What to ask; an account that is gone is owed nothing."""
        asked = directory_checks.asked(session, self._vault, owed.account_id)
        if asked is None:
            directory_checks.settle(session, owed.account_id)
        return asked

    def _keep(self, session: Session, owed: Owed, asked: Asked, outcome: dict[str, Any]) -> None:
        """Into the trail and to the worker, if that was not done meanwhile."""
        if directory_checks.settle(session, owed.account_id):
            directory_checks.write_down(session, self._vault, owed.account_id, outcome, self._clock())
            payload = outgoing.encode(self._words.message(_CONVERSATION, what_followed(outcome)))
            outbox.add(session, self._vault, [outbox.Outgoing(asked.telegram_id, "chat", payload)])


def _pause(tries: int) -> timedelta:
    """Twice as long after each vain try, up to six hours."""
    return min(_FIRST_PAUSE * (1 << min(tries, _DOUBLINGS)), _LONGEST_PAUSE)
