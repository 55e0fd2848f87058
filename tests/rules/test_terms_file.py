"""An operator's own rules of who belongs into the pendataan."""

from datetime import date

import pytest

from bot.rules.eligibility import Facts, Terms, judge
from bot.rules.terms_file import TermsFileError, load


def test_what_the_file_names_counts_and_the_rest_stays() -> None:
    """Another age and another job are refused; the letter's other rules hold."""
    terms = load('age_max = 60\njobs = ["Juru  Parkir"]\n')
    assert judge(Facts(birth_date=date(1963, 1, 1)), terms) == ()
    assert [one.rule for one in judge(Facts(jabatan="Juru parkir senior"), terms)] == ["job_outsourced"]
    assert judge(Facts(jabatan="Pengemudi"), terms) == ()
    assert [one.rule for one in judge(Facts(sk_date=date(2022, 2, 1)), terms)] == ["sk_too_late"]


def test_phrases_are_found_however_they_are_written() -> None:
    """A hyphen or a capital hides none, and a source of wages may be of several words."""
    terms = load('payments = ["Dana Desa"]\njobs = ["Juru-Parkir"]\n')
    assert [one.rule for one in judge(Facts(jabatan="JURU PARKIR"), terms)] == ["job_outsourced"]
    assert judge(Facts(payment="dana-desa 2022"), terms) == ()
    for payment in ("Dana", "APBD", "bukan dana desa"):
        assert [one.rule for one in judge(Facts(payment=payment), terms)] == ["paid_otherwise"]


def test_an_empty_file_is_the_letter() -> None:
    """Nothing named, nothing changed."""
    assert load("") == Terms()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("age_max = ", "no TOML"),
        ('age_max = "tua"', "age_max"),
        ("umur = 20", "umur"),
        ("age_min = 50\nage_max = 40", "age_min is above age_max"),
        ('payments = [""]', "payments"),
        ('payments = ["-"]', "payments must have words"),
        ('jobs = ["..."]', "jobs must have words"),
        ("reference = 0100-01-01", "reference must be a day from 1990 to 2100"),
        ("sk_until = 3000-01-01", "sk_until must be"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(text: str, told: str) -> None:
    """Which key, and what it should be."""
    with pytest.raises(TermsFileError, match=told):
        load(text)
