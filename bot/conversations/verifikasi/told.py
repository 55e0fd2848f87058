"""What stands on a card, in words: differences first, then broken rules and doubts, then the rest in short."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.conversations.biodata import screens as biodata
from bot.conversations.biodata.names import FIELDS
from bot.conversations.verifikasi.names import OTHER
from bot.engine.effects import Params, Term

_MOST: Final = 6
_LONGEST: Final = 70

Card = Mapping[str, Any]


def params(card: Card) -> Params:
    """All that the card's text is filled with."""
    return {
        **{name: card[name] for name in ("nama", "nik", "nomor", "berakhir", "masa_kerja", "riwayat")},
        **{name: clipped(card[name]) or Term("term.belum_diisi") for name in ("unit", "jabatan", "pendidikan")},
        "jenis": Term("term.eks_thk2", {"nomor": card["thk2"]}) if card["thk2"] else Term("term.non_asn"),
        "beda": listed(differences(card), "term.tanpa_beda"),
        "ragu": listed((*broken(card), *doubts(card), *returned(card)), "term.tanpa_ragu"),
    }


def differences(card: Card) -> list[Term]:
    """What the worker changed: `Nama sekolah: SD Contoh → SD Contoh 1`."""
    return [_difference(*one) for one in card["beda"]]


def broken(card: Card) -> list[Term]:
    """The rules that are broken; for one that was set aside, why."""
    return [_broken(*one) for one in card["langgar"]]


def doubts(card: Card) -> list[Term]:
    """What should be looked at with care."""
    return [Term(f"term.ragu_{code}", worded(told)) for code, told in card["ragu"]]


def returned(card: Card) -> list[Term]:
    """That it was given back before, and why."""
    before = ((at, reasons(codes, clipped(words))) for at, codes, words in card["pernah"])
    return [Term("term.pernah", {"at": at, "reasons": why}) for at, why in before]


def reasons(codes: Iterable[str], words: str) -> tuple[Term, ...]:
    """Why a record is given back, as it is read; the words take the place of "lain-lain"."""
    told = tuple(Term(f"term.kembali_{code}") for code in codes if code != OTHER or not words)
    return (*told, Term("term.kembali_kata", {"kata": words})) if words else told


def rule(name: str, told: Mapping[str, int | str]) -> Term:
    """A rule with its limits."""
    return Term(f"term.aturan_{name}", worded(told))


def field(name: str) -> Term:
    """The name of a field."""
    return Term(f"field.{name}")


def listed(lines: Iterable[Term], nothing: str) -> Term:
    """Lines, each on its own, as many as a phone shows; or that there are none."""
    found = tuple(lines)
    more = (Term("term.dan_lagi", {"count": len(found) - _MOST}),) if len(found) > _MOST else ()
    return Term("term.daftar", {"lines": (*found[:_MOST], *more)}) if found else Term(nothing)


def clipped(words: str) -> str:
    """Words that leave room for others."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def worded(told: Mapping[str, int | str]) -> Params:
    """Parameters as they are read, kinds of files by name."""
    return {name: _word(name, value) for name, value in told.items()}


def _word(name: str, value: int | str) -> str | int | Term:
    if name == "kind":
        return field(str(value))
    return clipped(value) if isinstance(value, str) else value


def _difference(name: str, registered: str, said: str, entry: int) -> Term:
    told = {"field": field(name), "registered": shown(name, registered), "said": shown(name, said)}
    return Term("term.beda_riwayat", {**told, "number": entry}) if entry else Term("term.beda", told)


def shown(name: str, value: str) -> str | Term:
    """A field's value as people read it; a level as the instansi wrote it, if that is no code."""
    if name not in FIELDS or (name == "tingkat_pendidikan" and not value.isdecimal()):
        return clipped(value)
    told = biodata.shown(name, value)
    return clipped(told) if isinstance(told, str) else told


def _broken(name: str, told: Mapping[str, int | str], entries: list[int], reason: str) -> Term:
    what: dict[str, Any] = {"aturan": rule(name, told)}
    if entries:
        what["aturan"] = Term("term.di_riwayat", {**what, "numbers": tuple(_number(one) for one in entries)})
    if reason:
        return Term("term.dikesampingkan", {**what, "alasan": clipped(reason)})
    return Term("term.langgar", what)


def _number(number: int) -> Term:
    return Term("term.nomor", {"number": number})
