"""What each answer means by the rules of the pendataan, in the words of the very rules that judge the imports."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from bot.conversations.syarat.names import AGES, JOBS, MET, NOT_MET, OTHER_JOB, PAID_FROM, PAYMENTS, SINCES, TO_JUDGE
from bot.rules.dates import format_date
from bot.rules.eligibility import LETTER, Facts, Terms, judge

_A_DAY: Final = timedelta(days=1)
_OFFERED: Final = 8
"""So many payments at most have a button of their own."""
_NAMED: Final = 6
"""So many of the jobs that do not belong are named at most."""
_PAID: Final[Mapping[str, str]] = {"blu": "BLUD", "gaji_lain": "Lainnya"}
_WORKS_AS: Final[Mapping[str, str]] = {
    "guru": "Guru",
    "kesehatan": "Tenaga kesehatan",
    "administrasi": "Tenaga administrasi",
    "teknis": "Tenaga teknis",
    "pengemudi": "Pengemudi",
    "kebersihan": "Petugas kebersihan",
    "satpam": "Satpam",
}


def rules(terms: Terms) -> dict[str, Any]:
    """All that the screens tell by `terms`, as JSON.

    `batas` are the figures and days, `bayar` whence a wage may come, `pekerjaan` the jobs that do not belong, none for
    those of the letter itself; `putusan` is for each question what each tap comes to. `surat` names the letter.
    """
    letter = Terms()
    same_jobs = (terms.jobs, terms.jobs_alone) == (letter.jobs, letter.jobs_alone)
    return {
        "surat": LETTER if terms == letter else "",
        "batas": _limits(terms),
        "bayar": list(terms.payments[:_OFFERED]),
        "lain_lain": terms.payments == letter.payments,
        "pekerjaan": None if same_jobs else [*terms.jobs, *terms.jobs_alone][:_NAMED],
        "putusan": {
            rule: {tap: _verdict(facts, terms) for tap, facts in taps.items()} for rule, taps in _facts(terms).items()
        },
    }


def _verdict(facts: Facts, terms: Terms) -> str:
    """`sesuai`, `belum`, or `dinilai` where only the instansi can tell."""
    if facts == Facts():
        return TO_JUDGE
    return NOT_MET if judge(facts, terms) else MET


def _facts(terms: Terms) -> dict[str, dict[str, Facts]]:
    """What each tap tells: somebody of each band, and nothing where the tap leaves the rule open."""
    first, last = birth_days(terms)
    born = dict(zip(AGES, (first - _A_DAY, first, last + _A_DAY), strict=True))
    latest = latest_start(terms)
    since = dict(zip(SINCES, (latest, latest + _A_DAY, terms.reference + 2 * _A_DAY), strict=True))
    paid = {f"{PAID_FROM}{number}": source for number, source in enumerate(terms.payments[:_OFFERED])}
    return {
        "umur": {tap: Facts(birth_date=day) for tap, day in born.items()},
        "masa_kerja": {tap: Facts(employed_since=day) for tap, day in since.items()},
        "gaji": {tap: Facts(payment=source) for tap, source in (paid | {tap: _PAID[tap] for tap in PAYMENTS}).items()},
        "pekerjaan": {tap: Facts(jabatan=_WORKS_AS.get(tap)) for tap in (*JOBS, OTHER_JOB)},
    }


def birth_days(terms: Terms) -> tuple[date, date]:
    """The first and the last birthday of those whose age is right on the day of reference."""
    day = terms.reference
    return _years_before(day, terms.age_max + 1) + _A_DAY, _years_before(day, terms.age_min)


def latest_start(terms: Terms) -> date:
    """The latest first day of work that still makes enough years by the end of the day of reference."""
    return min(_years_before(terms.reference + _A_DAY, terms.service_years), terms.reference)


def _years_before(day: date, years: int) -> date:
    """The latest day from which so many years are complete on `day`."""
    if (day.month, day.day) == (2, 29):
        return _years_before(day + _A_DAY, years) - _A_DAY
    return day.replace(year=day.year - years)


def _limits(terms: Terms) -> dict[str, str | int]:
    """The limits as the texts name them."""
    first, last = birth_days(terms)
    latest = latest_start(terms)
    return {
        "hari": format_date(terms.reference),
        "termuda": terms.age_min,
        "tertua": terms.age_max,
        "tahun": terms.service_years,
        "lahir_awal": format_date(first),
        "lahir_akhir": format_date(last),
        "mulai": format_date(latest),
        "mulai_lewat": format_date(latest + _A_DAY),
    }
