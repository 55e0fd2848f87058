"""`/staf`: who works for the instansi at whose desk one sits."""

from dataclasses import replace

from bot.conversations.instansi.access import at_desk
from bot.conversations.staf.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command
from bot.engine.state import begin

_LONGEST = 4


@at_desk(NAME)
def staf(visit: Visit, given: Command) -> list[Spoken]:
    """The list from its beginning, or from the entry that the argument numbers."""
    visit.states[NAME] = replace(begin(visit.moment.dice), answers={"mulai": {"dari": number(given.argument)}})
    return visit.enter(NAME, given)


def number(words: str) -> int:
    """The entry `+12` with which a command's argument ends; 0 for none that a list could have."""
    last = words.rpartition("+")[2] if "+" in words else ""
    return int(last) if last.isdecimal() and len(last) <= _LONGEST else 0
