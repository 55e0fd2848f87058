"""Whoever holds a ticket is the only one who does anything with it, and hears no word of it otherwise."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from bot.conversations.balas.telling import number_of
from bot.conversations.context import Context, Notice
from bot.conversations.tiket.names import NAME
from bot.engine.effects import Run, Say, Term
from bot.engine.parse import Answers
from storage import tickets
from storage.ticket_queue import NotHelpdeskError
from storage.ticket_state import NoTicketError, NotYoursError, TicketFacts, TicketSolvedError

Check = Callable[[Context, Answers], dict[str, Any]]


def held(check: Check) -> Check:
    """Refuse with `bukan_pegangan` whoever is no officer or does not hold the ticket."""

    @wraps(check)
    def checked(context: Context, answers: Answers) -> dict[str, Any]:
        if not tickets.is_helpdesk(context.session, context.person):
            return {"refused": "bukan_pegangan", "params": {}}
        try:
            return check(context, answers)
        except (NoTicketError, NotYoursError, TicketSolvedError, NotHelpdeskError):
            return {"refused": "bukan_pegangan", "params": {}}

    return checked


def tell_worker(context: Context, ticket: TicketFacts, text: str, **params: str | Term) -> None:
    """The worker hears of every change, and can answer."""
    buttons = (Run("button.balas", f"/balas {ticket.number}"), Run("button.status", "/status"))
    said = Say(text, {"nomor": number_of(ticket.number), **params}, buttons)
    context.notices.append(Notice(ticket.person, NAME, said))


def tell_officer(context: Context, officer: int, text: str, number: int) -> None:
    """An officer hears of a ticket, and can open it."""
    button = Run("button.buka_tiket", f"/tiket {number}")
    context.notices.append(Notice(officer, NAME, Say(text, {"nomor": number_of(number)}, (button,))))
