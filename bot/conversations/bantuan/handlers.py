"""`/bantuan`, from wherever one stands; and the way back."""

from dataclasses import replace

from bot.conversations.bantuan.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command
from bot.engine.screen import position
from bot.engine.state import begin


def bantuan(visit: Visit, given: Command) -> list[Spoken]:
    """Begin to look for help; what fits the step where the person stands is offered first."""
    if visit.active not in {None, NAME}:
        assert visit.active is not None
        step = position(visit.flows[visit.active], visit.states[visit.active])
        asked_from = {"step": f"{visit.active}.{step.name}"}
        before = visit.states.pop(NAME, None)
        del before
        visit.states[NAME] = replace(begin(visit.moment.dice), answers={"asal": asked_from})
    return visit.enter(NAME, given)
