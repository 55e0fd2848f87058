"""The helpdesk's commands: the desk and its figures; a worker's word in a ticket, and Buka lagi."""

from dataclasses import replace

from bot.conversations.balas.flow import NAME as BALAS
from bot.conversations.balas.flow import number_of
from bot.conversations.koreksi.flow import NAME as KOREKSI
from bot.conversations.tiket import choosing
from bot.conversations.tiket.approving import persetujuan
from bot.conversations.tiket.holding import tell_officer
from bot.conversations.tiket.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Media, Run, Say
from bot.engine.inputs import Command, Text
from bot.engine.state import begin
from storage import ticket_state, tickets

__all__ = ["angka", "balas", "bukalagi", "koreksi", "persetujuan", "tiket"]

_NOBODY: Spoken = (NAME, Say("ask.bukan_petugas", {}, (Run("button.bantuan", "/bantuan"),)))


def tiket(visit: Visit, given: Command) -> list[Spoken]:
    """The desk, narrowed as the argument says; with a number, that ticket, if the officer holds it or nobody does."""
    context = visit.open_store()
    if not tickets.is_helpdesk(context.session, context.person):
        return [_NOBODY]
    number, narrowed = choosing.argument(given.argument)
    if not number and not narrowed:
        return visit.enter(NAME, given)
    before = visit.states[NAME].answers.get("saring", choosing.EVERYTHING) if NAME in visit.states else ""
    gone = visit.forget(NAME) if NAME in visit.states else []
    visit.states[NAME] = replace(
        begin(visit.moment.dice), answers={"saring": narrowed or before or choosing.EVERYTHING}
    )
    desk = visit.enter(NAME, Command("tiket"))
    return [*gone, *(visit.go_on(NAME, Text(str(number))) if number else desk)]


def balas(visit: Visit, given: Command) -> list[Spoken]:
    """A worker's answer in a ticket of theirs."""
    if not given.argument.isdecimal():
        return [(NAME, Say("say.balas_bagaimana", {}, (Run("button.status", "/status"),)))]
    gone = visit.forget(BALAS) if BALAS in visit.states else []
    ticket = {"nomor": int(given.argument)}
    visit.states[BALAS] = replace(begin(visit.moment.dice), answers={"tiket": ticket})
    return [*gone, *visit.enter(BALAS, given)]


def bukalagi(visit: Visit, given: Command) -> list[Spoken]:
    """Buka lagi, within 14 days; whoever solved it is told."""
    context = visit.open_store()
    number = int(given.argument) if given.argument.isdecimal() else 0
    try:
        ticket = tickets.reopen(context.session, context.vault, number, context.person, context.now)
    except ticket_state.NoTicketError:
        ticket = None
    if ticket is None:
        return [(NAME, Say("say.tidak_dibuka_lagi", {}, (Run("button.bantuan", "/bantuan"),)))]
    if ticket.holder is not None:
        tell_officer(context, ticket.holder, "say.dibuka_lagi_petugas", number)
    button = (Run("button.balas", f"/balas {number}"),)
    return [(NAME, Say("say.dibuka_lagi", {"nomor": number_of(number)}, button))]


def koreksi(visit: Visit, given: Command) -> list[Spoken]:
    """What waits for the instansi's consent."""
    return visit.enter(KOREKSI, given)


def angka(visit: Visit, given: Command) -> list[Spoken]:
    """The helpdesk in figures, as a picture and as a sheet."""
    context = visit.open_store()
    if not tickets.is_helpdesk(context.session, context.person):
        return [_NOBODY]
    if given.argument == "xlsx":
        return [(NAME, Say("say.angka_xlsx", media=Media("document", "angka_xlsx", "")))]
    sheet = (Run("button.angka_xlsx", "/angka xlsx"), Run("button.meja", "/tiket"))
    return [(NAME, Say("say.angka", {}, sheet, media=Media("photo", "angka", "")))]
