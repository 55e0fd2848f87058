"""A flow is checked when it is built."""

import pytest

from bot.engine.effects import Goto, Pick
from bot.engine.flow import End, Flow, FlowError, Gate, Page, Question, Return, Step, fixed
from bot.engine.parse import chosen, uploaded

END = Page("habis")
GATE = Gate("g", lambda _store, _answers: {})


@pytest.mark.parametrize(
    "steps",
    [
        (Question("a", chosen), Question("a", chosen), END),
        (Question("nama_yang_lebih_panjang_dari_24", chosen), END),
        (Question("a", chosen, uses=("b",)), Question("b", chosen), END),
        (Page("a", buttons=fixed(Goto("button.ke", "mana"))), END),
        (Question("a", chosen),),
        (Page("a", when=bool),),
        (GATE,),
        (Question("a", chosen), Return("b", to="a"), END),
        (Return("b", to="g"), GATE, END),
        (Return("b", to="mana"), END),
        (Question("a", uploaded, gathers=True), END),
    ],
    ids=[
        "twice",
        "too-long",
        "uses-later",
        "leads-nowhere",
        "ends-asking",
        "ends-sometimes",
        "ends-at-gate",
        "returns-to-a-question",
        "returns-to-what-comes-later",
        "returns-nowhere",
        "gathers-for-no-job",
    ],
)
def test_a_plan_that_cannot_work_is_refused(steps: tuple[Step, ...]) -> None:
    """At once, and not when somebody stands there."""
    with pytest.raises(FlowError):
        Flow("uji", steps)


def test_a_name_too_long_for_a_button_is_refused() -> None:
    """Of the flow too."""
    with pytest.raises(FlowError):
        Flow("percakapan_yang_namanya_panjang", (END,))


def test_a_plan_that_works_is_taken() -> None:
    """Its steps are found by name, and its last words may be a page or an end."""
    buttons = fixed(Pick("button.ya", "ya"), Goto("button.ke", "a"))
    flow = Flow(
        "uji", (Question("a", chosen, buttons=buttons), Gate("g", lambda _s, _a: {}, uses=("a",)), End("habis"))
    )
    assert list(flow.by_name) == ["a", "g", "habis"]
