"""A worker's card as the draft keeps it: what the instansi registered, and where the worker says otherwise."""

from datetime import date
from typing import Any, Final

from bot.conversations.biodata import screens as biodata
from bot.conversations.context import Context
from bot.conversations.instansi.at_work import desk_of, today
from bot.conversations.tambah.judging import label
from bot.engine.effects import Params, Term
from bot.engine.parse import Answers
from bot.rules.clock import wib
from bot.rules.dates import format_date
from bot.rules.differences import differences
from bot.rules.nik import masked
from storage import acting, submissions
from storage.filling import NoAccountError
from storage.search import Card

_LONGEST: Final = 60
_LEVEL: Final = "tingkat_pendidikan"


def facts(context: Context, found: Card) -> dict[str, Any]:
    """The card as JSON; `boleh` says whether the person may change or remove this worker now."""
    desk = desk_of(context)
    free = found.account_id is None and not acting.why_closed(context.session, desk.instansi_id, today(context))
    return {
        "pekerja": found.id,
        "nama": found.nama,
        "nik": masked(found.nik),
        "lahir": [found.tempat_lahir, format_date(found.tanggal_lahir)],
        "jenis_kelamin": found.jenis_kelamin,
        "thk2": found.eks_thk2,
        "jabatan": found.jabatan,
        "unit": found.unit_kerja,
        "status": found.status,
        "didaftarkan": wib(found.registered_at),
        "impor": found.import_id is not None,
        "akun": wib(found.account_made_at) if found.account_made_at else "",
        "ditarik": found.withdrawn_at is not None,
        "riwayat": [
            [source, jabatan, unit, format_date(start), _day(end)]
            for source, jabatan, unit, start, end in found.riwayat
        ],
        "beda": _differences(context, found),
        "boleh": free and acting.may(context.session, desk, "ubah"),
    }


def _day(end: date | None) -> str:
    return format_date(end) if end else ""


def _differences(context: Context, found: Card) -> list[list[str]]:
    """[field, the instansi's value, the worker's] wherever these two differ."""
    if found.account_id is None:
        return []
    try:
        handed = submissions.load(context.session, context.vault, found.account_id)
    except NoAccountError:
        return []
    return [[one.field, one.registered, one.said] for one in differences(handed)]


def told(answers: Answers) -> Params:
    """The card's words."""
    card: dict[str, Any] = answers["dibuka"]
    place, day = card["lahir"]
    account = Term("term.akun_sejak", {"at": card["akun"]}) if card["akun"] else Term("term.tanpa_akun")
    return {
        **{name: card[name] for name in ("nama", "nik", "didaftarkan")},
        **{name: clipped(card[name]) for name in ("jabatan", "unit")},
        "tempat": clipped(place),
        "tanggal": day,
        "jenis_kelamin": Term(f"term.jenis_kelamin_{card['jenis_kelamin']}"),
        "jenis": Term("term.eks_thk2" if card["thk2"] else "term.non_asn"),
        "status": Term(f"term.{card['status']}"),
        "akun": Term("term.akun_ditarik") if card["ditarik"] else account,
        "lewat": Term("term.lewat_impor" if card["impor"] else "term.lewat_tangan"),
        "riwayat": Term("term.daftar", {"lines": tuple(_entry(*entry) for entry in card["riwayat"])}),
        "beda": _compared(card["beda"]),
    }


def _entry(source: str, jabatan: str, unit: str, start: str, end: str) -> Term:
    last: str | Term = end or Term("term.masih")
    by = Term(f"term.dari_{source}")
    return Term(
        "term.entri", {"jabatan": clipped(jabatan), "unit": clipped(unit), "start": start, "end": last, "dari": by}
    )


def _compared(found: list[list[str]]) -> Term:
    """Versi instansi beside versi pekerja, field by field."""
    if not found:
        return Term("term.tanpa_beda")
    lines = tuple(
        Term("term.beda", {"kolom": _label(field), "instansi": shown(field, ours), "pekerja": shown(field, theirs)})
        for field, ours, theirs in found
    )
    return Term("term.berbeda", {"lines": lines})


def _label(field: str) -> str:
    return label("pendidikan_sk" if field == "pendidikan" else field)


def shown(field: str, value: str) -> str | Term:
    """A value as people read it; a level as the instansi wrote it, if that is no code."""
    if field in {"tanggal_lahir", "tanggal_lulus"}:
        return format_date(date.fromisoformat(value))
    if field == "kk":
        return masked(value)
    if field == "jenis_kelamin" or (field == _LEVEL and value.isdecimal()):
        return biodata.shown(field, value)
    return clipped(value)


def clipped(words: str) -> str:
    """Words that leave room for others."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
