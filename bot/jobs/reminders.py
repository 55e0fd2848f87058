"""Whoever waits for Dukcapil is reminded after three days; reminder and note of it are written together."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlmodel import Session

from bot import outgoing
from bot.conversations.balas.telling import number_of
from bot.conversations.tiket.names import NAME
from bot.conversations.wording import Wording
from bot.engine.effects import Run, Say
from bot.pulse import keep_looking
from storage import outbox, ticket_escalation
from storage.crypto import Vault
from storage.database import Database
from storage.ticket_state import TicketFacts

AT_ONCE: Final = 50


class Reminders:
    """Looks once a minute which tickets have waited too long; calls `spoke` when somebody was reminded."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        words: Wording,
        clock: Callable[[], datetime],
        spoke: Callable[[], None],
    ) -> None:
        self._database = database
        self._vault = vault
        self._words = words
        self._clock = clock
        self._spoke = spoke

    async def run(self) -> None:
        """Remind for ever; what fails is tried again a minute later."""
        await keep_looking(self._remind_all, "the reminders")

    async def _remind_all(self) -> None:
        while await self.remind():
            self._spoke()

    async def remind(self) -> int:
        """Put the reminders that are due into the outbox and note them, in one transaction; how many."""
        return await self._database.run(self._remind)

    def _remind(self, session: Session) -> int:
        now = self._clock()
        due = ticket_escalation.due_reminders(session, AT_ONCE, now)
        if due:
            outbox.add(session, self._vault, [self._reminder(one) for one in due if one.holder is not None])
            ticket_escalation.mark_reminded(session, [one.number for one in due], now)
        return len(due)

    def _reminder(self, ticket: TicketFacts) -> outbox.Outgoing:
        assert ticket.holder is not None
        button = Run("button.buka_tiket", f"/tiket {ticket.number}")
        say = Say("say.pengingat", {"nomor": number_of(ticket.number)}, (button,))
        return outbox.Outgoing(ticket.holder, "chat", outgoing.encode(self._words.message(NAME, say)))
