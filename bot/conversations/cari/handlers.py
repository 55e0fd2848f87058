"""`/cari`: a new search, of the words that come along if there are any; `w…` is the card of one worker."""

from dataclasses import replace
from typing import Final

from bot.conversations.cari.names import NAME
from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.turning import awal, line
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command, Text
from bot.engine.state import begin
from bot.rules.numbers import GREATEST_IDENTITY, named

_NAMELESS: Final = "pekerja itu"


@at_desk(NAME)
def cari(visit: Visit, given: Command) -> list[Spoken]:
    """Look for a worker."""
    visit.states.pop(NAME, None)
    worker = named(given.argument.removeprefix("w"), GREATEST_IDENTITY) if given.argument.startswith("w") else 0
    if worker:
        found = {"ids": [worker], "words": _NAMELESS}
        answers = {"kata": found, awal("daftar"): {}, "daftar": line(worker)}
        visit.states[NAME] = replace(begin(visit.moment.dice), answers=answers)
        return visit.enter(NAME, Command(NAME))
    asked = visit.enter(NAME, Command(NAME))
    return visit.go_on(NAME, Text(given.argument)) if given.argument else asked
