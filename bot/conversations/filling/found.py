"""What a search in a reference found, as buttons."""

from bot.engine.effects import Button, Goto, Params, Pick, Term
from bot.engine.flow import Buttons, Teller
from bot.engine.parse import Answers


def found_buttons(outcome: str, again: str, way_out: Button) -> Buttons:
    """What a search found, another search, and the way out."""

    def made(answers: Answers) -> tuple[Button, ...]:
        found: list[tuple[str, str]] = answers.get(outcome, {}).get("found", [])
        picks = (Pick("button.temuan", code, {"nama": name}) for code, name in found)
        return (*picks, Goto("button.cari_lagi", again), way_out)

    return made


def whether_found(outcome: str, asked: str) -> Teller:
    """Whether anything was found by these words."""

    def told(answers: Answers) -> Params:
        found = answers.get(outcome, {}).get("found")
        code = "term.pendidikan_ditemukan" if found else "term.pendidikan_tidak_ditemukan"
        return {"result": Term(code, {"words": answers[asked]})}

    return told
