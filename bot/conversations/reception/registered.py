"""Who is told that a NIK was registered just now: whoever proposed it to that instansi, and whoever watches it."""

from typing import Final

from bot.conversations.context import Context, Notice
from bot.engine.effects import Run, Say
from storage import proposals, requests, roster
from storage.acting import Desk

NAME: Final = "reception"
_ONWARD: Final = (Run("button.lanjutkan_daftar", "/daftar"),)


def tell_registered(context: Context, desk: Desk, nik: str, role: str = "") -> None:
    """Tell each of them once; the proposer's `/daftar` stands where they left it. `role` is what the desk acts in."""
    proposer = proposals.accept(context.session, context.vault, desk, nik, role)
    if proposer is not None:
        told = {"instansi": roster.instansi_by_id(context.session, desk.instansi_id).nama}
        context.notices.append(Notice(proposer, NAME, Say("say.usulan_diterima", told, _ONWARD)))
    for person in requests.watchers(context.session, [context.vault.index("nik", nik)], context.now):
        context.notices.append(Notice(person, NAME, Say("say.registered", {}, _ONWARD)))
