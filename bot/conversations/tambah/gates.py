"""Where the store decides whether a worker may be entered, and takes the row or the request for a transfer."""

from typing import Any

from bot.conversations.context import Context
from bot.conversations.instansi.at_work import desk_of, tell_admins, today
from bot.conversations.reception.registered import tell_registered
from bot.conversations.tambah.answers import cells
from bot.conversations.tambah.judging import judged, left, payments
from bot.conversations.tambah.names import NAME
from bot.engine.effects import Run, Say
from bot.engine.parse import Answers
from storage import acting, editing, overrules, roster, transfers
from storage.acting import ClosedError
from storage.editing import EditError
from storage.transfers import TransferError


def begin(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether the instansi takes anybody in still: `tutup` says why not; `bayar` are the payments that belong here."""
    del answers
    desk = desk_of(context)
    closed = acting.why_closed(context.session, desk.instansi_id, today(context))
    return {"tutup": closed, "bayar": payments(context.terms)}


def known(context: Context, answers: Answers) -> dict[str, Any]:
    """Who holds this NIK: `di` is sini, lain, diminta (lain, and our request waits there), or "" for nobody."""
    desk = desk_of(context)
    found = roster.find_by_nik(context.session, context.vault, answers["nik"])
    if found is None:
        return {"di": ""}
    if found.instansi_id == desk.instansi_id:
        return {"di": "sini", "pekerja": found.id, "nama": found.identity.nama}
    asked = any(one.worker_id == found.id for one in transfers.asked_for(context.session, context.vault, desk))
    return {"di": "diminta" if asked else "lain"}


def nothing(context: Context, answers: Answers) -> dict[str, Any]:
    """Where the review begins: what is chosen there falls when it begins anew."""
    del context, answers
    return {}


def judge(context: Context, answers: Answers) -> dict[str, Any]:
    """What is wrong with the row as a whole: `salah` as [column, sentence], which `aturan` are offended.

    `boleh` says that the person may set these aside, as a verifier of this instansi.
    """
    desk = desk_of(context)
    said = cells(answers)
    aside = {
        one.rule for one in overrules.of_nik(context.session, context.vault, desk.instansi_id, str(answers["nik"]))
    }
    faults = left(judged(said, today(context), context.terms)[1], aside)
    rules = [fault.code for fault in faults if fault.rule]
    may = acting.may(context.session, desk, "kesampingkan") and len(rules) == len(faults)
    return {"salah": [[fault.column, fault.sentence] for fault in faults], "aturan": rules, "boleh": may}


def overrule(context: Context, answers: Answers) -> dict[str, Any]:
    """The verifier's reason sets each of these rules aside for this NIK; who may is asked for by the store.

    Refused with `terkunci` once nobody can be registered any more.
    """
    desk = desk_of(context)
    if acting.why_closed(context.session, desk.instansi_id, today(context)):
        return {"refused": "terkunci", "params": {}}
    for rule in answers["kelayakan"]["aturan"]:
        overrules.set_aside(
            context.session,
            context.vault,
            desk.instansi_id,
            answers["nik"],
            rule,
            answers["alasan"],
            context.person,
            context.now,
        )
    return {}


def save(context: Context, answers: Answers) -> dict[str, Any]:
    """Register the worker, or ask for them: `hasil` is terdaftar (with `pekerja`), diminta, or why not."""
    row, _ = judged(cells(answers), today(context))
    desk = desk_of(context)
    if answers["dikenal"]["di"]:
        return _ask(context, row)
    role = acting.role_at(context.session, desk, "tambah")
    try:
        worker = editing.add(context.session, context.vault, desk, row, today(context))
    except (ClosedError, EditError) as error:
        return {"hasil": error.code}
    tell_registered(context, desk, answers["nik"], role)
    return {"hasil": "terdaftar", "pekerja": worker}


def _ask(context: Context, row: dict[str, str | None]) -> dict[str, Any]:
    desk = desk_of(context)
    try:
        _, holder = transfers.ask(context.session, context.vault, desk, row, today(context))
    except TransferError as error:
        return {"hasil": error.code}
    told = Say("say.dimintai", {}, (Run("button.mutasi", "/mutasi"),))
    tell_admins(context, holder, NAME, told)
    return {"hasil": "diminta"}
