"""Updates into the inbox. Whoever brought them is told only after they are committed; many share one commit."""

import asyncio
from collections.abc import Callable, Sequence

import msgspec
from sqlmodel import Session

from bot.engine.inputs import to_json
from bot.gateway.translate import translate
from bot.gateway.updates import Update
from bot.meter import Meter
from storage import inbox
from storage.crypto import Vault
from storage.database import Database


class Intake:
    """Keeps what comes in. `arrived` is called after each commit."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        bot_id: int,
        arrived: Callable[[], None],
        meter: Meter | None = None,
    ) -> None:
        self._database = database
        self._vault = vault
        self._bot_id = bot_id
        self._arrived = arrived
        self._meter = meter or Meter()
        self._pending: list[inbox.Received] = []
        self._commit: asyncio.Task[None] | None = None

    async def take(self, updates: Sequence[Update]) -> None:
        """Returns when all of these are committed; whatever else arrives meanwhile shares the next commit."""
        for update in updates:
            translated = translate(update)
            if translated is not None:
                person, given = translated
                payload = msgspec.json.encode(to_json(given))
                self._pending.append(inbox.Received(self._bot_id, update.update_id, person, payload))
        while self._commit is not None:
            await asyncio.shield(self._commit)
        if self._pending:
            self._commit = asyncio.create_task(self._write())
            await asyncio.shield(self._commit)

    async def _write(self) -> None:
        batch, self._pending = self._pending, []
        try:
            await self._database.run(lambda session: self._add(session, batch))
        except BaseException:
            self._pending = batch + self._pending
            raise
        finally:
            self._commit = None
        self._meter.updates += len(batch)
        self._arrived()

    def _add(self, session: Session, batch: Sequence[inbox.Received]) -> None:
        inbox.add(session, self._vault, batch)
