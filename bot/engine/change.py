"""What becomes of a state: an answer more, answers fewer, or only the next screen."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.engine.flow import Flow, Gate
from bot.engine.parse import Answers
from bot.engine.screen import present
from bot.engine.state import State


def next_screen(state: State, aside: dict[str, Any]) -> State:
    """The same answers, on a screen of its own."""
    return replace(state, aside=aside, revision=state.revision + 1)


def answered(flow: Flow, state: State, name: str, value: Any) -> State:  # noqa: ANN401 - any JSON value
    """One answer more; a changed one takes with it what was made from it, and gates that are renewed fall always."""
    changed = present(flow.by_name[name], state.answers) != value
    kept = without(flow, state.answers, {name} if changed else set())
    renewed = {step.name for step in flow.steps if isinstance(step, Gate) and step.renewed}
    answers = {**{name: kept[name] for name in kept if name not in renewed}, name: value}
    return replace(state, answers=answers, at=None, aside={}, revision=state.revision + 1)


def dropped(flow: Flow, state: State, names: Iterable[str]) -> State:
    """These answers fewer, and the position derived anew."""
    answers = without(flow, state.answers, set(names))
    return replace(state, answers=answers, at=None, aside={}, revision=state.revision + 1)


def without(flow: Flow, answers: Answers, names: set[str]) -> dict[str, Any]:
    """The answers that remain when these fall, with all that were made from them."""
    fallen = names.union(*(flow.made_from[name] for name in names))
    return {name: value for name, value in answers.items() if name not in fallen}
