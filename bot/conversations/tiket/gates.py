"""The desk: who may sit there, what waits, and taking a ticket."""

from datetime import datetime
from typing import Any, Final

from bot.conversations.balas.flow import number_of
from bot.conversations.context import Context, Notice
from bot.conversations.tiket.names import NAME
from bot.engine.effects import Run, Say
from bot.engine.parse import Answers
from bot.rules.durations import in_words
from bot.rules.places import name_of
from storage import ticket_queue, ticket_state, tickets
from storage.ticket_state import TicketFacts

_SHOWN: Final = 6


def desk(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether the person is an officer (`petugas`), what they hold, and what waits under the filter."""
    if not tickets.is_helpdesk(context.session, context.person):
        return {"petugas": False}
    kind, kabupaten = _filter(answers.get("saring", "semua"))
    waiting = ticket_queue.queue(context.session, kind, kabupaten, _SHOWN)
    return {
        "petugas": True,
        "dipegang": [_line(one, context.now) for one in ticket_queue.held_by(context.session, context.person)],
        "menunggu": [_line(one, context.now) for one in waiting],
        "jumlah": ticket_queue.count(context.session, kind, kabupaten),
        "jenis": [list(one) for one in ticket_queue.kinds_open(context.session)],
        "kabupaten": [[code, name_of(code) or "", count] for code, count in ticket_queue.kabupaten_open(context.session)],
    }


def _filter(chosen: str) -> tuple[str | None, str | None]:
    """`semua`, `j-<kind>` or `k-<kabupaten>`."""
    kind = chosen.removeprefix("j-") if chosen.startswith("j-") else None
    return kind, chosen.removeprefix("k-") if chosen.startswith("k-") else None


def _line(ticket: TicketFacts, now: datetime) -> dict[str, Any]:
    return {
        "nomor": ticket.number,
        "jenis": ticket.kind,
        "status": ticket.status,
        "umur": in_words(now - ticket.created_at),
    }


def take_or_open(context: Context, answers: Answers) -> dict[str, Any]:
    """Ambil, or go on with one that is held; refused with `tiket_diambil` where somebody was faster."""
    choice: str = answers["antrean"]
    number = _number(context, answers, choice)
    if number is None:
        return {"refused": "antrean_kosong", "params": {}}
    try:
        ticket = ticket_state.held(context.session, number, context.person)
    except ticket_state.NotYoursError:
        taken = ticket_queue.take(context.session, context.vault, number, context.person, context.now)
        if taken is None:
            return {"refused": "tiket_diambil", "params": {}}
        tell_worker(context, taken, "say.diambil")
        ticket = taken
    except (ticket_state.NoTicketError, ticket_state.TicketSolvedError):
        return {"refused": "tiket_diambil", "params": {}}
    return {**_line(ticket, context.now), "kabupaten": name_of(ticket.kabupaten) or ""}


def _number(context: Context, answers: Answers, choice: str) -> int | None:
    if choice.startswith("t"):
        return int(choice[1:])
    oldest = ticket_queue.queue(context.session, *_filter(answers.get("saring", "semua")), 1)
    return oldest[0].number if oldest else None


def tell_worker(context: Context, ticket: TicketFacts, text: str, **params: Any) -> None:  # noqa: ANN401 - Params
    """The worker hears of every change, and can answer."""
    buttons = (Run("button.balas", f"/balas {ticket.number}"), Run("button.status", "/status"))
    said = Say(text, {"nomor": number_of(ticket.number), **params}, buttons)
    context.notices.append(Notice(ticket.person, NAME, said))
