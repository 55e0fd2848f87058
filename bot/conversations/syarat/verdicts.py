"""What each answer means by the rules of the pendataan, in the words of the very rules that judge the imports."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from bot.conversations.syarat.names import MET, NOT_MET, TO_JUDGE
from bot.engine.effects import Params
from bot.engine.parse import Answers
from bot.rules.dates import format_date
from bot.rules.eligibility import LETTER, Facts, Terms, judge

TERMS: Final = Terms()
_PAID: Final[Mapping[str, str]] = {"apbn": "APBN", "apbd": "APBD", "blu": "BLUD", "gaji_lain": "BOS"}
_WORKS_AS: Final[Mapping[str, str]] = {
    "guru": "Guru",
    "kesehatan": "Tenaga kesehatan",
    "administrasi": "Tenaga administrasi",
    "teknis": "Tenaga teknis",
    "pengemudi": "Pengemudi",
    "kebersihan": "Petugas kebersihan",
    "satpam": "Satpam",
}


def verdict(rule: str, answers: Answers) -> str:
    """`sesuai`, `belum`, or `dinilai` where only the instansi can tell."""
    facts = _facts(rule, answers[rule], TERMS)
    if facts == Facts():
        return TO_JUDGE
    return NOT_MET if judge(facts, TERMS) else MET


def _facts(rule: str, answer: str, terms: Terms) -> Facts:
    """What the answer tells; nothing where it leaves the rule open."""
    match rule:
        case "umur":
            return Facts(birth_date=_born(terms)[answer])
        case "masa_kerja":
            return Facts(employed_since=_since(terms)[answer])
        case "gaji":
            return Facts(payment=_PAID[answer])
        case "pekerjaan":
            return Facts(jabatan=_WORKS_AS.get(answer))
        case _:
            # Eks THK-II belong into the pendataan, and so do others.
            return Facts(thk2=True)


def _born(terms: Terms) -> Mapping[str, date]:
    """A birthday of each band: whoever is too old, whoever is neither, whoever is too young."""
    first, last = birth_days(terms)
    return {"lebih_tua": first - timedelta(days=1), "cukup_umur": first, "lebih_muda": last + timedelta(days=1)}


def birth_days(terms: Terms) -> tuple[date, date]:
    """The first and the last birthday of those whose age is right on the day of reference."""
    day = terms.reference
    return _years_before(day, terms.age_max + 1) + timedelta(days=1), _years_before(day, terms.age_min)


def _since(terms: Terms) -> Mapping[str, date]:
    latest = latest_start(terms)
    return {
        "cukup_lama": latest,
        "kurang_lama": latest + timedelta(days=1),
        "sesudahnya": terms.reference + timedelta(days=1),
    }


def latest_start(terms: Terms) -> date:
    """The latest first day of work that still makes enough years by the end of the day of reference."""
    return _years_before(terms.reference + timedelta(days=1), terms.service_years)


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)


def limits() -> Params:
    """The limits as the texts name them."""
    first, last = birth_days(TERMS)
    latest = latest_start(TERMS)
    return {
        "surat": LETTER,
        "hari": format_date(TERMS.reference),
        "termuda": TERMS.age_min,
        "tertua": TERMS.age_max,
        "tahun": TERMS.service_years,
        "lahir_awal": format_date(first),
        "lahir_akhir": format_date(last),
        "mulai": format_date(latest),
        "mulai_lewat": format_date(latest + timedelta(days=1)),
    }
