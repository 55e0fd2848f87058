"""What the desk's screens tell, and the buttons that depend on the store."""

from typing import Any, Final

from bot.conversations.account.answers import shown_date
from bot.conversations.balas.flow import number_of
from bot.conversations.tiket.names import ACTS
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term, View
from bot.engine.parse import Answers

_LATEST: Final = 12
_LONGEST: Final = 300
_KABUPATEN: Final = 8


def _desk(answers: Answers) -> dict[str, Any]:
    isian: dict[str, Any] = answers.get("isian", {})
    return isian


def desk(answers: Answers) -> Params:
    """What is held, and what waits."""
    isian = _desk(answers)
    held = tuple(_line(one) for one in isian["dipegang"])
    waiting = tuple(_line(one) for one in isian["menunggu"])
    return {
        "dipegang": Term("term.daftar", {"lines": held}) if held else Term("term.tidak_ada"),
        "menunggu": Term("term.daftar", {"lines": waiting}) if waiting else Term("term.tidak_ada"),
        "jumlah": isian["jumlah"],
        "saring": _filter(answers.get("saring", "semua"), isian),
    }


def _line(one: dict[str, Any]) -> Term:
    told = {"nomor": number_of(one["nomor"]), "jenis": Term(f"term.jenis_{one['jenis']}"), "umur": one["umur"]}
    return Term("term.baris", {**told, "status": Term(f"term.status_{one['status']}")})


def _filter(chosen: str, isian: dict[str, Any]) -> Term:
    if chosen.startswith("j-"):
        return Term(f"term.jenis_{chosen.removeprefix('j-')}")
    if chosen.startswith("k-"):
        names = {code: name for code, name, _ in isian["kabupaten"]}
        name = names.get(chosen.removeprefix("k-"), "")
        return Term("term.kabupaten", {"nama": name}) if name else Term("term.kabupaten_tidak_diketahui")
    return Term("term.semua")


def desk_buttons(answers: Answers) -> tuple[Button, ...]:
    """One's own tickets first, then Ambil, then the oldest that wait."""
    isian = _desk(answers)
    own = (_ticket_button(one) for one in isian.get("dipegang", ()))
    waiting = (_ticket_button(one) for one in isian.get("menunggu", ()))
    take = (Pick("button.ambil", "ambil"),) if isian.get("jumlah") else ()
    return (
        *own,
        *take,
        *waiting,
        Goto("button.saring", "saring"),
        Goto("button.muat_ulang", "isian"),
        Run("button.angka", "/angka"),
    )


def _ticket_button(one: dict[str, Any]) -> Pick:
    return Pick("button.tiket", f"t{one['nomor']}", {"nomor": number_of(one["nomor"]), "umur": one["umur"]})


def filters(answers: Answers) -> tuple[Button, ...]:
    """By kind and by kabupaten, each with how many wait."""
    isian = _desk(answers)
    kinds = (
        Pick(f"button.jenis_{kind}", f"j-{kind}", {"count": count}) for kind, count in isian.get("jenis", ())
    )
    places = (
        Pick("button.kabupaten", f"k-{code}", {"nama": name, "count": count})
        for code, name, count in isian.get("kabupaten", ())[:_KABUPATEN]
        if name
    )
    return (Pick("button.semua", "semua"), *kinds, *places)


def ticket(answers: Answers) -> Params:
    """The ticket without anything personal."""
    opened = answers["dibuka"]
    place = opened["kabupaten"]
    return {
        "nomor": number_of(opened["nomor"]),
        "jenis": Term(f"term.jenis_{opened['jenis']}"),
        "status": Term(f"term.status_{opened['status']}"),
        "umur": opened["umur"],
        "kabupaten": Term("term.kabupaten", {"nama": place}) if place else Term("term.kabupaten_tidak_diketahui"),
    }


def ticket_buttons(answers: Answers) -> tuple[Button, ...]:
    """All that can be done with it."""
    del answers
    return (*(Pick(f"button.{act}", act) for act in ACTS), Goto("button.ke_antrean", "isian"))


def identity(answers: Answers) -> Params:
    """Field by field: what the worker said beside what is registered."""
    found = answers["identitas"]
    return {
        "lines": tuple(_compared(*row, registered=found["terdaftar"]) for row in found["rows"]),
        "terdaftar": Term("term.terdaftar" if found["terdaftar"] else "term.tidak_terdaftar"),
        "kantor": found["kantor"] or Term("term.kantor_tidak_diketahui"),
    }


def _compared(field: str, said: str, registered_as: str, *, registered: bool) -> Term:
    told = {"field": Term(f"field.{field}"), "said": _shown(field, said), "registered": _shown(field, registered_as)}
    if not registered or not registered_as:
        return Term("term.hanya_kata", told)
    return Term("term.cocok" if said.casefold() == registered_as.casefold() else "term.beda", told)


def _shown(field: str, value: str) -> str:
    return shown_date(value) if field == "tanggal_lahir" and value else value or "–"


def conversation(answers: Answers) -> Params:
    """The latest messages, oldest of them first, and what was sent to Dukcapil."""
    said = answers["percakapan"]["pesan"][-_LATEST:]
    lines = tuple(
        Term("term.dari_petugas" if staff else "term.dari_pekerja", {"at": at, "kata": _clipped(words, file)})
        for at, staff, words, file in said
    )
    sent = tuple(
        Term("term.ke_dukcapil", {"at": at, "saluran": Term(f"term.saluran_{channel}"), "jawaban": reply or "–"})
        for at, channel, reply in answers["percakapan"]["dukcapil"]
    )
    return {"lines": Term("term.daftar", {"lines": (*lines, *sent)}) if lines or sent else Term("term.tidak_ada")}


def _clipped(words: str, file: str) -> str | Term:
    if not words:
        return Term("term.berkas") if file else "–"
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def conversation_buttons(answers: Answers) -> tuple[Button, ...]:
    """The files that came with the messages."""
    said = answers.get("percakapan", {}).get("pesan", ())
    files = tuple((file, "view.lampiran") for _, _, _, file in said if file)
    view = (View("button.lihat_lampiran", "lihat_lampiran", files),) if files else ()
    return (*view, Goto("button.ke_tiket", "tiket"))


def escalation(answers: Answers) -> Params:
    """The message, to be copied with one tap, and where it goes."""
    made = answers["pesan_dukcapil"]
    return {"pesan": made["pesan"], "wa": made["wa"], "kantor": made["kantor"] or Term("term.kantor_tidak_diketahui")}


def corrected_field(answers: Answers) -> Params:
    """Which field is corrected."""
    return {"field": Term(f"field.{answers['bidang']}")}


def other_officers(answers: Answers) -> Params:
    """Whether there is anybody to give it to."""
    others = answers["petugas_lain"]["petugas"]
    return {"hint": Term("term.pilih_petugas" if others else "term.petugas_sendirian")}


def other_officer_buttons(answers: Answers) -> tuple[Button, ...]:
    """Each other officer, by the number that Telegram gives."""
    others = answers.get("petugas_lain", {}).get("petugas", ())
    return (*(Pick("button.petugas", str(one), {"nomor": str(one)}) for one in others), Goto("button.ke_tiket", "tiket"))
