"""`/finalisasi`: the conversation, and the whole list as a file."""

from typing import Final

from bot.conversations.finalisasi.telling import NAME
from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.at_work import desk_of
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Media, Run, Say
from bot.engine.inputs import Command
from storage import left_out

_LIST: Final = "daftar"


@at_desk(NAME)
def finalisasi(visit: Visit, given: Command) -> list[Spoken]:
    """`daftar` sends whom it would leave out as a workbook; else the conversation goes on."""
    if given.argument != _LIST:
        return visit.enter(NAME, given)
    context = visit.open_store()
    desk = desk_of(context)
    left_out.handed_out(context.session, context.vault, desk)
    file = Media("document", "belum_masuk", f"{desk.instansi_id}:{desk.person}")
    return [(NAME, Say("say.daftar_berkas", {}, (Run("button.finalisasi", "/finalisasi"),), media=file))]
