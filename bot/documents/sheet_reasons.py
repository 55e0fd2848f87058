"""The Indonesian sentence for each reason that refuses a row or a file; the words lie in `sheet_reasons.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources

from bot.documents.sheet_columns import LABELS
from bot.documents.sheet_rows import Reason
from bot.rules.dates import format_date
from bot.rules.numbers import numeral


@dataclass(frozen=True, slots=True)
class Sentences:
    """All sentences by code."""

    rows: Mapping[str, str]
    files: Mapping[str, str]

    def of_row(self, reason: Reason) -> str:
        """What is wrong with a row, and what to do; raises KeyError for a code without a sentence."""
        return self.rows[reason.code].format(kolom=LABELS[reason.column], **_words(reason.params))

    def of_file(self, code: str, params: Mapping[str, object]) -> str:
        """What is wrong with a whole file, and what to do; raises KeyError for a code without a sentence."""
        return self.files[code].format(**_words(params))


def load_sentences() -> Sentences:
    """Read the sentences from the package."""
    text = resources.files("bot.documents").joinpath("sheet_reasons.toml").read_text(encoding="utf-8")
    return Sentences(**tomllib.loads(text))


def _words(params: Mapping[str, object]) -> dict[str, str]:
    return {name: _word(value) for name, value in params.items()}


def _word(value: object) -> str:
    match value:
        case date():
            return format_date(value)
        case int() if value >= 10_000:  # noqa: PLR2004 - a year has no separator, a number of rows has
            return numeral(value)
        case _:
            return str(value)
