"""`/pusat`: the menu; with a kode or words the instansi that are found by them."""

from dataclasses import replace

from bot.conversations.instansi.access import at_desk
from bot.conversations.pusat.answers import sought
from bot.conversations.pusat.names import ALL, LETTER, NAME
from bot.conversations.sptjm.handlers import archived_letter
from bot.conversations.staf.handlers import number
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command
from bot.engine.state import begin
from storage import roster
from storage.acting import Desk
from storage.nation import PUSAT


@at_desk(NAME)
def pusat(visit: Visit, given: Command) -> list[Spoken]:
    """The menu, what is sought (`KODE`, words, `semua`; with `+8` from that place on), or a letter, `sptjm KODE`."""
    if letter := _letter(visit, given.argument):
        return letter
    words = sought(given.argument.partition("+")[0].strip())
    asked = {"kata": "" if words == ALL else words, "dari": number(given.argument), "cari": bool(words)}
    visit.states[NAME] = replace(begin(visit.moment.dice), answers={"mulai": asked})
    return visit.enter(NAME, given)


def _letter(visit: Visit, argument: str) -> list[Spoken]:
    """The letter that makes an instansi final, if that is what is asked for and there is one."""
    word, _, kode = argument.partition(" ")
    context = visit.open_store()
    found = roster.find_instansi(context.session, kode) if word == LETTER else None
    return archived_letter(context, Desk(context.person, found.id, context.now), PUSAT) if found else []
