"""Where the store shows a worker of the instansi, and takes what is done to one."""

from typing import Any, Final

from bot.conversations.cari import card, trail
from bot.conversations.cari.names import NAME
from bot.conversations.context import Context, Notice
from bot.conversations.instansi.at_work import desk_of, today
from bot.conversations.instansi.turning import chosen_line
from bot.conversations.tambah.judging import judged, left, new, payments
from bot.conversations.tambah.names import column
from bot.engine.effects import Run, Say
from bot.engine.parse import Answers
from bot.rules.nik import masked
from storage import editing, overrules, search
from storage.acting import ClosedError, Desk
from storage.editing import EditError
from storage.permits import NotAllowedError
from storage.rows import Cells

_LATEST: Final = 60


def begin(context: Context, answers: Answers) -> dict[str, Any]:
    """The instansi in which is looked."""
    del answers
    return {"instansi": desk_of(context).instansi_id}


def found(context: Context, answers: Answers) -> dict[str, Any]:
    """The workers that the search found and who are there still: `daftar` as [id, name, NIK masked, unit, status].

    It may come when the desk is closed, or the role gone, since the search began: then nobody is found.
    """
    desk = Desk(context.person, answers["meja"]["instansi"], context.now)
    try:
        here = search.lines(context.session, context.vault, desk, answers["kata"]["ids"])
    except NotAllowedError:
        here = []
    return {"daftar": [[one.id, one.nama, masked(one.nik), one.unit_kerja, one.status] for one in here]}


def opened(context: Context, answers: Answers) -> dict[str, Any]:
    """The card; refused with `tidak_ada_lagi`."""
    worker = chosen_line(answers, "daftar")
    one = search.card(context.session, context.vault, desk_of(context), worker)
    return {"refused": "tidak_ada_lagi", "params": {}} if one is None else card.facts(context, one)


def numbers(context: Context, answers: Answers) -> dict[str, Any]:
    """NIK and KK in full; the look is recorded. Refused with `tidak_ada_lagi`."""
    both = search.numbers(context.session, context.vault, desk_of(context), answers["dibuka"]["pekerja"])
    return {"refused": "tidak_ada_lagi", "params": {}} if both is None else {"nik": both[0], "kk": both[1] or ""}


def history(context: Context, answers: Answers) -> dict[str, Any]:
    """What was done so far, newest first; refused with `tidak_ada_lagi`."""
    desk = desk_of(context)
    one = search.card(context.session, context.vault, desk, answers["dibuka"]["pekerja"])
    if one is None:
        return {"refused": "tidak_ada_lagi", "params": {}}
    seen = search.history(context.session, context.vault, desk, one, _LATEST)
    people = sorted({entry.actor for entry in seen})
    named = search.labels(context.session, context.vault, desk.instansi_id, people)
    return {"catatan": [trail.kept(entry, named, desk.instansi_id) for entry in seen]}


def row(context: Context, answers: Answers) -> dict[str, Any]:
    """The row that is to be changed (`baris`), which rules a verifier has set aside, and the payments that belong here.

    Refused with `tidak_ada_lagi`.
    """
    desk = desk_of(context)
    said = editing.registered(context.session, context.vault, desk, answers["dibuka"]["pekerja"])
    if said is None:
        return {"refused": "tidak_ada_lagi", "params": {}}
    aside = overrules.of_nik(context.session, context.vault, desk.instansi_id, said["nik"] or "")
    return {"baris": said, "dikesampingkan": [one.rule for one in aside], "bayar": payments(context.terms)}


def change(context: Context, answers: Answers) -> dict[str, Any]:
    """Take the new value: `hasil` is diubah, or why not; refused with `aturan` where it offends one."""
    desk, worker = desk_of(context), answers["dibuka"]["pekerja"]
    value = answers["nilai"] or None
    before: Cells = answers["isi"]["baris"]
    now_wrong = judged({**before, column(answers["kolom"]): value}, today(context), context.terms)[1]
    faults = new(left(now_wrong, answers["isi"]["dikesampingkan"]), judged(before, today(context), context.terms)[1])
    if faults:
        return {"refused": "aturan", "params": {"kalimat": faults[0].sentence}}
    try:
        editing.change(context.session, context.vault, desk, worker, column(answers["kolom"]), value, today(context))
    except (ClosedError, EditError) as error:
        return {"hasil": error.code}
    return {"hasil": "diubah"}


def remove(context: Context, answers: Answers) -> dict[str, Any]:
    """Take the worker back: `hasil` is dihapus, or why not; whoever asked for a transfer hears that there is none."""
    desk, worker = desk_of(context), answers["dibuka"]["pekerja"]
    try:
        askers = editing.remove(context.session, context.vault, desk, worker, today(context))
    except (ClosedError, EditError) as error:
        return {"hasil": error.code}
    again = (Run("button.tambah_lagi", "/tambah"),)
    told = {"nik": answers["dibuka"]["nik"]}
    context.notices.extend(Notice(one, NAME, Say("say.mutasi_gugur", told, again)) for one in askers)
    return {"hasil": "dihapus"}
