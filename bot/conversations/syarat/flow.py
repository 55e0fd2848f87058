"""`/cek_syarat`: a tap for each rule; nothing of it is kept."""

from typing import Any

from bot.conversations.context import Context
from bot.conversations.syarat import screens
from bot.conversations.syarat.names import NAME, RULES, THK2
from bot.conversations.syarat.verdicts import rules
from bot.engine.flow import End, Flow, Gate, Question
from bot.engine.parse import Answers, chosen


def syarat_flow() -> Flow:
    """Five questions, of which eks THK-II are spared one, and what comes of them."""
    return Flow(
        NAME,
        (
            # Asked once, so that whoever has begun goes on with the days that they were shown.
            Gate("aturan", _rules),
            *map(_question, RULES),
            End("hasil", tells=screens.outcome, buttons=screens.onward),
        ),
    )


def _rules(context: Context, answers: Answers) -> dict[str, Any]:
    del answers
    return rules(context.terms)


def _question(rule: str) -> Question:
    return Question(
        rule,
        chosen,
        in_place=True,
        when=_is_asked if rule == "umur" else lambda _answers: True,
        tells=lambda answers: screens.before(answers, rule),
        buttons=lambda answers: screens.taps(answers, rule),
    )


def _is_asked(answers: Answers) -> bool:
    """Eks THK-II are of no age."""
    return answers.get("thk2") != THK2[0]
