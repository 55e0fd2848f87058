"""What the screens of finalisasi show."""

from typing import Any, Final

from bot.conversations.instansi.names import TO_DESK
from bot.conversations.instansi.turning import turning
from bot.engine.effects import Button, Params, Pick, Run, Term
from bot.engine.parse import Answers
from storage.left_out import REQUESTS, STATUSES

_WITH_ACCOUNT: Final = ("selesai", "dikembalikan", "mengisi", "berakun")


def finalised(answers: Answers) -> Params:
    """Which instansi, and since when."""
    told = answers.get("kunci") or answers["isian"]
    return {"nama": answers["isian"]["nama"], "at": told["sudah"]}


def listed(answers: Answers) -> Params:
    """Who counts in, who would not, and one page of them by name."""
    isian = answers["isian"]
    return {
        "nama": isian["nama"],
        "masuk": isian["masuk"],
        "tertinggal": _left(isian),
        "daftar": _list(isian) if isian["orang"] else Term("term.semua_masuk"),
        "dibuka": Term("term.pernah_dibuka", _opened(isian)) if isian["dibuka"] else "",
    }


def listed_buttons(answers: Answers) -> tuple[Button, ...]:
    """Leafing, the whole list, the ways out, and on."""
    isian: dict[str, Any] | None = answers.get("isian")
    if isian is None:
        return ()
    here, pages = isian["lembar"]
    whole = (Run("button.unduh", "/finalisasi daftar"),) if pages > 1 else ()
    tell = (Run("button.umumkan", "/umumkan"),) if any(isian["jumlah"][one] for one in _WITH_ACCOUNT) else ()
    waits = isian["verifikator"] and isian["jumlah"]["selesai"]
    verify = (Run("button.verifikasi", "/verifikasi"),) if waits else ()
    on = Pick("button.lanjut_kunci", "lanjut")
    return (*turning(here, pages), *whole, *verify, *tell, on, TO_DESK)


def warned(answers: Answers) -> Params:
    """What cannot be undone, in figures."""
    isian = answers["isian"]
    asked = sum(isian["jumlah"][name] for name in REQUESTS)
    return {
        "kode": isian["kode"],
        "masuk": isian["masuk"],
        "tertinggal": _left(isian),
        "permintaan": Term("term.permintaan", {"count": asked}) if asked else "",
    }


def changed(answers: Answers) -> Params:
    """How many there were when the list was shown, and how many there are."""
    before, now = answers["isian"], answers["kunci"]
    return {
        "masuk_dulu": before["masuk"],
        "masuk": now["masuk"],
        "tertinggal_dulu": _left(before),
        "tertinggal": _left(now),
    }


def locked(answers: Answers) -> Params:
    """Who counted in."""
    return {"nama": answers["isian"]["nama"], "masuk": answers["kunci"]["masuk"], "at": answers["kunci"]["sudah"]}


def _left(isian: dict[str, Any]) -> int:
    """Workers who would be left out; what was asked is no worker."""
    return sum(isian["jumlah"][status] for status in STATUSES)


def _list(isian: dict[str, Any]) -> Term:
    groups = tuple(
        Term("term.jumlah", {"kelompok": Term(f"term.kelompok_{group}"), "count": count})
        for group, count in isian["jumlah"].items()
        if count
    )
    here, pages = isian["lembar"]
    lines = tuple(_line(*one) for one in isian["orang"])
    place = Term("term.lembar", {"here": here + 1, "pages": pages}) if pages > 1 else Term("term.satu_lembar")
    return Term("term.belum_masuk", {"groups": groups, "place": place, "lines": lines})


def _line(nama: str, unit_kerja: str, code: str, of_page: str = "") -> Term:
    lacks = Term(code, {"page": Term(of_page)} if of_page else {})
    if not unit_kerja:
        return Term("term.orang_tanpa_unit", {"nama": nama, "kurang": lacks})
    return Term("term.orang", {"nama": nama, "unit": unit_kerja, "kurang": lacks})


def _opened(isian: dict[str, Any]) -> Params:
    at, reason = isian["dibuka"]
    return {"at": at, "reason": reason}
