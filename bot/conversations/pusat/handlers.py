"""`/pusat`: the menu; with a kode or words the instansi that are found by them."""

from dataclasses import replace

from bot.conversations.instansi.access import at_desk
from bot.conversations.pusat.names import ALL, NAME
from bot.conversations.staf.handlers import number
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command
from bot.engine.state import begin


@at_desk(NAME)
def pusat(visit: Visit, given: Command) -> list[Spoken]:
    """The menu, or what is sought: `KODE`, words, or `semua`, with `+8` from that place on."""
    words = given.argument.partition("+")[0].strip()
    asked = {"kata": "" if words == ALL else words, "dari": number(given.argument), "cari": bool(words)}
    visit.states[NAME] = replace(begin(visit.moment.dice), answers={"mulai": asked})
    return visit.enter(NAME, given)
