"""`/petugas`: who works for the nation, or is admin of the instansi that pusat looks at."""

from bot.conversations.context import Context
from bot.conversations.petugas.names import NAME
from bot.conversations.staf.gates import Place
from bot.conversations.staf.plan import roles_flow
from bot.engine.flow import Flow
from bot.engine.parse import Answers
from storage import roster, staffing
from storage.permits import NATIONWIDE


def petugas_flow() -> Flow:
    """Pusat's list; the command says of which instansi, if of one."""
    return roles_flow(NAME, _there)


def _there(context: Context, answers: Answers) -> Place:
    where: int = answers["mulai"].get("instansi", NATIONWIDE)
    if where == NATIONWIDE:
        return Place(NATIONWIDE, "", staffing.OF_NATION, f"/{NAME}", "/pusat")
    instansi = roster.instansi_by_id(context.session, where)
    return Place(where, instansi.nama, (staffing.ADMIN,), f"/{NAME} {instansi.kode}", f"/pusat {instansi.kode}")
