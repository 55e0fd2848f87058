"""What the desk's screens tell besides the ticket itself, and the buttons that depend on the store."""

from typing import Any, Final

from bot.conversations.balas.telling import number_of
from bot.conversations.tiket.choosing import EVERYTHING, narrowed, parts
from bot.conversations.tiket.names import DAY, LETS_GO
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.parse import Answers
from bot.rules.places import name_of

_KABUPATEN: Final = 8
_HELD: Final = 20


def _desk(answers: Answers) -> dict[str, Any]:
    isian: dict[str, Any] = answers.get("isian", {})
    return isian


def desk(answers: Answers) -> Params:
    """What is held, and what waits."""
    isian = _desk(answers)
    return {
        "dipegang": _listed([_line(one) for one in _shown(isian)] + _more(isian)),
        "menunggu": _listed([_line(one) for one in isian["menunggu"]]),
        "jumlah": isian["jumlah"],
        "saring": chosen_filter(answers.get("saring", EVERYTHING)),
    }


def _shown(isian: dict[str, Any]) -> list[dict[str, Any]]:
    """As many as fit a screen: the oldest."""
    held: list[dict[str, Any]] = isian.get("dipegang", [])
    return held[:_HELD]


def _more(isian: dict[str, Any]) -> list[Term]:
    more = len(isian["dipegang"]) - _HELD
    return [Term("term.dan_lagi", {"count": more})] if more > 0 else []


def _listed(lines: list[Term]) -> Term:
    return Term("term.daftar", {"lines": tuple(lines)}) if lines else Term("term.tidak_ada")


def _line(one: dict[str, Any]) -> Term:
    told = {"nomor": number_of(one["nomor"]), "jenis": Term(f"term.jenis_{one['jenis']}"), "umur": one["umur"]}
    return Term("term.baris", {**told, "status": Term(f"term.status_{one['status']}")})


def chosen_filter(chosen: str) -> Term:
    """`semua`, `lupa password`, `Kabupaten Bogor`, or both of a kind and a kabupaten."""
    kind, kabupaten = parts(chosen)
    told = [Term(f"term.jenis_{kind}")] if kind is not None else []
    if kabupaten is not None:
        told.append(place(name_of(kabupaten) or ""))
    return Term("term.saringan", {"dipilih": tuple(told)}) if told else Term("term.semua")


def place(name: str) -> Term:
    """A kabupaten, or that it is not known."""
    return Term("term.kabupaten", {"nama": name}) if name else Term("term.kabupaten_tidak_diketahui")


def desk_buttons(answers: Answers) -> tuple[Button, ...]:
    """One's own tickets first, then Ambil, then the oldest that wait."""
    isian = _desk(answers)
    take = (Pick("button.ambil", "ambil"),) if isian.get("jumlah") else ()
    batch = (Pick("button.kumpulan", DAY, {"count": isian["kumpulan"]}),) if isian.get("kumpulan") else ()
    return (
        *(_ticket("button.buka", one) for one in _shown(isian)),
        *batch,
        *take,
        *(_ticket("button.ambil_ini", one) for one in isian.get("menunggu", ())),
        Goto("button.saring", "saring"),
        Goto("button.muat_ulang", "isian"),
        Run("button.angka", "/angka"),
    )


def _ticket(label: str, one: dict[str, Any]) -> Pick:
    return Pick(label, f"t{one['nomor']}", {"nomor": number_of(one["nomor"]), "umur": one["umur"]})


def filters(answers: Answers) -> tuple[Button, ...]:
    """By kind and by kabupaten, each with how many wait; either choice keeps the other."""
    isian = _desk(answers)
    kind, kabupaten = parts(answers.get("saring", EVERYTHING))
    kinds = (
        Pick(f"button.jenis_{one}", narrowed(one, kabupaten), {"count": count}) for one, count in isian.get("jenis", ())
    )
    places = (
        Pick("button.kabupaten", narrowed(kind, code), {"nama": place(name), "count": count})
        for code, name, count in isian.get("kabupaten", ())[:_KABUPATEN]
    )
    return (Pick("button.semua", EVERYTHING), *kinds, *places, Goto("button.ke_antrean", "isian"))


def numbered(answers: Answers) -> Params:
    """The ticket's number: words meant for one worker must not go to another one."""
    return {"nomor": number_of(answers["dibuka"]["nomor"])}


def escalation(answers: Answers) -> Params:
    """The message, to be copied with one tap, and where it goes."""
    made = answers["pesan_dukcapil"]
    kantor = made["kantor"] or Term("term.kantor_tidak_diketahui")
    return {**numbered(answers), "pesan": made["pesan"], "wa": made["wa"], "kantor": kantor}


def day(answers: Answers) -> Params:
    """The day's message, and how many it is about."""
    made = answers["kumpulan"]
    if not made["tiket"]:
        return {"isi": Term("term.kumpulan_kosong")}
    more = Term("term.kumpulan_sisa", {"count": made["sisa"]}) if made["sisa"] else Term("term.kumpulan_lengkap")
    told = {"count": len(made["tiket"]), "pesan": made["pesan"], "wa": made["wa"], "sisa": more}
    return {"isi": Term("term.kumpulan", told)}


def day_buttons(answers: Answers) -> tuple[Button, ...]:
    """It was sent, or not yet."""
    sent = (Pick("button.kumpulan_terkirim", "terkirim"),) if answers.get("kumpulan", {}).get("tiket") else ()
    return (*sent, Goto("button.ke_antrean", "isian"))


def field(name: str) -> Term:
    """The name of a field."""
    return Term(f"field.{name}")


def corrected_field(answers: Answers) -> Params:
    """Which field is corrected."""
    return {**numbered(answers), "field": field(answers["bidang"])}


def other_officers(answers: Answers) -> Params:
    """Whether there is anybody to give it to."""
    others = answers["petugas_lain"]["petugas"]
    return {**numbered(answers), "hint": Term("term.pilih_petugas" if others else "term.petugas_sendirian")}


def other_officer_buttons(answers: Answers) -> tuple[Button, ...]:
    """Each other officer, by the number that Telegram gives."""
    others = answers.get("petugas_lain", {}).get("petugas", ())
    picks = (Pick("button.petugas", str(one), {"nomor": str(one)}) for one in others)
    return (*picks, Goto("button.ke_tiket", "tiket"))


def done(answers: Answers) -> Params:
    """What was done."""
    if answers.get("antrean") == DAY:
        return {"kabar": Term("term.beres_kumpulan", {"count": answers["kumpulan_dikirim"]["count"]})}
    what = answers["bantu"] if answers["tiket"] == "akun" else answers["tiket"]
    return {"kabar": Term(f"term.beres_{what}", numbered(answers))}


def done_buttons(answers: Answers) -> tuple[Button, ...]:
    """Back to the ticket while it is held, and to the desk, narrowed as it was."""
    desk = f"/tiket {answers.get('saring', EVERYTHING)}"
    to_desk = Run("button.meja", desk)
    if "dibuka" not in answers or answers.get("tiket") in LETS_GO:
        return (to_desk,)
    return (Run("button.ke_tiket", f"{desk} {answers['dibuka']['nomor']}"), to_desk)
