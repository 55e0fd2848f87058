"""Inbox to outbox, the heart: a batch of people's turns in one transaction.

Each person's oldest input is answered by the conversations; their drafts, the records that gates wrote, what shall
happen outside and the inbox's tick are committed together, or not at all. A turn that fails takes only its own
savepoint with it and is tried again later; after five failures it is set aside and its person told.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Final, assert_never

import msgspec
import structlog
from sqlmodel import Session

from bot import outgoing
from bot.conversations.context import Context, CrowdedError
from bot.conversations.reception import desks, routing
from bot.conversations.visit import Spoken, Visit
from bot.conversations.wording import Wording
from bot.engine import inputs, state
from bot.engine.effects import Album, Commands, Discard, Erase, Say, Toast, Work
from bot.engine.flow import Flow
from bot.engine.machine import Moment
from bot.journal import places
from bot.meter import Meter
from bot.pulse import keep_at
from bot.rules.eligibility import Terms
from storage import conversations, inbox, outbox
from storage.conversations import Draft
from storage.crypto import Vault
from storage.database import Database
from storage.inbox import Waiting

log = structlog.get_logger()

BATCH: Final = 256
RETRIES: Final = (timedelta(seconds=0.2), timedelta(seconds=1), timedelta(seconds=3), timedelta(seconds=10))
_TIDY_EVERY: Final = timedelta(minutes=1)


@dataclass(slots=True)
class _Written:
    """What a batch will write besides what its gates wrote, and what became of those whom it did not answer."""

    drafts: list[Draft] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)
    sent: list[outbox.Outgoing] = field(default_factory=list)
    handled: list[int] = field(default_factory=list)
    crowded: list[Waiting] = field(default_factory=list)
    failed: int = 0
    set_aside: int = 0

    @property
    def people(self) -> int:
        """How many it met."""
        return len(self.handled) + len(self.crowded) + self.failed + self.set_aside


class Turns:
    """Answers what waits in the inbox whenever something `arrived`; calls `spoke` after each commit."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        flows: Mapping[str, Flow],
        wording: Wording,
        clock: Callable[[], datetime],
        dice: Random,
        arrived: asyncio.Event,
        spoke: Callable[[], None],
        terms: Terms | None = None,
        meter: Meter | None = None,
    ) -> None:
        """Take the parts; `terms` are the letter's if None."""
        self._database = database
        self._vault = vault
        self._flows = flows
        self._wording = wording
        self._clock = clock
        self._dice = dice
        self._terms = terms or Terms()
        self._meter = meter or Meter()
        self._spoke = spoke
        self._arrived = arrived
        self._tidy_at = datetime.min.replace(tzinfo=UTC)

    async def run(self) -> None:
        """Answer for ever."""
        await keep_at(self._answer_or_tidy, self._arrived, partial(self._meter.beat, "turns"))

    async def _answer_or_tidy(self) -> int:
        answered = await self.answer_waiting()
        if not answered:
            await self.tidy()
        return answered

    async def tidy(self) -> None:
        """Once a minute, while nobody waits, forget some of what was handled long ago."""
        now = self._clock()
        if now >= self._tidy_at:
            self._tidy_at = now + _TIDY_EVERY
            await self._database.run(lambda session: inbox.forget_handled(session, now))

    async def answer_waiting(self) -> int:
        """One batch: the oldest input of each waiting person. How many were answered."""
        began = time.perf_counter()
        try:
            batch = await self._commit(self._batch)
            for row in batch.crowded:
                await self._commit(lambda session, row=row: self._answer(session, [row]))  # type: ignore[misc]
            answered = batch.people
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the others' turns
            _report("a batch failed and is taken apart", error)
            answered = await self._one_by_one()
        if answered:
            self._meter.batches.add(time.perf_counter() - began)
            self._spoke()
        return answered

    async def _commit(self, turns: Callable[[Session], _Written]) -> _Written:
        """Take these turns in one transaction, and count them once they stand."""
        written = await self._database.run(turns)
        self._meter.answered += len(written.handled)
        self._meter.failed += written.failed
        self._meter.set_aside += written.set_aside
        return written

    async def _one_by_one(self) -> int:
        """Each person in a transaction of their own, so that only the one who fails is put off."""
        waiting = await self._database.run(lambda session: inbox.waiting(session, self._clock(), BATCH))
        for row in waiting:
            try:
                await self._commit(lambda session, row=row: self._answer(session, [row]))  # type: ignore[misc]
            except Exception as error:  # noqa: BLE001 - as above
                _report("a turn could not be committed", error)
                await self._commit(lambda session, row=row: self._failed(session, row, _Written()))  # type: ignore[misc]
        return len(waiting)

    def _batch(self, session: Session) -> _Written:
        waiting = inbox.waiting(session, self._clock(), BATCH)
        return self._answer(session, waiting) if waiting else _Written()

    def _answer(self, session: Session, waiting: Sequence[Waiting]) -> _Written:
        """Answer these people's inputs; those that must be answered alone are left, as `crowded`."""
        now = self._clock()
        drafts = conversations.load(session, self._vault, [row.person for row in waiting])
        written = _Written()
        for row in waiting:
            try:
                with ExitStack() as savepoint:
                    alone = len(waiting) == 1
                    context = Context(session, self._vault, row.person, now, alone=alone, terms=self._terms)
                    sent, saved, dropped = self._turn(context, savepoint, row, drafts.get(row.person, []))
                # Not before the savepoint is closed, which may fail as well.
                written.sent += sent
                written.drafts += saved
                written.dropped += dropped
                written.handled.append(row.id)
            except CrowdedError:
                written.crowded.append(row)
            except Exception as error:  # noqa: BLE001 - the others' turns go on
                _report("a turn failed", error)
                self._failed(session, row, written)
        conversations.save(session, self._vault, written.drafts)
        for person, flow in written.dropped:
            conversations.drop(session, person, flow)
        outbox.add(session, self._vault, written.sent)
        inbox.finish(session, written.handled, now)
        return written

    def _turn(
        self, context: Context, savepoint: ExitStack, row: Waiting, drafts: Sequence[Draft]
    ) -> tuple[list[outbox.Outgoing], list[Draft], list[tuple[int, str]]]:
        """One person's turn: what shall happen outside, the drafts that changed, and those that came to their end."""
        opened: list[Context] = []

        def open_store() -> Context:
            if not opened:
                savepoint.enter_context(context.session.begin_nested())
                opened.append(context)
            return context

        visit = Visit(self._flows, Moment(context.now, self._dice), open_store)
        visit.remember(drafts)
        before = {draft.flow: draft for draft in drafts}
        given = inputs.from_json(msgspec.json.decode(inbox.opened(self._vault, row)))
        sent = [self._outgoing(row.person, one) for one in routing.respond(visit, given)]
        sent += [self._outgoing(one.person, (one.conversation, one.say)) for one in context.notices]
        return sent, *self._changes(row.person, visit, before)

    def _changes(
        self, person: int, visit: Visit, before: Mapping[str, Draft]
    ) -> tuple[list[Draft], list[tuple[int, str]]]:
        saved = []
        for name, current in visit.states.items():
            body = msgspec.json.encode(state.to_json(self._flows[name], current))
            draft = Draft(person, name, name == visit.active, body)
            if before.get(name) != draft:
                saved.append(draft)
        return saved, [(person, name) for name in before if name not in visit.states]

    def _outgoing(self, person: int, spoken: Spoken) -> outbox.Outgoing:
        conversation, effect = spoken
        match effect:
            case Say() | Album():
                return _to_chat(person, self._worded(conversation, effect))
            case Toast(query=query, text=text):
                words = self._wording.text(conversation, f"toast.{text}", plain=True) if text else ""
                return _to_chat(person, outgoing.Answer(query, words))
            case Erase(message=message):
                return _to_chat(person, outgoing.Removal(message))
            case Commands(roles=roles):
                return _to_chat(person, menu(self._wording, roles))
            case Work(kind=kind, args=args, flow=flow, revision=revision):
                return _to_job(person, outgoing.Job(kind, args, flow, revision))
            case Discard(file=file):
                return _to_job(person, outgoing.Disposal(file))
            case _:
                assert_never(effect)

    def _worded(self, conversation: str, effect: Say | Album) -> outgoing.Send:
        if isinstance(effect, Say):
            return self._wording.message(conversation, effect)
        return self._wording.album(conversation, effect)

    def _failed(self, session: Session, row: Waiting, written: _Written) -> _Written:
        """Put the turn off; for the last time, set it aside and say so."""
        if row.failures < len(RETRIES):
            inbox.fail(session, row.id, self._clock() + RETRIES[row.failures])
            written.failed += 1
            return written
        inbox.put_aside(session, row.id, self._clock())
        told = self._wording.message(routing.NAME, Say("say.set_aside"))
        outbox.add(session, self._vault, [_to_chat(row.person, told)])
        written.set_aside += 1
        return written


def menu(wording: Wording, roles: Sequence[str]) -> outgoing.Menu:
    """The commands that a person with these roles finds in Telegram's menu."""
    own = desks.commands(roles)
    return outgoing.Menu(tuple((name, wording.text(routing.NAME, f"menu.{name}", plain=True)) for name in own))


def _to_chat(person: int, send: outgoing.Send) -> outbox.Outgoing:
    return outbox.Outgoing(person, "chat", outgoing.encode(send))


def _to_job(person: int, task: outgoing.Task) -> outbox.Outgoing:
    return outbox.Outgoing(person, "job", outgoing.encode(task))


def _report(what: str, error: Exception) -> None:
    """Where it failed and with which kind of error; an error's own words may hold somebody's data."""
    log.error(what, error=type(error).__name__, at=places(error))
