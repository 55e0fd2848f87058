"""`/petugas`: the nation's people; with a kode the admins of that instansi, or what is found by those words."""

from dataclasses import replace

from bot.conversations.instansi.access import at_desk
from bot.conversations.petugas.names import NAME
from bot.conversations.pusat.handlers import pusat
from bot.conversations.staf.handlers import number
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command
from bot.engine.state import begin
from storage import roster
from storage.permits import NATIONWIDE


@at_desk(NAME)
def petugas(visit: Visit, given: Command) -> list[Spoken]:
    """`KODE` of an instansi, `+12` for the entry at which the list begins, or both."""
    kode = given.argument.partition("+")[0].strip()
    found = roster.find_instansi(visit.open_store().session, kode)
    if kode and found is None:
        # Which says that nothing was found, and shows what there is.
        return pusat(visit, given)
    told = {"dari": number(given.argument), "instansi": found.id if found else NATIONWIDE}
    visit.states[NAME] = replace(begin(visit.moment.dice), answers={"mulai": told})
    return visit.enter(NAME, given)
