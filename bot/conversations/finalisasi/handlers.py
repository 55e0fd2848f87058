"""`/finalisasi`: the conversation, and the whole list as a file."""

from typing import Final

from bot.conversations.finalisasi.telling import NAME
from bot.conversations.instansi.access import at_desk, instansi_of
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Media, Run, Say
from bot.engine.inputs import Command

_LIST: Final = "daftar"


@at_desk(NAME)
def finalisasi(visit: Visit, given: Command) -> list[Spoken]:
    """`daftar` sends whom it would leave out as a workbook; else the conversation goes on."""
    if given.argument != _LIST:
        return visit.enter(NAME, given)
    file = Media("document", "belum_masuk", str(instansi_of(visit.open_store())))
    return [(NAME, Say("say.daftar_berkas", {}, (Run("button.finalisasi", "/finalisasi"),), media=file))]
