"""The command of the desk."""

from bot.conversations.instansi.access import at_desk
from bot.conversations.umumkan.telling import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command


@at_desk(NAME)
def umumkan(visit: Visit, given: Command) -> list[Spoken]:
    """Begin a message, or go on with the one that was begun."""
    return visit.enter(NAME, given)
