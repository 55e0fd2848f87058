"""What a worker says in a ticket, told to whoever holds it; and how tickets are numbered."""

from typing import Final

from bot.conversations.balas.names import NAME
from bot.conversations.context import Context, Notice
from bot.engine.effects import Media, Run, Say
from storage.ticket_state import TicketFacts
from storage.ticket_words import Attached

_LONGEST: Final = 9


def tell_holder(context: Context, ticket: TicketFacts, words: str, file: Attached | None) -> None:
    """The officer who holds it, if anybody does, gets the words and the file at once."""
    if ticket.holder is None:
        return
    told = Say(
        "say.dari_pekerja",
        {"nomor": number_of(ticket.number), "kata": words or "–"},
        (Run("button.buka_tiket", f"/tiket {ticket.number}"),),
        media=Media("photo", "file", file.file) if file else None,
    )
    context.notices.append(Notice(ticket.holder, NAME, told))


def number_of(ticket: int) -> str:
    """`T-000012`."""
    return f"T-{ticket:06d}"


def number_in(argument: str) -> int:
    """The ticket that a command names, as `12` or `T-000012`; 0 for none, which no ticket has."""
    digits = argument.upper().removeprefix("T-")
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST else 0
