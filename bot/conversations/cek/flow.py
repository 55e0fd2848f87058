"""A photo sent outside every conversation is taken for that of a card: its code is read and judged."""

from typing import Any

from bot.conversations.cek.card import judged
from bot.conversations.context import Context
from bot.engine.effects import Run, Term
from bot.engine.flow import End, Flow, Gate, Question, fixed
from bot.engine.parse import Answers, uploaded

NAME = "cek"


def cek_flow() -> Flow:
    """One photo, and what it is worth."""
    return Flow(
        NAME,
        (
            Question("kartu", uploaded, work="read_card"),
            End(
                "tanpa_kode",
                when=lambda answers: not answers["kartu"]["code"],
                buttons=fixed(Run("button.menu", "/start")),
            ),
            Gate("nilai", _judge, uses=("kartu",)),
            End("hasil", tells=lambda answers: {"result": Term(answers["nilai"]["code"], answers["nilai"]["params"])}),
        ),
    )


def _judge(context: Context, answers: Answers) -> dict[str, Any]:
    term = judged(context, answers["kartu"]["code"])
    return {"code": term.code, "params": dict(term.params)}
