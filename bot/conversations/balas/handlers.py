"""A worker's commands about a ticket of theirs: a word more, and Buka lagi."""

from dataclasses import replace

from bot.conversations.balas.names import NAME
from bot.conversations.balas.telling import number_in, number_of
from bot.conversations.context import Notice
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Run, Say
from bot.engine.inputs import Command
from bot.engine.state import begin
from storage import ticket_state, tickets


def balas(visit: Visit, given: Command) -> list[Spoken]:
    """A worker's answer in a ticket of theirs; one that was begun in it goes on."""
    number = number_in(given.argument)
    if not number:
        return [(NAME, Say("say.balas_bagaimana", {}, (Run("button.status", "/status"),)))]
    begun = visit.states.get(NAME)
    gone = []
    if begun is None or begun.answers["tiket"]["nomor"] != number:
        gone = visit.forget(NAME) if begun else []
        visit.states[NAME] = replace(begin(visit.moment.dice), answers={"tiket": {"nomor": number}})
    return [*gone, *visit.enter(NAME, given)]


def bukalagi(visit: Visit, given: Command) -> list[Spoken]:
    """Buka lagi, within 14 days; whoever solved it is told."""
    context = visit.open_store()
    number = number_in(given.argument)
    try:
        ticket = tickets.reopen(context.session, context.vault, number, context.person, context.now)
    except ticket_state.NoTicketError:
        ticket = None
    if ticket is None:
        return [(NAME, Say("say.tidak_dibuka_lagi", {}, (Run("button.bantuan", "/bantuan"),)))]
    told = {"nomor": number_of(number)}
    if ticket.holder is not None:
        opened = Say("say.dibuka_lagi_petugas", told, (Run("button.buka_tiket", f"/tiket {number}"),))
        context.notices.append(Notice(ticket.holder, NAME, opened))
    return [(NAME, Say("say.dibuka_lagi", told, (Run("button.balas", f"/balas {number}"),)))]
