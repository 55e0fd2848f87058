"""What the directory says of NIK, KK and nama, in words: agreement for each field, or that the check follows.

An outcome is `{"nik": true, "kk": false, "nama": null}`, null where the directory cannot tell, or `{"menyusul": true}`
where it was down. It never keeps anybody from registering.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.engine.effects import Button, Run, Say, Term
from bot.engine.inputs import Input
from bot.engine.parse import Asked, chosen

CHECKED: Final = ("nik", "kk", "nama")
FOLLOWS: Final = "menyusul"


def to_be_checked(given: Input, asked: Asked) -> dict[str, str]:
    """What the job asks the directory, once the person goes on."""
    chosen(given, asked)
    return {field: asked.answers[field] for field in CHECKED}


def outcome_in_words(outcome: Mapping[str, Any]) -> Term:
    """Which fields do not agree; if there are none, which do."""
    if outcome.get(FOLLOWS):
        return Term("term.dukcapil_menyusul")
    differing = _fields(outcome, agree=False)
    if differing:
        return Term("term.dukcapil_beda", {"fields": differing})
    agreeing = _fields(outcome, agree=True)
    if len(agreeing) == len(CHECKED):
        return Term("term.dukcapil_cocok")
    return Term("term.dukcapil_sebagian", {"fields": agreeing}) if agreeing else Term("term.dukcapil_tidak_tahu")


def what_followed(outcome: Mapping[str, Any]) -> Say:
    """The message to a worker whose check had to follow."""
    helped: tuple[Button, ...] = (Run("button.bantuan", "/bantuan"),) if _fields(outcome, agree=False) else ()
    return Say("say.dukcapil", {"outcome": outcome_in_words(outcome)}, helped)


def _fields(outcome: Mapping[str, Any], *, agree: bool) -> tuple[Term, ...]:
    return tuple(Term(f"term.{field}") for field in CHECKED if outcome.get(field) is agree)
