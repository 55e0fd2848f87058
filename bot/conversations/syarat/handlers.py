"""`/cek_syarat`, also as people write it: `/cek-syarat`."""

from bot.conversations.syarat.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command


def cek_syarat(visit: Visit, given: Command) -> list[Spoken]:
    """The questions from their beginning."""
    gone = visit.forget(NAME) if NAME in visit.states else []
    return [*gone, *visit.enter(NAME, given)]
