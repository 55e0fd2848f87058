"""What giving and taking roles says to others: the invite to be forwarded, and the end of a role."""

from typing import Any

from bot.conversations.context import Context, Notice
from bot.conversations.staf.names import NAME
from bot.conversations.tiket.holding import tell_worker
from bot.engine.effects import Commands, Params, Run, Say, Term
from bot.rules.clock import wib
from storage import roster, staff, staffing
from storage.permits import NATIONWIDE
from storage.staff import INVITE_LIFETIME, Role


def invite(context: Context, role: Role, label: str) -> dict[str, Any]:
    """Make the invite; its code goes into a message of its own, ready to be forwarded, and is kept nowhere else."""
    code = staffing.invite(context.session, context.vault, context.person, role, label, context.now)
    told: Params = {"peran": _of(context, role), "kode": code, "until": wib(context.now + INVITE_LIFETIME)}
    context.notices.append(Notice(context.person, NAME, Say("say.undangan", told)))
    return {}


def end(context: Context, instansi_id: int, entry: dict[str, Any]) -> dict[str, Any]:
    """The role ends: the person is told, their commands follow, and the workers whose tickets they held hear of it.

    Raises:
        LastOneError: nobody would be left with it.
        NotStaffError: it has ended already.
    """
    person, role = entry["person"], Role(entry["role"], instansi_id)
    ended = staffing.end(context.session, context.vault, context.person, person, role, context.now)
    left = tuple(one.role for one in staff.roles_of(context.session, person))
    context.notices.append(Notice(person, NAME, Commands(left)))
    if person != context.person:
        told = {"peran": _of(context, role)}
        context.notices.append(Notice(person, NAME, Say("say.dicabut", told, (Run("button.menu", "/start"),))))
    for ticket in ended.tickets:
        tell_worker(context, ticket, "say.dilepas")
    return {"kembali": ended.cards + len(ended.tickets)}


def _of(context: Context, role: Role) -> Term:
    """`operator Dinas Pendidikan Kabupaten Contoh`, or `petugas helpdesk`."""
    named = Term(f"term.peran_{role.role}")
    if role.instansi_id == NATIONWIDE:
        return named
    instansi = roster.instansi_by_id(context.session, role.instansi_id)
    return Term("term.peran_di", {"peran": named, "instansi": instansi.nama})
