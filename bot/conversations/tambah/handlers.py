"""`/tambah`: on with what was begun; `nik …` for somebody else; `usulan 12` for whoever asked to be registered."""

from dataclasses import replace
from typing import Final

from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.at_work import desk_of
from bot.conversations.tambah.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Run, Say
from bot.engine.inputs import Command, Text
from bot.engine.state import begin
from bot.rules.numbers import GREATEST_NUMBER, named
from storage import proposals

_PREFILLED: Final = ("nik", "kk", "nama", "tempat_lahir", "tanggal_lahir")
_USULAN: Final = "usulan"


@at_desk(NAME)
def tambah(visit: Visit, given: Command) -> list[Spoken]:
    """Enter a worker."""
    what, _, argument = given.argument.partition(" ")
    if what == _USULAN and argument.isdecimal():
        return _proposed(visit, named(argument, GREATEST_NUMBER))
    if what == "nik":
        return begin_with(visit, argument)
    return visit.enter(NAME, given)


def begin_with(visit: Visit, nik: str) -> list[Spoken]:
    """Begin anew with this NIK, as if it had been typed; without one, with the question."""
    gone = visit.forget(NAME) if NAME in visit.states else []
    asked = visit.enter(NAME, Command(NAME))
    return [*gone, *(visit.go_on(NAME, Text(nik)) if nik else asked)]


def _proposed(visit: Visit, number: int) -> list[Spoken]:
    """Terima: what the person typed is filled in, and only the rest is asked."""
    context = visit.open_store()
    try:
        found = proposals.load(context.session, context.vault, desk_of(context), number)
    except proposals.ProposalError as error:
        return [(NAME, Say(f"say.usulan_{error.code}", {}, (Run("button.usulan", "/usulan"),)))]
    gone = visit.forget(NAME) if NAME in visit.states else []
    answers = {name: found.identity[name] for name in _PREFILLED if found.identity.get(name)}
    visit.states[NAME] = replace(begin(visit.moment.dice), answers=answers)
    return [*gone, *visit.enter(NAME, Command(NAME))]
