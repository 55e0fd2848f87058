"""The rules of another pendataan: an operator's TOML file, in place of those of the letter of 2022.

Each key is one of `Terms`; what the file does not name stays as in the letter.
"""

import tomllib
from datetime import date
from typing import Annotated, Final

import msgspec

from bot.rules.eligibility import Terms, phrase

_Age = Annotated[int, msgspec.Meta(ge=0, le=120)]
_YEARS: Final = range(1990, 2101)
"""Where a day of a pendataan may lie."""
_Phrases = Annotated[tuple[Annotated[str, msgspec.Meta(min_length=1)], ...], msgspec.Meta(max_length=500)]


class TermsFileError(Exception):
    """The file cannot be used; the message says what is wrong with it."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reference: date = Terms().reference
    age_min: _Age = Terms().age_min
    age_max: _Age = Terms().age_max
    service_years: Annotated[int, msgspec.Meta(ge=0, le=60)] = Terms().service_years
    sk_until: date = Terms().sk_until
    payments: _Phrases = Terms().payments
    jobs: _Phrases = Terms().jobs
    jobs_alone: _Phrases = Terms().jobs_alone


def load(text: str) -> Terms:
    """Read the file.

    Raises:
        TermsFileError: with the first thing that is wrong, and where.
    """
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise TermsFileError(f"the rules are no TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise TermsFileError(f"the rules have something wrong: {error}") from None
    if file.age_min > file.age_max:
        raise TermsFileError("age_min is above age_max")
    for name in ("reference", "sk_until"):
        if getattr(file, name).year not in _YEARS:
            raise TermsFileError(f"{name} must be a day from {_YEARS[0]} to {_YEARS[-1]}")
    for name in ("payments", "jobs", "jobs_alone"):
        if not all(map(phrase, getattr(file, name))):
            raise TermsFileError(f"{name} must have words")
    jobs = {name: tuple(map(phrase, getattr(file, name))) for name in ("jobs", "jobs_alone")}
    return Terms(**{**msgspec.structs.asdict(file), **jobs})
