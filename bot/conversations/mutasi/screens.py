"""What the screens of a transfer tell, and the buttons that depend on what waits."""

from typing import Any, Final

from bot.conversations.instansi.names import TO_DESK
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.parse import Answers

_SHOWN: Final = 8


def is_empty(answers: Answers) -> bool:
    """Whether nothing waits on either side."""
    return not any(_side(answers, side) for side in ("masuk", "keluar"))


def _side(answers: Answers, side: str) -> list[list[str]]:
    found: list[list[str]] = answers.get("isian", {}).get(side, [])
    return found


def listed(answers: Answers) -> Params:
    """What others ask, and what was asked of others."""
    return {
        "masuk": _lines(_side(answers, "masuk"), "term.masuk"),
        "keluar": _lines(_side(answers, "keluar"), "term.keluar"),
    }


def _lines(found: list[list[str]], text: str) -> Term:
    if not found:
        return Term("term.kosong")
    lines = [
        Term(text, {"nama": nama, "nik": nik, "instansi": other, "at": at})
        for _, nama, nik, other, at, _ in found[:_SHOWN]
    ]
    more = [Term("term.dan_lagi", {"count": len(found) - _SHOWN})] if len(found) > _SHOWN else []
    return Term("term.daftar", {"lines": tuple(lines + more)})


def list_buttons(answers: Answers) -> tuple[Button, ...]:
    """Each request, and a new one."""
    both = ((side, one) for side in ("masuk", "keluar") for one in _side(answers, side)[:_SHOWN])
    picks = (Pick(f"button.buka_{side}", key, {"nama": f"{nama} · {nik}"}) for side, (key, nama, nik, *_) in both)
    return (*picks, Run("button.minta", "/mutasi minta"), TO_DESK)


def one(answers: Answers) -> Params:
    """One request, and what a consent would do to the record."""
    found: dict[str, Any] = answers["dibuka"]
    told: dict[str, str] = {name: found[name] for name in ("nama", "nik", "instansi", "kapan")}
    if not found["masuk"]:
        return {"isi": Term("term.kita_minta", told)}
    becomes = "term.tanpa_akun" if found["status"] == "terdaftar" else "term.punya_akun"
    return {"isi": Term("term.diminta", {**told, "akibat": Term(becomes, told)})}


def one_buttons(answers: Answers) -> tuple[Button, ...]:
    """Lepas and Tolak for what others ask; taking back one's own."""
    incoming = answers.get("dibuka", {}).get("masuk", True)
    acts = (Pick("button.lepas", "lepas"), Pick("button.tolak", "tolak"))
    return (*(acts if incoming else (Pick("button.tarik", "tarik"),)), Goto("button.ke_daftar", "pilih"), TO_DESK)


def named(answers: Answers) -> Params:
    """Who is let go, to which instansi."""
    return {name: answers["dibuka"][name] for name in ("nama", "instansi")}


def done(answers: Answers) -> Params:
    """What came of it."""
    outcome = next(answers[gate] for gate in ("ditolak", "dilepas", "ditarik") if gate in answers)
    return {"hasil": Term(f"term.{outcome['hasil']}", named(answers))}
