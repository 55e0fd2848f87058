"""What the answers of `/bantuan` say of the rules in force: those of the letter of 2022, or an operator's own."""

from typing import Any, Final

from bot.conversations.syarat.verdicts import rules
from bot.engine.effects import Params, Term
from bot.rules.dates import format_date
from bot.rules.eligibility import Terms

NAMES: Final = (
    "hari_acuan",
    "umur_termuda",
    "umur_tertua",
    "yang_didata:baris",
    "yang_tidak_didata:baris",
    "sumber_gaji",
    "sumber_gaji_lain",
    "batas_masa_kerja",
    "syarat_masa_kerja",
)
"""How the answers name what `told` gives."""


def kept(terms: Terms) -> dict[str, Any]:
    """What the answers tell by `terms`, as JSON: as in `/cek_syarat`, with the last day of an SK."""
    found = rules(terms)
    return {
        **found["batas"],
        "sk": format_date(terms.sk_until),
        "bayar": found["bayar"],
        "pekerjaan": found["pekerjaan"],
        "gaji_surat": terms.payments == Terms().payments,
        "sk_surat": terms.sk_until == Terms().sk_until,
    }


def told(kept: dict[str, Any]) -> Params:
    """The same as parameters, from what was `kept`."""
    limits: Params = {name: kept[name] for name in ("hari", "termuda", "tertua", "tahun", "sk")}
    named: Params = {**limits, "bayar": " atau ".join(kept["bayar"])}

    def said(code: str, other: str, *, which: bool) -> Term:
        return Term(code if which else other, named)

    asks, by_letter = bool(kept["tahun"]), kept["gaji_surat"]
    wage = said("term.digaji_surat", "term.digaji", which=by_letter)
    worked = said("term.sudah_bekerja", "term.sudah_bekerja_saja", which=asks)
    return {
        "hari_acuan": kept["hari"],
        "umur_termuda": kept["termuda"],
        "umur_tertua": kept["tertua"],
        "yang_didata": (Term("term.masih_bekerja"), wage, Term("term.diangkat"), worked, Term("term.berumur", named)),
        "yang_tidak_didata": (
            *_jobs(kept["pekerjaan"]),
            Term("term.pegawai_blu"),
            said("term.sk_sesudah_surat", "term.sk_sesudah", which=kept["sk_surat"]),
            said("term.kurang_bekerja", "term.belum_bekerja", which=asks),
            Term("term.bukan_umur", named),
            Term("term.tidak_digaji", named),
        ),
        "sumber_gaji": said("term.sumber_surat", "term.sumber", which=by_letter),
        "sumber_gaji_lain": said("term.sumber_lain_surat", "term.sumber_lain", which=by_letter),
        "batas_masa_kerja": said("term.batas_kerja", "term.batas_kerja_bebas", which=asks),
        "syarat_masa_kerja": said("term.syarat_kerja", "term.syarat_kerja_bebas", which=asks),
    }


def _jobs(named: list[str] | None) -> tuple[Term, ...]:
    """Those that do not belong: None for the letter's own."""
    if named is None:
        return (Term("term.pekerjaan_surat"),)
    return (Term("term.pekerjaan_lain", {"jabatan": ", ".join(named)}),) if named else ()
