"""`/staf`: who works for the instansi at whose desk one sits."""

from bot.conversations.context import Context
from bot.conversations.instansi.access import instansi_of
from bot.conversations.staf.gates import Place
from bot.conversations.staf.names import NAME
from bot.conversations.staf.plan import roles_flow
from bot.engine.flow import Flow
from bot.engine.parse import Answers
from storage import roster, staffing


def staf_flow() -> Flow:
    """The admin's list."""
    return roles_flow(NAME, _here)


def _here(context: Context, answers: Answers) -> Place:
    del answers
    instansi = roster.instansi_by_id(context.session, instansi_of(context))
    return Place(instansi.id, instansi.nama, staffing.OF_INSTANSI, "/staf", "/instansi")
