"""Who belongs into the pendataan, by letter B/1511/M.SM.01.00/2022 of the Menteri PANRB (22 July 2022).

Eks THK-II and other non-ASN of an instansi, paid from APBN or APBD, aged 20 to 56 and a year in work on 31 December
2021; not BLU/BLUD, no jobs that are outsourced, no SK after 2021. Only what is known is judged.

The letter asks for at least a year of work "pada tanggal 31 Desember 2021". That day was worked too, so that a year's
SK from 1 January to 31 December 2021 is enough, as `bot.rules.service` counts it.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

LETTER: Final = "B/1511/M.SM.01.00/2022"

_WORD: Final = re.compile(r"[^\W_]+")
_JOBS: Final = (
    "pengemudi",
    "sopir",
    "supir",
    "driver",
    "petugas kebersihan",
    "tenaga kebersihan",
    "pekerja kebersihan",
    "juru kebersihan",
    "staf kebersihan",
    "pramu kebersihan",
    "cleaning service",
    "cleaning servis",
    "clening servis",
    "clening service",
    "tukang sapu",
    "penyapu jalan",
    "office boy",
    "office girl",
    "satpam",
    "satuan pengamanan",
    "petugas keamanan",
    "tenaga keamanan",
    "penjaga keamanan",
    "petugas pengamanan",
    "security guard",
    "petugas security",
    "sekuriti",
    "alih daya",
    "outsourcing",
    "outsource",
)
_JOBS_ALONE: Final = ("kebersihan", "cleaning", "keamanan", "security", "ob")
_BLU: Final = ("blu", "blud", "badan layanan umum")
_DENIALS: Final = frozenset({"non", "bukan", "selain"})


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits of one pendataan: ages are whole years completed on `reference`, service up to its end, both included.

    `jobs` are lower case phrases found anywhere in a jabatan, `jobs_alone` only where they are the whole of it
    ("Security", but not "Analis Keamanan Informasi").
    """

    reference: date = date(2021, 12, 31)
    age_min: int = 20
    age_max: int = 56
    service_years: int = 1
    sk_until: date = date(2021, 12, 31)
    payments: tuple[str, ...] = ("APBN", "APBD")
    jobs: tuple[str, ...] = _JOBS
    jobs_alone: tuple[str, ...] = _JOBS_ALONE


@dataclass(frozen=True, slots=True, repr=False)
class Facts:
    """What is known of a worker; None or an empty text is unknown and not judged."""

    birth_date: date | None = None
    employed_since: date | None = None
    sk_date: date | None = None
    payment: str | None = None
    jabatan: str | None = None
    unit_kerja: str | None = None
    thk2: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a worker does not meet.

    `rule` and its `params`: `too_young` (age, min, reference), `too_old` (age, max, reference), `service_too_short`
    (years, reference), `sk_too_late` (until), `paid_otherwise` (allowed), `job_outsourced` (job), `blu`.
    """

    rule: str
    params: tuple[tuple[str, int | str | date], ...] = ()


def judge(facts: Facts, terms: Terms) -> tuple[Breach, ...]:
    """Every rule of `terms` that the known `facts` break, none if the worker is eligible."""
    found = (
        _age(facts, terms),
        _service(facts, terms),
        _sk(facts, terms),
        _payment(facts, terms),
        _job(facts, terms),
        _blu(facts),
    )
    return tuple(breach for breach in found if breach is not None)


def phrase(text: str) -> str:
    """A text as phrases are looked for: its words, letters and digits only, in lower case with a blank between."""
    return " ".join(_words(text))


def years_between(start: date, end: date) -> int:
    """Whole years completed from `start` to `end`; someone born on 29 February completes one on 1 March."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _age(facts: Facts, terms: Terms) -> Breach | None:
    if facts.birth_date is None or facts.thk2:
        return None
    age = years_between(facts.birth_date, terms.reference)
    if age < terms.age_min:
        return Breach("too_young", (("age", age), ("min", terms.age_min), ("reference", terms.reference)))
    if age > terms.age_max:
        return Breach("too_old", (("age", age), ("max", terms.age_max), ("reference", terms.reference)))
    return None


def _service(facts: Facts, terms: Terms) -> Breach | None:
    if facts.employed_since is None:
        return None
    if years_between(facts.employed_since, terms.reference + timedelta(days=1)) >= terms.service_years:
        return None
    return Breach("service_too_short", (("years", terms.service_years), ("reference", terms.reference)))


def _sk(facts: Facts, terms: Terms) -> Breach | None:
    if facts.sk_date is None or facts.sk_date <= terms.sk_until:
        return None
    return Breach("sk_too_late", (("until", terms.sk_until),))


def _payment(facts: Facts, terms: Terms) -> Breach | None:
    if not facts.payment:
        return None
    words = _spaced(facts.payment)
    allowed = any(_spaced(source) in words for source in terms.payments)
    if allowed and not _DENIALS.intersection(words.split()):
        return None
    return Breach("paid_otherwise", (("allowed", " atau ".join(terms.payments)),))


def _job(facts: Facts, terms: Terms) -> Breach | None:
    if not facts.jabatan:
        return None
    jabatan = _spaced(facts.jabatan)
    found = [job for job in terms.jobs_alone if f" {job} " == jabatan]
    found = found or [job for job in terms.jobs if f" {job} " in jabatan]
    return Breach("job_outsourced", (("job", found[0]),)) if found else None


def _blu(facts: Facts) -> Breach | None:
    texts = [_spaced(text) for text in (facts.payment, facts.unit_kerja, facts.jabatan) if text]
    return Breach("blu") if any(f" {name} " in text for text in texts for name in _BLU) else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _spaced(text: str) -> str:
    """The words in lower case with a blank around each, so that a phrase can be found as whole words."""
    return f" {phrase(text)} "
