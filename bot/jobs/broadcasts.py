"""The outbox's lane `many`: everybody is told in turn, behind all else that is sent, and never at night.

One short transaction ticks off what was sent, puts the next people into the lane, and claims some of them; what they
are told is put into words after that, outside the one writer, as it is true then. Few are ever under way, so that a
broadcast of 100,000 people fills no outbox, and a restart finds it where it was.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Literal, TypeAlias

import structlog
from sqlmodel import Session

from bot import outgoing
from bot.conversations.wording import Wording
from bot.engine.effects import Say
from bot.gateway.limits import Limits
from bot.jobs.broadcast_progress import figures
from bot.jobs.sending import FIRST_PAUSE, Sending
from bot.journal import places
from bot.meter import Meter
from bot.pulse import keep_at
from bot.rules.reminders import is_quiet
from storage import audiences, broadcasts, outbox
from storage.audiences import Recipient
from storage.broadcasts import BroadcastFacts, Tally
from storage.crypto import Vault
from storage.database import Database
from storage.outbox import Claimed

log = structlog.get_logger()

Teller: TypeAlias = Callable[[Session, BroadcastFacts, Recipient, datetime], tuple[str, Say] | None]
"""What somebody is told, and in the words of which conversation; None where it is moot by now."""

AT_ONCE: Final = 16
"""At 30 a second, enough for an answer of Telegram's that takes half a second."""
CHUNK: Final = 25
"""So many people are put into the lane at once: far below the 50 ms that a transaction may take."""


class _NightError(Exception):
    """It has become too late to tell anybody; what was claimed is claimed again in the morning."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A row of the lane, and what is sent."""

    row: Claimed
    broadcast: int
    message: outgoing.Message


@dataclass(frozen=True, slots=True)
class _Done:
    """A row of the lane that is done with, and what came of it."""

    row: int
    broadcast: int
    outcome: Literal["told", "missed", "moot"]


