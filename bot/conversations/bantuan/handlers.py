"""`/bantuan`, from wherever one stands, and words that are always another search."""

from dataclasses import replace
from typing import Final

from bot.conversations.bantuan.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.change import dropped
from bot.engine.inputs import Command
from bot.engine.screen import position
from bot.engine.state import begin

_LOOKING: Final = ("pilih", "jawaban")
"""Where only a button answers the question itself."""


def bantuan(visit: Visit, given: Command) -> list[Spoken]:
    """Begin to look for help, or go on with a ticket that was begun; what fits where one stands is offered first."""
    before = visit.states.get(NAME)
    asked_from = _standing(visit) or (before.answers["asal"] if before else {"step": ""})
    if before is not None and "jenis" in before.answers:
        visit.states[NAME] = replace(before, answers={**before.answers, "asal": asked_from})
        return visit.enter(NAME, given)
    gone = visit.forget(NAME) if before else []
    visit.states[NAME] = replace(begin(visit.moment.dice), answers={"asal": asked_from})
    return [*gone, *visit.enter(NAME, given)]


def _standing(visit: Visit) -> dict[str, str] | None:
    if visit.active in {None, NAME}:
        return None
    assert visit.active is not None
    step = position(visit.flows[visit.active], visit.states[visit.active])
    return {"step": f"{visit.active}.{step.name}"}


def hear_words(visit: Visit) -> None:
    """Words that come where a button is awaited are another search."""
    if visit.active == NAME:
        flow, state = visit.flows[NAME], visit.states[NAME]
        if position(flow, state).name in _LOOKING:
            visit.states[NAME] = dropped(flow, state, {"cari"})
