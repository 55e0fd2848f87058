"""Jobs that met files out of reach: put off, so that nobody's other jobs wait behind them, and taken up again."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final

from sqlmodel import Session

from bot import outgoing
from bot.conversations.wording import COMMON, Wording
from bot.engine.effects import Say
from bot.pulse import keep_looking
from storage import outbox
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileMissingError, FileStore, FilesUnavailableError
from storage.outbox import Claimed

_SECONDS: Final = 5.0
_NO_KEY: Final = "0" * 32


class LateJobs:
    """Puts jobs off, and lets all be `waiting` again once the files are there; calls `spoke` when somebody was told.

    Whether they are there is looked at every so many `seconds`, and only while a job is late.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        files: FileStore,
        words: Wording,
        waiting: asyncio.Event,
        spoke: Callable[[], None],
        *,
        seconds: float = _SECONDS,
    ) -> None:
        self._database = database
        self._vault = vault
        self._files = files
        self._words = words
        self._waiting = waiting
        self._spoke = spoke
        self._seconds = seconds
        # The process before this one may have left some.
        self._some = True

    async def run(self) -> None:
        """Take late jobs up for ever."""
        await keep_looking(self._take_up, "late jobs", self._seconds)

    async def put_off(self, row: Claimed, *, tell: bool) -> None:
        """Do this one later; `tell` its person that it is not forgotten."""
        self._some = True
        await self._database.run(lambda session: self._put_off(session, row, tell=tell))
        if tell:
            self._spoke()

    def _put_off(self, session: Session, row: Claimed, *, tell: bool) -> None:
        outbox.put_off(session, row.id)
        if tell:
            payload = outgoing.encode(self._words.message(COMMON, Say("say.kiriman_tertunda")))
            outbox.add(session, self._vault, [outbox.Outgoing(row.person, "chat", payload)])

    async def _take_up(self) -> None:
        if not self._some or not await self._is_there():
            return
        self._some = False
        try:
            await self._database.run(outbox.take_up)
        except BaseException:
            self._some = True
            raise
        self._waiting.set()

    async def _is_there(self) -> bool:
        """Whether the files can be reached: many jobs would fetch and judge in vain what they then cannot keep."""
        with suppress(FileMissingError):
            try:
                await self._files.apart(partial(self._files.blobs.get, _NO_KEY))
            except FilesUnavailableError:
                return False
        return True
