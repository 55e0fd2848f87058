"""What the screens of `/sptjm` show."""

from typing import Any

from bot.conversations.instansi.names import TO_DESK
from bot.conversations.sptjm.answers import letter_of
from bot.conversations.sptjm.names import FIELDS, NONE, PRINT, UPLOAD
from bot.engine.effects import Button, Media, Params, Pick, Run, Term
from bot.engine.parse import Answers
from bot.rules.nip import spaced


def named(answers: Answers) -> Params:
    """Whose it is."""
    return {"nama": answers["isian"]["nama"]}


def standing(answers: Answers) -> Params:
    """The finalisasi that it answers for, and how far it is."""
    isian = answers["isian"]
    return {**{name: isian[name] for name in ("nama", "sejak", "jumlah", "sidik")}, "keadaan": _standing(isian)}


def _standing(isian: dict[str, Any]) -> Term:
    if isian["arsip"]:
        return Term("term.arsip", {"nomor": isian["arsip"]["nomor"], "at": isian["arsip"]["diterima"]})
    waits = [one for one in isian["surat"] if one["berlaku"]]
    if waits:
        return Term("term.menunggu_tanda_tangan", {"nomor": waits[0]["nomor"], "at": waits[0]["dicetak"]})
    return Term("term.belum_ada_surat")


def standing_buttons(answers: Answers) -> tuple[Button, ...]:
    """What comes next stands first."""
    isian = answers.get("isian")
    if not isian:
        return ()
    make, desk = Pick("button.buat_surat", PRINT), TO_DESK
    upload = (Pick("button.unggah_surat", UPLOAD),) if isian["surat"] else ()
    if isian["arsip"]:
        return Run("button.lihat", "/sptjm lihat"), Pick("button.buat_lagi", PRINT), *upload, desk
    again = (Run("button.unduh_surat", "/sptjm surat"),) if upload else ()
    return *upload, *again, make, desk


def shown(said: str) -> str | Term:
    """An answer about whoever signs."""
    return Term("term.tanpa_pangkat") if said == NONE else said


def signer(answers: Answers) -> Params:
    """Who signs, all of it."""
    before = answers["isian"]["penandatangan"] or {}
    said = {field: answers.get(field, before.get(field, "")) for field in FIELDS}
    return {
        **{field: shown(value) for field, value in said.items()},
        "nip": spaced(said["nip"]),
        "instansi": answers["isian"]["nama"],
        "jumlah": answers["isian"]["jumlah"],
    }


def printed_letter(answers: Answers) -> Media:
    """The letter itself."""
    printed = answers["dicetak"]
    return Media("document", "sptjm", f"{printed['id']}:{printed['untuk']}")


def printed(answers: Answers) -> Params:
    """Its number and fingerprint."""
    return {name: answers["dicetak"][name] for name in ("nomor", "sidik")}


def not_printed(answers: Answers) -> Params:
    """Why there is none."""
    return {"sebab": Term(f"term.sebab_{answers['dicetak']['hasil']}")}


def not_archived(answers: Answers) -> Params:
    """Why it was not archived."""
    return {"sebab": Term(f"term.sebab_{answers['diarsipkan']['hasil']}")}


def letter_name(number: str) -> Term:
    """A letter that was chosen."""
    return Term("term.surat_dipilih", {"nomor": number})


def letter_buttons(answers: Answers) -> tuple[Button, ...]:
    """Each letter that waits for its signature."""
    waits = answers.get("isian", {}).get("surat", [])
    return tuple(Pick("button.surat", str(one["id"]), {"nomor": one["nomor"], "at": one["dicetak"]}) for one in waits)


def letter(answers: Answers) -> Params:
    """The letter that is meant, and the file that came, if one has."""
    chosen = _letter(answers)
    file = answers.get("berkas") or {"pages": 0, "size": 0}
    return {"nomor": chosen["nomor"], "sidik": chosen["sidik"], "pages": file["pages"], "size": file["size"]}


def _letter(answers: Answers) -> dict[str, Any]:
    wanted = letter_of(answers)
    found: dict[str, Any] = next(one for one in answers["isian"]["surat"] if str(one["id"]) == wanted)
    return found


def difference(answers: Answers) -> Params:
    """Who came in, who left, whose data changed: the first by name, and how many in all."""
    found = answers["pastikan"]
    lists = ("masuk", "keluar", "berubah")
    return {
        "nomor": _letter(answers)["nomor"],
        "perbedaan": tuple(_told(name, found[name]) for name in lists if found[name]["count"]),
    }


def _told(name: str, found: dict[str, Any]) -> Term:
    names = tuple(_changed(*one) if name == "berubah" else Term("term.nama", {"nama": one}) for one in found["names"])
    more = found["count"] - len(names)
    rest = (Term("term.dan_lain", {"count": more}),) if more else ()
    return Term(f"term.{name}", {"count": found["count"], "names": (*names, *rest)})


def _changed(nama: str, *what: str) -> Term:
    return Term("term.nama_berubah", {"nama": nama, "what": tuple(Term(f"term.beda_{name}") for name in what)})
