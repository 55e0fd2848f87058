"""Who belongs into the pendataan, rule by rule."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.eligibility import Facts, Terms, judge, years_between
from bot.rules.service import Period, years

TERMS = Terms()
GURU = Facts(
    birth_date=date(1990, 3, 7),
    employed_since=date(2015, 7, 1),
    sk_date=date(2015, 6, 20),
    payment="APBD",
    jabatan="Guru Kelas",
    unit_kerja="SDN 1 Cibinong",
)


def rules(facts: Facts, terms: Terms = TERMS) -> list[str]:
    return [breach.rule for breach in judge(facts, terms)]


def test_an_ordinary_worker_is_eligible() -> None:
    """A guru of 31, since 2015, paid by APBD."""
    assert judge(GURU, TERMS) == ()


def test_what_is_unknown_is_not_judged() -> None:
    """A sheet without optional columns refuses nobody."""
    assert judge(Facts(), TERMS) == ()


@pytest.mark.parametrize(
    ("born", "broken"),
    [
        (date(2001, 12, 31), []),
        (date(2002, 1, 1), ["too_young"]),
        (date(1965, 1, 1), []),
        (date(1964, 12, 31), ["too_old"]),
    ],
)
def test_age_is_20_to_56_on_the_day(born: date, broken: list[str]) -> None:
    """Both limits are included, in years completed on 31-12-2021."""
    assert rules(replace(GURU, birth_date=born)) == broken


@pytest.mark.parametrize("born", [date(1950, 1, 1), date(2005, 1, 1)])
def test_eks_thk2_are_exempt_from_the_age_rule_only(born: date) -> None:
    """Age does not matter to them, the other rules do."""
    assert rules(replace(GURU, birth_date=born, thk2=True)) == []
    assert rules(replace(GURU, birth_date=born, thk2=True, jabatan="Satpam")) == ["job_outsourced"]


@pytest.mark.parametrize(("since", "broken"), [(date(2021, 1, 1), []), (date(2021, 1, 2), ["service_too_short"])])
def test_a_year_of_work_is_completed_by_the_end_of_the_day(since: date, broken: list[str]) -> None:
    """31-12-2021 was worked too: an SK from 1 January to 31 December is a year, one from 2 January is not."""
    assert rules(replace(GURU, employed_since=since)) == broken


@given(st.dates(date(2015, 1, 1), date(2021, 12, 31)), st.integers(1, 5))
def test_the_resume_and_the_rule_count_alike(since: date, needed: int) -> None:
    """Whoever reads so many years in the resume has them by the rule, and nobody else."""
    told = years([Period(since)], TERMS.reference)[0] >= needed
    assert (rules(replace(GURU, employed_since=since), replace(TERMS, service_years=needed)) == []) == told


@pytest.mark.parametrize(("signed", "broken"), [(date(2021, 12, 31), []), (date(2022, 1, 1), ["sk_too_late"])])
def test_the_sk_is_not_after_2021(signed: date, broken: list[str]) -> None:
    """The last day of 2021 still counts."""
    assert rules(replace(GURU, sk_date=signed)) == broken


@pytest.mark.parametrize("payment", ["APBN", "apbd", "Dibayar dari APBD Kabupaten", "APBN/APBD", ""])
def test_apbn_and_apbd_are_paid_rightly(payment: str) -> None:
    """However it is written."""
    assert rules(replace(GURU, payment=payment)) == []


@pytest.mark.parametrize("payment", ["BOS", "Komite Sekolah", "APBDes", "Non APBD", "bukan APBN", "Swadana"])
def test_any_other_payment_is_refused(payment: str) -> None:
    """A village's budget is not the region's."""
    assert rules(replace(GURU, payment=payment)) == ["paid_otherwise"]


@pytest.mark.parametrize(
    "jabatan",
    [
        "Pengemudi",
        "SOPIR AMBULANS",
        "Petugas  Kebersihan",
        "Tenaga Kebersihan Kantor",
        "Cleaning-Service",
        "Satpam",
        "Anggota Satuan Pengamanan",
        "Petugas Keamanan (Malam)",
        "security",
        "Kebersihan",
        "Tenaga Alih Daya",
    ],
)
def test_outsourced_jobs_are_refused(jabatan: str) -> None:
    """However they are written."""
    assert rules(replace(GURU, jabatan=jabatan)) == ["job_outsourced"]


@pytest.mark.parametrize(
    "jabatan",
    ["Analis Keamanan Informasi", "Pengelola Kebersihan Lingkungan Hidup", "Satuan Polisi Pamong Praja", "Observer"],
)
def test_jobs_that_only_sound_alike_are_not(jabatan: str) -> None:
    """Whole words count, and only where they mean that job."""
    assert rules(replace(GURU, jabatan=jabatan)) == []


@pytest.mark.parametrize(
    ("field", "value"), [("payment", "APBD (BLUD)"), ("unit_kerja", "RSUD Cibinong/BLUD"), ("jabatan", "Staf BLU")]
)
def test_blu_and_blud_are_refused(field: str, value: str) -> None:
    """Wherever the row says it."""
    assert rules(replace(GURU, **{field: value})) == ["blu"]  # type: ignore[arg-type]


def test_a_breach_carries_what_its_sentence_needs() -> None:
    """The age that was found, and the limit."""
    (breach,) = judge(replace(GURU, birth_date=date(1960, 5, 1)), TERMS)
    assert dict(breach.params) == {"age": 61, "max": 56, "reference": date(2021, 12, 31)}


def test_several_breaches_are_all_named() -> None:
    """Whoever mends a sheet mends it once."""
    facts = Facts(date(2004, 1, 1), date(2022, 3, 1), date(2022, 2, 1), "BOS", "Supir", "RSUD (BLUD)")
    expected = ["too_young", "service_too_short", "sk_too_late", "paid_otherwise", "job_outsourced", "blu"]
    assert rules(facts) == expected


def test_the_terms_are_settings() -> None:
    """Another pendataan has another day and other limits."""
    terms = Terms(reference=date(2023, 12, 31), age_max=58, service_years=2, payments=("APBN", "BOS"))
    facts = replace(GURU, birth_date=date(1965, 2, 1), employed_since=date(2021, 12, 31), payment="BOS")
    assert rules(facts, terms) == []


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 90))
def test_years_are_completed_on_the_anniversary(start: date, years: int) -> None:
    """The day itself counts; a leap day's anniversary is 1 March."""
    leap = (start.month, start.day) == (2, 29)
    anniversary = date(start.year + years, 3, 1) if leap else start.replace(year=start.year + years)
    assert years_between(start, anniversary) == years
