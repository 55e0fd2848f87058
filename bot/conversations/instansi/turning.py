"""Lists too long for one screen: a question whose buttons are lines, and `p2` for another page of them.

The page that was looked at last outlasts the answer, so that whoever comes back from a line finds it again.
"""

from typing import Any, Final

from bot.conversations.context import Context
from bot.engine.effects import Button, Pick
from bot.engine.flow import Condition, Gate, Return, Step
from bot.engine.parse import Answers

_TURN: Final = "p"


def turned(name: str, when: Condition = lambda _answers: True) -> tuple[Step, ...]:
    """The steps before a question of this name, which must be `anew` and use `awal(name)`; its answers are `line`s."""
    return (
        Gate(awal(name), _nothing, when=when),
        Gate(_page(name), lambda _context, answers: {"nomor": _number(answers.get(name, ""))}, renewed=True, when=when),
        Return(f"{name}_balik", to=awal(name), when=lambda answers: when(answers) and _is_turn(answers.get(name, ""))),
    )


def awal(name: str) -> str:
    """The gate from which such a question begins anew."""
    return f"{name}_awal"


def page(answers: Answers, name: str) -> int:
    """The page that is looked at, or whatever else its number stands for; the first is 0."""
    number: int = answers.get(_page(name), {}).get("nomor", 0)
    return number


def line(value: int, number: int = 0) -> str:
    """The answer that chooses this line, from this page."""
    return f"w{value}_{number}"


def chosen_line(answers: Answers, name: str) -> int:
    """The line that was chosen; 0 for none."""
    answer: str = answers.get(name, "")
    return 0 if not answer or _is_turn(answer) else int(answer[1:].partition("_")[0])


def turning(number: int, pages: int) -> tuple[Button, ...]:
    """To the page before and to the next one, where there are any."""
    before = (Pick("button.sebelumnya", f"{_TURN}{number - 1}"),) if number > 0 else ()
    after = (Pick("button.berikutnya", f"{_TURN}{number + 1}"),) if number + 1 < pages else ()
    return (*before, *after)


def onward(number: int) -> str:
    """The answer that goes on to this page."""
    return f"{_TURN}{number}"


def _page(name: str) -> str:
    return f"{name}_lembar"


def _is_turn(answer: str) -> bool:
    return answer.startswith(_TURN)


def _number(answer: str) -> int:
    """Of a page that was turned to, or of the one from which a line was chosen."""
    number = answer.removeprefix(_TURN) if _is_turn(answer) else answer.partition("_")[2]
    return int(number or 0)


def _nothing(context: Context, answers: Answers) -> dict[str, Any]:
    del context, answers
    return {}