class Broadcasts:
    """Tells many people what `teller` has for them, for ever; calls `spoke` when a maker was told how it ended."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        words: Wording,
        teller: Teller,
        sending: Sending,
        limits: Limits,
        clock: Callable[[], datetime],
        spoke: Callable[[], None],
        meter: Meter | None = None,
    ) -> None:
        self._database = database
        self._vault = vault
        self._words = words
        self._teller = teller
        self._sending = sending
        self._limits = limits
        self._clock = clock
        self._spoke = spoke
        self._meter = meter or Meter()
        self._free = asyncio.Event()
        self._telling: dict[int, asyncio.Task[None]] = {}
        self._done: list[_Done] = []
        self._ended = False

    async def run(self) -> None:
        """Tell for ever; on cancellation, what was sent is ticked off."""
        try:
            await keep_at(self._tell_some, self._free, partial(self._meter.beat, "many"))
        finally:
            for task in self._telling.values():
                task.cancel()
            await asyncio.gather(*self._telling.values(), return_exceptions=True)
            await self._tick_off(lambda _session: [])

    async def tell_waiting(self) -> int:
        """Tick off what was sent, claim more, and begin to send it; how many were claimed, moot ones among them."""
        # Who is being told is noted before what was sent: a send that ends in between is then claimed by nobody.
        busy = list(self._telling)
        claimed = await self._tick_off(lambda session: self._claim(session, busy))
        for one in await asyncio.to_thread(self._worded, claimed) if claimed else ():
            if isinstance(one, _Ready):
                self._telling[one.row.person] = asyncio.create_task(self._tell(one))
            else:
                self._done.append(one)
        if self._ended:
            self._ended = False
            self._spoke()
        return len(claimed)

    async def _tell_some(self) -> int:
        try:
            return await self.tell_waiting()
        except Exception as error:  # noqa: BLE001 - what a broadcast meets must not end the bot
            log.error("the broadcasts broke off", error=type(error).__name__, at=places(error))  # noqa: TRY400 - its words may be personal
            return 0

    async def _tick_off(self, then: Callable[[Session], list[Claimed]]) -> list[Claimed]:
        """Record what was sent and, in the same transaction, do what comes next."""
        done, self._done = self._done, []

        def work(session: Session) -> list[Claimed]:
            # Whoever is cancelled while this is under way does it once more: what was counted is not counted again.
            new = outbox.undone(session, [one.row for one in done]) if done else set()
            outbox.done(session, list(new))
            broadcasts.count(session, _tallies([one for one in done if one.row in new]))
            return then(session)

        try:
            return await self._database.run(work)
        except BaseException:
            self._done = done + self._done
            raise

    def _claim(self, session: Session, busy: Sequence[int]) -> list[Claimed]:
        now, room = self._clock(), AT_ONCE - len(busy)
        running = broadcasts.running(session)
        if is_quiet(now):
            self._end_at_night(session, running, now)
            return []
        if room <= 0:
            return []
        claimed = self._waiting(session, busy, room, now)
        if not claimed and self._go_on(session, running, now, idle=not busy):
            claimed = self._waiting(session, busy, room, now)
        return claimed

    def _waiting(self, session: Session, busy: Sequence[int], room: int, now: datetime) -> list[Claimed]:
        return outbox.claim(session, "many", now, limit=room, without_people=busy, one_each=True)

    def _go_on(self, session: Session, running: Sequence[BroadcastFacts], now: datetime, *, idle: bool) -> bool:
        """Put the next people of one broadcast into the lane, and end those on the way that have nobody left."""
        for one in running:
            if broadcasts.go_on(session, self._vault, one, CHUNK):
                return True
            if idle or _is_settled(one):
                self._end(session, one, now)
        return False

    def _end_at_night(self, session: Session, running: Sequence[BroadcastFacts], now: datetime) -> None:
        """Whose maker waits for it, and who has nobody left to tell."""
        for one in running:
            if one.created_by != broadcasts.SYSTEM and _is_settled(one):
                left = audiences.following(session, one.kind, one.instansi_id, one.after, 1)
                if not left:
                    self._end(session, one, now)

    def _end(self, session: Session, one: BroadcastFacts, now: datetime) -> None:
        broadcasts.finish(session, one.id, now)
        if one.created_by == broadcasts.SYSTEM:
            return
        told: list[outgoing.Send] = [figures(self._words, one)]
        if one.note is not None:
            told.insert(0, outgoing.Removal(one.note))
            broadcasts.set_note(session, one.id, None)
        outbox.add(
            session, self._vault, [outbox.Outgoing(one.created_by, "chat", outgoing.encode(send)) for send in told]
        )
        self._ended = True

    def _worded(self, claimed: Sequence[Claimed]) -> list[_Ready | _Done]:
        """What each of them is told; runs in a thread, and sees one moment of what is kept."""
        with self._database.reading() as session:
            running = {one.id: one for one in broadcasts.running(session)}
            return [self._one(session, row, running) for row in claimed]

    def _one(self, session: Session, row: Claimed, running: Mapping[int, BroadcastFacts]) -> _Ready | _Done:
        number = broadcasts.SYSTEM
        try:
            number, recipient = broadcasts.whom(self._vault, row)
            said = self._teller(session, running[number], recipient, self._clock()) if number in running else None
        except Exception as error:  # noqa: BLE001 - one person's record must not stop the others'
            log.error("somebody cannot be told", row=row.id, error=type(error).__name__, at=places(error))  # noqa: TRY400 - its words may be personal
            return _Done(row.id, number, "missed")
        return _Done(row.id, number, "moot") if said is None else _Ready(row, number, self._words.message(*said))

    async def _tell(self, one: _Ready) -> None:
        person = one.row.person
        try:
            sent = await self._sending.send(one.row.id, person, one.message, None, lambda: self._place(person))
            self._done.append(_Done(one.row.id, one.broadcast, "told" if sent.arrived else "missed"))
        except _NightError:
            return
        except Exception as error:  # noqa: BLE001 - what was not sent is claimed again, but not at once
            log.error("somebody's message broke off", error=type(error).__name__, at=places(error))  # noqa: TRY400 - as above
            await asyncio.sleep(FIRST_PAUSE)
        finally:
            del self._telling[person]
            self._free.set()

    async def _place(self, person: int) -> None:
        """Behind everybody else; raises _NightError."""
        await self._limits.wait_behind_all(person)
        if is_quiet(self._clock()):
            raise _NightError


def _is_settled(one: BroadcastFacts) -> bool:
    """Whether nothing of it is under way."""
    return one.told + one.missed >= one.handled


def _tallies(done: Sequence[_Done]) -> dict[int, Tally]:
    """By broadcast."""
    counted: dict[int, Counter[str]] = {}
    for one in done:
        counted.setdefault(one.broadcast, Counter())[one.outcome] += 1
    return {number: Tally(**counts) for number, counts in counted.items()}
