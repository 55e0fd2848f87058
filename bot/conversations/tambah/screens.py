"""What the screens of entering a worker tell, and the buttons that depend on the answers."""

from collections.abc import Collection

from bot.conversations.account.answers import shown_date
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.tambah.answers import cells
from bot.conversations.tambah.judging import label
from bot.conversations.tambah.names import ASKED, CHOICES, COLUMNS, EMPTY, GROUPS, OPTIONAL, column
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.flow import Buttons
from bot.engine.parse import Answers
from bot.rules.nik import masked

_QUESTION_OF = {name: question for question, name in COLUMNS.items()}
_SHORTEST_SHOWN = 60
_PAYMENT = "jenis_pembayaran"


def closed(answers: Answers) -> Params:
    """Why nobody is taken in any more."""
    return {"alasan": Term(f"term.{answers['awal']['tutup']}")}


def here_already(answers: Answers) -> Params:
    """Who is registered already."""
    return {"nama": answers["dikenal"]["nama"], "nik": masked(answers["nik"])}


def here_buttons(answers: Answers) -> tuple[Button, ...]:
    """To their card."""
    worker = answers.get("dikenal", {}).get("pekerja", 0)
    return (Run("button.kartu_pekerja", f"/cari w{worker}"), Goto("button.nik_lain", "nik"), TO_DESK)


def masked_nik(answers: Answers) -> Params:
    """The NIK as it may be repeated."""
    return {"nik": masked(answers["nik"])}


def shown(name: str, value: str) -> str | Term:
    """A column's value as people read it."""
    if not value:
        return Term("term.belum_diisi")
    if name.startswith("tanggal_"):
        return shown_date(value)
    if name in {"nik", "kk"}:
        return masked(value)
    return value if len(value) <= _SHORTEST_SHOWN else f"{value[: _SHORTEST_SHOWN - 1]}…"


def choices(question: str) -> Buttons:
    """What may be tapped, and Lewati where nothing need be said."""
    skip = (Pick("button.lewati", EMPTY),) if question in OPTIONAL else ()
    return lambda answers: (*taps(question, answers.get("awal", {}).get("bayar", ())), *skip)


def taps(question: str, payments: Collection[str]) -> tuple[Button, ...]:
    """The choices of a column; of the payments those that belong into the pendataan."""
    of_column = CHOICES.get(question, {})
    return tuple(
        Pick("button.temuan", code, {"nama": name})
        for code, name in of_column.items()
        if question != _PAYMENT or code in payments
    )


def review(answers: Answers) -> Params:
    """Everything that was answered, and in one line what is still empty."""
    said = cells(answers)
    told = {name: said.get(name) or "" for name in map(column, ("nik", *ASKED))}
    typed = (_line(name, value) for name, value in told.items() if value)
    empty = ", ".join(label(name) for name, value in told.items() if not value)
    sex = Term("term.menurut_nik", {"isi": Term(f"term.jenis_kelamin_{said['jenis_kelamin']}")})
    kind = "term.akan_diminta" if answers["dikenal"]["di"] else "term.akan_didaftarkan"
    left = Term("term.belum_semua", {"kolom": empty}) if empty else Term("term.sudah_semua")
    return {"lines": (Term(kind), *typed, sex), "sisa": left}


def _line(name: str, value: str) -> Term:
    return Term("term.baris", {"kolom": label(name), "isi": shown(name, value)})


def review_buttons(answers: Answers) -> tuple[Button, ...]:
    """Register first, then what else may be said, then mending."""
    save = "button.minta_mutasi" if answers.get("dikenal", {}).get("di") else "button.daftarkan"
    groups = (name for name, columns in GROUPS.items() if any(one not in answers for one in columns))
    return (
        Pick(save, "simpan"),
        *(Pick(f"button.isi_{name}", name) for name in groups),
        Goto("button.ubah", "ubah"),
        TO_DESK,
    )


def unfit(answers: Answers) -> Params:
    """Everything that is wrong with the row, and what can be done."""
    found = answers["kelayakan"]
    lines = tuple(Term("term.salah", {"kalimat": sentence}) for _, sentence in found["salah"])
    hint = "term.boleh_kesampingkan" if found["boleh"] else "term.minta_verifikator"
    return {"lines": lines, "hint": Term(hint if found["aturan"] else "term.perbaiki_dulu")}


def unfit_buttons(answers: Answers) -> tuple[Button, ...]:
    """To each column that is at fault, and Kesampingkan for a verifier."""
    found = answers.get("kelayakan", {"salah": [], "aturan": [], "boleh": False})
    columns = dict.fromkeys(name for name, _ in found["salah"])
    # Age is no matter for eks THK-II, whose number may just be missing.
    columns |= dict.fromkeys(["no_peserta_thk2"] if {"too_old", "too_young"} & set(found["aturan"]) else [])
    mend = tuple(_mend(name) for name in columns if name != "jenis_kelamin")
    return (*mend, *((Pick("button.kesampingkan", "kesampingkan"),) if found["boleh"] else ()), TO_DESK)


def _mend(name: str) -> Goto:
    question = _QUESTION_OF.get(name, name)
    return Goto(f"button.perbaiki_{question}", question)


def done(answers: Answers) -> Params:
    """What came of it."""
    return {"hasil": Term(f"term.{answers['disimpan']['hasil']}", masked_nik(answers))}


def done_buttons(answers: Answers) -> tuple[Button, ...]:
    """To the card, to the requests, or on with the next one."""
    saved = answers.get("disimpan", {})
    if "pekerja" in saved:
        onward: tuple[Button, ...] = (Run("button.kartu_pekerja", f"/cari w{saved['pekerja']}"),)
    else:
        onward = (Run("button.mutasi", "/mutasi"),) if saved.get("hasil") == "diminta" else ()
    return (Run("button.tambah_lagi", "/tambah"), *onward, TO_DESK)
