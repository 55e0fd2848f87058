"""What is seen of a ticket: its outline, the opened identity, and what was said."""

from collections.abc import Iterable
from typing import Any, Final

from bot.conversations.account.answers import shown_date
from bot.conversations.balas.telling import number_of
from bot.conversations.tiket.acts import TEMPLATE
from bot.conversations.tiket.names import ACTS, TEMPLATES
from bot.conversations.tiket.screens import field, numbered, place
from bot.engine.effects import Button, Goto, Params, Pick, Term, View
from bot.engine.parse import Answers

_LATEST: Final = 8
_LATEST_SENT: Final = 3
_LONGEST: Final = 220


def ticket(answers: Answers) -> Params:
    """The ticket without a value of anything personal."""
    opened = answers["dibuka"]
    return {
        "nomor": number_of(opened["nomor"]),
        "jenis": Term(f"term.jenis_{opened['jenis']}"),
        "status": Term(f"term.status_{opened['status']}"),
        "umur": opened["umur"],
        "kabupaten": place(opened["kabupaten"]),
        "identitas": _outline(opened),
    }


def _outline(opened: dict[str, Any]) -> Term:
    """Which fields agree with the roster."""
    if not opened["cocok"]:
        return Term("term.tanpa_identitas")
    if not opened["terdaftar"]:
        return Term("term.tidak_terdaftar")
    told = {
        state: tuple(field(name) for name, agrees in opened["cocok"].items() if agrees == state)
        for state in ("ya", "tidak")
    }
    if not told["tidak"]:
        return Term("term.semua_cocok")
    return Term("term.ada_beda", {"beda": told["tidak"], "cocok": told["ya"]})


def ticket_buttons(answers: Answers) -> tuple[Button, ...]:
    """All that can be done with it as it stands."""
    opened = answers.get("dibuka", {"status": "menunggu_dukcapil", "terdaftar": True})
    unfit = {
        "jawaban_dukcapil": opened["status"] != "menunggu_dukcapil",
        "koreksi": not opened["terdaftar"],
    }
    fitting = (act for act in ACTS if not unfit.get(act))
    return (*(Pick(f"button.{act}", act) for act in fitting), Goto("button.ke_antrean", "isian"))


def identity(answers: Answers) -> Params:
    """Field by field: what the worker said beside what is registered."""
    found = answers["identitas"]
    rows = tuple(_compared(*row) for row in found["rows"])
    known = Term("term.terdaftar", {"instansi": found["instansi"]}) if found["instansi"] else None
    return {
        **numbered(answers),
        "data": Term("term.daftar", {"lines": rows}) if rows else Term("term.tanpa_identitas"),
        "terdaftar": known or Term("term.tidak_terdaftar"),
        "kantor": found["kantor"] or Term("term.kantor_tidak_diketahui"),
    }


def _compared(name: str, said: str, registered: str, agrees: str) -> Term:
    told: Params = {"field": field(name), "said": _shown(name, said), "registered": _shown(name, registered)}
    return Term(f"term.data_{agrees}", told)


def _shown(name: str, value: str) -> str:
    return shown_date(value) if name == "tanggal_lahir" and value else value or "–"


def conversation(answers: Answers) -> Params:
    """The latest messages, oldest of them first, what was sent to Dukcapil, and the corrections."""
    found = answers["percakapan"]
    said = (
        Term("term.dari_petugas" if staff else "term.dari_pekerja", {"at": at, "kata": _words(words, file, staff)})
        for at, staff, words, file in found["pesan"][-_LATEST:]
    )
    sent = (_sent(*one) for one in found["dukcapil"][-_LATEST_SENT:])
    asked = (
        Term("term.koreksi", {"at": at, "fields": tuple(map(field, fields)), "status": Term(f"term.koreksi_{status}")})
        for at, fields, status in found["koreksi"][-_LATEST_SENT:]
    )
    return {**numbered(answers), "pesan": _listed(said), "dukcapil": _listed((*sent, *asked))}


def _listed(lines: Iterable[Term]) -> Term:
    found = tuple(lines)
    return Term("term.daftar", {"lines": found}) if found else Term("term.tidak_ada")


def _sent(at: str, channel: str, answered_at: str, answer: str) -> Term:
    told: dict[str, str | Term] = {"at": at, "saluran": Term(f"term.saluran_{channel}")}
    if not answered_at:
        return Term("term.belum_dijawab", told)
    return Term("term.sudah_dijawab", {**told, "answered": answered_at, "jawaban": _clipped(answer)})


def _words(words: str, file: str, staff: bool) -> str | Term:  # noqa: FBT001 - as the store tells it
    name = words.removeprefix(TEMPLATE)
    if staff and name != words and name in TEMPLATES:
        return Term(f"templat.{name}")
    if not words:
        return Term("term.berkas")
    return Term("term.kata_dan_berkas", {"kata": _clipped(words)}) if file else _clipped(words)


def _clipped(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def conversation_buttons(answers: Answers) -> tuple[Button, ...]:
    """The files that came with the messages."""
    said = answers.get("percakapan", {}).get("pesan", ())
    files = tuple((file, "view.lampiran") for _, _, _, file in said if file)[-_LATEST:]
    view = (View("button.lihat_lampiran", "lihat_lampiran", files),) if files else ()
    return (*view, Goto("button.ke_tiket", "tiket"))
