"""What one person is told, by the kind of the broadcast; in the words that are true when it is sent."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from bot.conversations.context import Context
from bot.conversations.kabar import drafts, reminding
from bot.conversations.kabar.names import NAME
from bot.conversations.pusat.telling import moved_deadline
from bot.conversations.umumkan.telling import announcement
from bot.engine.effects import Run, Say, Term
from bot.engine.flow import Flow
from bot.rules.clock import today_wib
from bot.rules.reminders import deadline_of
from storage import audiences, broadcasts, roster
from storage.audiences import Listener, Recipient
from storage.broadcasts import ANNOUNCEMENTS, BroadcastFacts
from storage.crypto import Vault
from storage.roster import InstansiFacts

_INCLUDED: Final = "disetujui"


class Telling:
    """What each person of a broadcast is told, or None where it is moot by now."""

    def __init__(self, vault: Vault, flows: Mapping[str, Flow]) -> None:
        self._vault = vault
        self._flows = flows

    def __call__(
        self, session: Session, broadcast: BroadcastFacts, recipient: Recipient, now: datetime
    ) -> tuple[str, Say] | None:
        """A conversation and what is said in its words.

        Raises:
            SealBrokenError: their record cannot be read.
        """
        context = Context(session, self._vault, recipient.person, now)
        if broadcast.kind == audiences.DRAFTS:
            ending = json.loads(broadcasts.words_of(self._vault, broadcast))
            return drafts.reminder(context, self._flows, {int(one): date.fromisoformat(ending[one]) for one in ending})
        if broadcast.kind == audiences.STAFF:
            instansi = roster.instansi_by_id(session, broadcast.instansi_id)
            return reminding.staff_reminder(context, instansi) if _is_true(broadcast, instansi, now) else None
        if broadcast.kind == audiences.DEADLINE:
            return self._of_deadline(context, broadcast)
        return self._to_worker(context, broadcast, recipient)

    def _of_deadline(self, context: Context, broadcast: BroadcastFacts) -> tuple[str, Say] | None:
        """For those of their instansi whose deadline is still the one that was set."""
        words = broadcasts.words_of(self._vault, broadcast)
        day = date.fromisoformat(words) if words else None
        work = audiences.workplaces(context.session, broadcast.instansi_id, context.person)
        whose = [one.nama for one in work if one.deadline == day]
        return moved_deadline(whose, day) if whose else None

    def _to_worker(self, context: Context, broadcast: BroadcastFacts, recipient: Recipient) -> tuple[str, Say] | None:
        worker = audiences.listener(context.session, recipient.key)
        # The account is gone, or the worker went to another instansi.
        if worker is None or worker.instansi.id != broadcast.instansi_id:
            return None
        if broadcast.kind in ANNOUNCEMENTS:
            return announcement(worker.instansi.nama, broadcasts.words_of(self._vault, broadcast))
        if broadcast.kind == "final":
            return _final(worker) if worker.instansi.finalised_at is not None else None
        return reminding.worker_reminder(context, worker) if _is_true(broadcast, worker.instansi, context.now) else None


def _is_true(broadcast: BroadcastFacts, instansi: InstansiFacts, now: datetime) -> bool:
    """Whether the deadline is still the one that the reminder is about, and ahead."""
    return instansi.deadline == deadline_of(broadcast.occasion) and instansi.is_open(today_wib(now))


def _final(worker: Listener) -> tuple[str, Say]:
    """What finalisasi means for this worker: included, or left out, why, and whom to ask."""
    told = {"instansi": worker.instansi.nama}
    if worker.status == _INCLUDED:
        buttons = (Run("button.kartu", "/kartu pendataan"), Run("button.status", "/status"))
        return NAME, Say("say.final_termasuk", told, buttons)
    why = Term(f"term.sebab_{worker.status}")
    return NAME, Say(
        "say.final_tidak", {**told, "sebab": why}, (Run("button.status", "/status"), Run("button.bantuan", "/bantuan"))
    )
