"""Where the store is asked: who counts in and who would not, and the one transaction that ends it."""

from typing import Any, Final

from bot.conversations.context import Context, Notice
from bot.conversations.finalisasi.telling import NAME, lacking
from bot.conversations.instansi.at_work import desk_of
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.instansi.turning import page
from bot.engine.effects import Say
from bot.engine.parse import Answers
from bot.rules.clock import wib
from storage import finalisation, left_out, permits, roster, staff
from storage.finalisation import FinalisationError
from storage.roster_fingerprint import COUNTED

A_PAGE: Final = 8
"""So many names fit on a screen."""
_STAFF: Final = ("admin", "operator", "verifier")


def look(context: Context, answers: Answers) -> dict[str, Any]:
    """Where everybody stands, and one page of whom finalisasi would leave out."""
    desk = desk_of(context)
    instansi = roster.instansi_by_id(context.session, desk.instansi_id)
    if instansi.finalised_at is not None:
        return {"sudah": wib(instansi.finalised_at), "nama": instansi.nama}
    looked = finalisation.look(context.session, desk.instansi_id)
    counted = left_out.counts(context.session, desk.instansi_id, looked.counts)
    pages = max(1, -(-sum(counted.values()) // A_PAGE))
    # The list may have become shorter since it was leafed through.
    here = min(page(answers, "daftar"), pages - 1)
    shown = left_out.page(context.session, context.vault, desk.instansi_id, counted, here * A_PAGE, A_PAGE)
    opened = finalisation.last_reopening(context.session, context.vault, desk.instansi_id)
    return {
        "sudah": "",
        "nama": instansi.nama,
        "kode": instansi.kode,
        "mark": looked.mark,
        "masuk": looked.counts.get(COUNTED, 0),
        "jumlah": counted,
        "lembar": [here, pages],
        "orang": [[one.nama, one.unit_kerja, *_coded(one)] for one in shown],
        "dibuka": opened and [wib(opened.at), opened.reason],
        "verifikator": permits.may(context.session, context.person, desk.instansi_id, "verifikasi"),
    }


def lock(context: Context, answers: Answers) -> dict[str, Any]:
    """Finalise what was shown; `hasil` is terkunci, berubah (with the counts of now) or sudah (with its moment)."""
    desk = desk_of(context)
    try:
        made = finalisation.finalise(context.session, context.vault, desk, answers["isian"]["mark"])
    except FinalisationError as error:
        return {"hasil": error.code, **look(context, answers)}
    _tell(context, desk.instansi_id, answers["isian"]["nama"])
    return {"hasil": "terkunci", "sudah": wib(made.finalised_at), "masuk": made.counts.get(COUNTED, 0)}


def _coded(one: left_out.LeftOut) -> list[str]:
    """What is lacking as codes, that of a page if there is one among it."""
    lacks = lacking(one)
    return [lacks.code, *(term.code for term in lacks.params.values() if not isinstance(term, str | float | tuple))]


def _tell(context: Context, instansi_id: int, nama: str) -> None:
    """Whoever else works there hears at once; the workers are told by the broadcast."""
    roles = (staff.Role(role, instansi_id) for role in _STAFF)
    people = dict.fromkeys(person for role in roles for person in staff.people_with(context.session, role))
    said = Say("say.difinalisasi", {"nama": nama}, (TO_DESK,))
    context.notices.extend(Notice(person, NAME, said) for person in people if person != context.person)
