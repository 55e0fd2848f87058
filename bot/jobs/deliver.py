"""The outbox's chat lane: sends in order for each person, people side by side, within Telegram's limits.

A claim is committed before anything is sent, and finished sends are ticked off together with the next claim. Whoever
should be sent a file that cannot be had now is held back, so that nobody else waits for a place behind them.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeVar

import msgspec
import structlog
from sqlmodel import Session

from bot import outgoing
from bot.gateway.limits import Limits
from bot.gateway.send import Post
from bot.jobs.sending import FIRST_PAUSE, Sending
from bot.journal import places
from bot.meter import Meter
from bot.pulse import keep_at
from storage import outbox
from storage.crypto import SealBrokenError, Vault
from storage.database import Database
from storage.files import FilesUnavailableError
from storage.outbox import Claimed

log = structlog.get_logger()

T = TypeVar("T")

CLAIM: Final = 600
_PEOPLE_AT_ONCE: Final = 300
_HELD_SECONDS: Final = 15.0


class Delivery:
    """Sends what lies in the chat lane, for ever; `work` tells that there is more."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        post: Post,
        limits: Limits,
        clock: Callable[[], datetime],
        work: asyncio.Event,
        meter: Meter | None = None,
        *,
        held_seconds: float = _HELD_SECONDS,
    ) -> None:
        self._database = database
        self._vault = vault
        self._limits = limits
        self._meter = meter or Meter()
        self._one = Sending(database, post, limits, self._meter)
        self._clock = clock
        self._work = work
        self._held_seconds = held_seconds
        self._held: set[int] = set()
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._sent: list[int] = []
        self._screens: dict[int, int | None] = {}

    async def run(self) -> None:
        """Deliver for ever; on cancellation, what was sent is ticked off."""
        try:
            await keep_at(self.deliver_waiting, self._work, partial(self._meter.beat, "chat"))
        finally:
            for task in self._sending.values():
                task.cancel()
            await asyncio.gather(*self._sending.values(), return_exceptions=True)
            await self._tick_off(lambda _session: None)

    async def deliver_waiting(self) -> int:
        """Tick off what was sent, claim more, and begin to send it; how many were claimed."""
        # Who is being sent to is noted before what was sent: a send that ends in between is then claimed by nobody.
        busy, held = list(self._sending), list(self._held)
        claimed, screens = await self._tick_off(lambda session: self._claim(session, busy, held))
        for person, rows in groupby(sorted(claimed, key=attrgetter("person", "id")), key=attrgetter("person")):
            self._sending[person] = asyncio.create_task(self._send_all(person, list(rows), screens.get(person)))
        return len(claimed)

    def _claim(
        self, session: Session, busy: Sequence[int], held: Sequence[int]
    ) -> tuple[list[Claimed], dict[int, int]]:
        room = _PEOPLE_AT_ONCE - len(busy)
        if room <= 0:
            return [], {}
        limit = min(CLAIM, 2 * room)
        claimed = outbox.claim(session, "chat", self._clock(), limit=limit, without_people=[*busy, *held])
        return claimed, outbox.screens(session, {row.person for row in claimed}) if claimed else {}

    async def _tick_off(self, then: Callable[[Session], T]) -> T:
        """Record what was sent and, in the same transaction, do what comes next."""
        sent, self._sent = self._sent, []
        screens, self._screens = self._screens, {}

        def work(session: Session) -> T:
            if sent:
                outbox.done(session, sent)
            if screens:
                outbox.set_screens(session, screens)
            return then(session)

        try:
            return await self._database.run(work)
        except BaseException:
            self._sent, self._screens = sent + self._sent, screens | self._screens
            raise

    async def _send_all(self, person: int, rows: Sequence[Claimed], screen: int | None) -> None:
        """One person's sends, one after the other."""
        before = screen
        try:
            for row in rows:
                send = self._read(row)
                screen = await self._send(person, row, send, screen) if send else screen
                self._sent.append(row.id)
                if screen != before:
                    self._screens[person] = before = screen
        except FilesUnavailableError:
            log.warning("the files cannot be reached; a person's sends are held back")
            self._hold_back(person)
        except Exception as error:  # noqa: BLE001 - whatever was not sent is claimed again, but not at once
            log.error("a person's sends broke off", error=type(error).__name__, at=places(error))  # noqa: TRY400 - its words may be personal
            await asyncio.sleep(FIRST_PAUSE)
        finally:
            del self._sending[person]
            self._work.set()

    def _hold_back(self, person: int) -> None:
        def let_go() -> None:
            self._held.discard(person)
            self._work.set()

        self._held.add(person)
        asyncio.get_running_loop().call_later(self._held_seconds, let_go)

    def _read(self, row: Claimed) -> outgoing.Send | None:
        """What shall be sent; None where nobody can tell any more."""
        try:
            send: outgoing.Send = outgoing.decode_send(outbox.opened(self._vault, row))
        except (SealBrokenError, msgspec.DecodeError) as error:
            log.error("a message cannot be read and is dropped", row=row.id, error=type(error).__name__)  # noqa: TRY400 - as above
            return None
        return send

    async def _send(self, person: int, row: Claimed, send: outgoing.Send, screen: int | None) -> int | None:
        """The message that carries live buttons afterwards."""

        async def pace() -> None:
            await self._limits.rest()
            for _ in range(outgoing.messages(send)):
                await self._limits.wait(person)

        sent = await self._one.send(row.id, person, send, screen, pace)
        return sent.screen
