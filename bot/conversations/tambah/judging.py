"""A worker entered by hand is judged as a row of the sheet, and told in the sheet's own sentences."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from bot.documents.sheet_columns import LABELS
from bot.documents.sheet_reasons import Sentences, load_sentences
from bot.documents.sheet_rows import RULES, RowReader
from bot.rules.eligibility import Facts, Terms, judge
from bot.rules.entry_choices import PAYMENTS
from bot.rules.nik import parse_nik
from storage import rows
from storage.rows import Cells

MISSING: Final = "required_missing"


class Fault(NamedTuple):
    """Why a row cannot be registered: the column to look at, the code, the sentence; `rule` for one of eligibility."""

    column: str
    code: str
    sentence: str
    rule: bool


def label(column: str) -> str:
    """The column's name, as it stands in the sheet's heading."""
    return LABELS[column]


def judged(typed: Mapping[str, str | None], today: date, terms: Terms | None = None) -> tuple[Cells, list[Fault]]:
    """The row as the sheet would keep it, None for what is missing or unreadable, and everything wrong with it.

    Without `terms` what offends a rule is judged by the letter's own, and is for nobody to rely on.
    """
    row, reasons = RowReader(terms or Terms(), today).judge([typed.get(column) or "" for column in LABELS])
    faults = [Fault(one.column, one.code, _sentences().of_row(one), one.code in RULES) for one in reasons]
    return rows.packed(row), faults


def payments(terms: Terms) -> list[str]:
    """The codes of what a wage may be paid from."""
    return [code for code, name in PAYMENTS.items() if not judge(Facts(payment=name), terms)]


def left(faults: Collection[Fault], aside: Collection[str]) -> list[Fault]:
    """Those that no verifier has set aside."""
    return [one for one in faults if not (one.rule and one.code in aside)]


def new(after: Collection[Fault], before: Collection[Fault]) -> list[Fault]:
    """Those that a change brings about."""
    known = {(one.column, one.code) for one in before}
    return [one for one in after if (one.column, one.code) not in known]


def sex(nik: str) -> str:
    """`L` or `P`, as a NIK tells."""
    return "P" if parse_nik(nik).woman else "L"


@cache
def _sentences() -> Sentences:
    return load_sentences()
