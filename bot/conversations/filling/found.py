"""What a search in a reference found, as buttons."""

from typing import Final

from bot.engine.effects import Button, Goto, Params, Pick, Term
from bot.engine.flow import Buttons, Teller
from bot.engine.parse import Answers

AS_TYPED: Final = "kata"
"""The choice of whoever finds nothing that fits: no reference holds everything that anybody has studied."""


def found_buttons(outcome: str, again: str, *others: Button) -> Buttons:
    """What a search found, another search, and what else can be done."""

    def made(answers: Answers) -> tuple[Button, ...]:
        found: list[tuple[str, str]] = answers.get(outcome, {}).get("found", [])
        picks = (Pick("button.temuan", code, {"nama": name}) for code, name in found)
        return (*picks, Goto("button.cari_lagi", again), *others)

    return made


def whether_found(outcome: str, asked: str) -> Teller:
    """Whether anything was found by these words."""

    def told(answers: Answers) -> Params:
        found = answers.get(outcome, {}).get("found")
        code = "term.pendidikan_ditemukan" if found else "term.pendidikan_tidak_ditemukan"
        return {"result": Term(code, {"words": answers[asked]})}

    return told
