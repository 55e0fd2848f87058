"""What waits for a decision at a desk, one after the other, the oldest first: refused with words, or the other way."""

from collections.abc import Callable
from typing import Any, NamedTuple

from bot.conversations.context import Context
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.instansi.turning import awal, turned
from bot.conversations.tambah.answers import reason
from bot.engine.effects import Goto, Run
from bot.engine.flow import Buttons, Condition, End, Flow, Gate, Page, Question, Teller, fixed
from bot.engine.parse import Answers, chosen

Check = Callable[[Context, Answers], dict[str, Any]]

REFUSED = "tolak"
"""The decision that needs words."""


class Decision(NamedTuple):
    """The other decision: the value of its button, the name of its gate, and the gate itself."""

    picked: str
    gate: str
    check: Check


def queue_flow(
    name: str, oldest: Check, tells: Teller, buttons: Buttons, refuse: Check, other: Decision, done: Teller
) -> Flow:
    """The queue of this name; `oldest` gives `nomor`, 0 for none, and `done` tells what came of either decision."""
    onward = fixed(Run("button.lagi", f"/{name}"), TO_DESK)
    return Flow(
        name,
        (
            *turned("keputusan"),
            Gate("isian", oldest, uses=(awal("keputusan"),), stale=lambda _outcome: True),
            Page("kosong", when=lambda answers: not answers["isian"]["nomor"], buttons=onward),
            Question("keputusan", chosen, anew=True, uses=("isian",), tells=tells, buttons=buttons),
            Question(
                "alasan",
                reason,
                uses=("keputusan",),
                when=_chose(REFUSED),
                buttons=fixed(Goto("button.tidak_jadi", "keputusan")),
            ),
            Gate("ditolak", refuse, uses=("alasan",), when=_chose(REFUSED)),
            Gate(other.gate, other.check, uses=("keputusan",), when=_chose(other.picked)),
            End("beres", tells=done, buttons=onward),
        ),
    )


def _chose(decision: str) -> Condition:
    return lambda answers: answers.get("keputusan") == decision
