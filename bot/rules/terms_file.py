"""The rules of another pendataan: an operator's TOML file, in place of those of the letter of 2022.

Each key is one of `Terms`; what the file does not name stays as in the letter.
"""

import tomllib
from datetime import date
from typing import Annotated

import msgspec

from bot.rules.eligibility import Terms

_Age = Annotated[int, msgspec.Meta(ge=0, le=120)]
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
    found = msgspec.structs.asdict(file)
    # Phrases are looked for in lower case.
    return Terms(**{**found, "jobs": _lower(file.jobs), "jobs_alone": _lower(file.jobs_alone)})


def _lower(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(phrase.lower().split()) for phrase in phrases)
