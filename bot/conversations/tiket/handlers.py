"""The helpdesk's commands: the desk, and its figures."""

from dataclasses import replace

from bot.conversations.tiket import choosing
from bot.conversations.tiket.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Media, Run, Say
from bot.engine.inputs import Command, Text
from bot.engine.state import begin
from storage import tickets

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


def angka(visit: Visit, given: Command) -> list[Spoken]:
    """The helpdesk in figures, as a picture and as a sheet."""
    context = visit.open_store()
    if not tickets.is_helpdesk(context.session, context.person):
        return [_NOBODY]
    if given.argument == "xlsx":
        return [(NAME, Say("say.angka_xlsx", media=Media("document", "angka_xlsx", "")))]
    sheet = (Run("button.angka_xlsx", "/angka xlsx"), Run("button.meja", "/tiket"))
    return [(NAME, Say("say.angka", {}, sheet, media=Media("photo", "angka", "")))]
