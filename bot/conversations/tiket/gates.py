"""The desk: who may sit there, what waits, and taking a ticket."""

from datetime import datetime
from typing import Any, Final

from bot.conversations.context import Context
from bot.conversations.tiket import choosing
from bot.conversations.tiket.comparing import compared
from bot.conversations.tiket.holding import held, tell_worker
from bot.conversations.tiket.names import FOR_DUKCAPIL
from bot.engine.parse import Answers
from bot.rules.durations import in_words
from bot.rules.places import name_of
from storage import staff, ticket_escalation, ticket_queue, ticket_state, tickets
from storage.staff import Role
from storage.ticket_state import HELPDESK, TicketFacts

_SHOWN: Final = 6


def desk(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether the person is an officer (`petugas`), what they hold, and what waits under the filter."""
    if not tickets.is_helpdesk(context.session, context.person):
        return {"petugas": False}
    kind, kabupaten = choosing.parts(answers.get("saring", choosing.EVERYTHING))
    waiting = ticket_queue.queue(context.session, kind, kabupaten, _SHOWN)
    unasked = ticket_escalation.unasked(context.session, context.person)
    places = ticket_queue.kabupaten_open(context.session)
    return {
        "petugas": True,
        "dipegang": [_line(one, context.now) for one in ticket_queue.held_by(context.session, context.person)],
        "menunggu": [_line(one, context.now) for one in waiting],
        "jumlah": ticket_queue.count(context.session, kind, kabupaten),
        "jenis": [list(one) for one in ticket_queue.kinds_open(context.session)],
        "kabupaten": [[code, name_of(code) or "", count] for code, count in places],
        "kumpulan": sum(one.kind in FOR_DUKCAPIL for one in unasked),
    }


def _line(ticket: TicketFacts, now: datetime) -> dict[str, Any]:
    return {
        "nomor": ticket.number,
        "jenis": ticket.kind,
        "status": ticket.status,
        "umur": in_words(now - ticket.created_at),
    }


def take_or_open(context: Context, answers: Answers) -> dict[str, Any]:
    """Ambil, or go on with one that is held.

    Refused with `antrean_kosong`, with `tiket_diambil` where it is somebody else's or there is none, with
    `tiket_selesai` where the officer has solved it, and with `bukan_petugas`.
    """
    if not tickets.is_helpdesk(context.session, context.person):
        return {"refused": "bukan_petugas", "params": {}}
    number = _number(context, answers)
    if number is None:
        return {"refused": "antrean_kosong", "params": {}}
    try:
        ticket = ticket_state.held(context.session, number, context.person)
    except ticket_state.NoTicketError:
        return {"refused": "tiket_diambil", "params": {}}
    except ticket_state.TicketSolvedError:
        return {"refused": "tiket_selesai", "params": {}}
    except ticket_state.NotYoursError:
        taken = ticket_queue.take(context.session, context.vault, number, context.person, context.now)
        if taken is None:
            return {"refused": "tiket_diambil", "params": {}}
        tell_worker(context, taken, "say.diambil")
        ticket = taken
    return _opened(context, ticket)


def _number(context: Context, answers: Answers) -> int | None:
    choice: str = answers["antrean"]
    if choice.startswith("t"):
        return int(choice[1:])
    oldest = ticket_queue.queue(context.session, *choosing.parts(answers.get("saring", choosing.EVERYTHING)), 1)
    return oldest[0].number if oldest else None


def _opened(context: Context, ticket: TicketFacts) -> dict[str, Any]:
    """The ticket, and which fields of its identity agree, without a value of any."""
    outline = tickets.outline(context.session, context.vault, ticket.number, context.person)
    return {
        **_line(ticket, context.now),
        "kabupaten": name_of(ticket.kabupaten) or "",
        "terdaftar": outline.registered is not None,
        "cocok": {row.field: row.agrees for row in compared(outline)},
    }


@held
def others(context: Context, answers: Answers) -> dict[str, Any]:
    """The other officers, by Telegram number."""
    del answers
    found = staff.people_with(context.session, Role(HELPDESK, 0))
    return {"petugas": [officer for officer in found if officer != context.person]}
