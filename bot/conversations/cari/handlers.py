"""`/cari`: a new search, of the words that come along if there are any; `w…` is the card of one worker."""

from dataclasses import replace
from typing import Final

from bot.conversations.cari.names import NAME
from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.turning import awal, line
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command, Text
from bot.engine.state import begin

_NAMELESS: Final = "pekerja itu"


@at_desk(NAME)
def cari(visit: Visit, given: Command) -> list[Spoken]:
    """Look for a worker."""
    visit.states.pop(NAME, None)
    number = given.argument.removeprefix("w")
    if number != given.argument and number.isascii() and number.isdecimal():
        found = {"ids": [int(number)], "words": _NAMELESS}
        answers = {"kata": found, awal("daftar"): {}, "daftar": line(int(number))}
        visit.states[NAME] = replace(begin(visit.moment.dice), answers=answers)
        return visit.enter(NAME, Command(NAME))
    asked = visit.enter(NAME, Command(NAME))
    return visit.go_on(NAME, Text(given.argument)) if given.argument else asked
