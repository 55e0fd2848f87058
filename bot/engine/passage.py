"""What lies between two screens: gates are asked and returns are followed, until a step shows something or ends."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from bot.engine.change import dropped, without
from bot.engine.effects import Discard
from bot.engine.flow import Flow, Gate, Leave, Return, Stop
from bot.engine.parse import Answers
from bot.engine.screen import Reason, position
from bot.engine.state import State, files_of

Judge: TypeAlias = Callable[[Gate, Answers], dict[str, Any]]
"""Asks a gate; the caller knows the store."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Where the way led, and why it is asked again there if a gate refused.

    `kept` are files that the store names from now on, `gone` those that no record names any more.
    """

    state: State
    step: Stop | Leave
    reason: Reason | None
    kept: frozenset[str]
    gone: tuple[Discard, ...]


def pass_on(flow: Flow, state: State, reason: Reason | None, judge: Judge) -> Passed:
    """Pass all that shows nothing; raises AssertionError where a return leads to itself."""
    kept: frozenset[str] = frozenset()
    gone: list[Discard] = []
    followed: set[str] = set()
    while isinstance(step := position(flow, state), Gate | Return):
        if isinstance(step, Return):
            if step.name in followed:
                raise AssertionError(f"{flow.name}.{step.name} leads to itself")
            followed.add(step.name)
            begun = dropped(flow, state, {step.to})
            kept |= files_of(state) - files_of(begun)
            state = begun
            continue
        outcome = judge(step, state.answers)
        if "refused" in outcome:
            reason = (outcome["refused"], outcome["params"])
            state = replace(dropped(flow, state, {step.uses[-1]}), at=step.uses[-1])
        else:
            gone += [Discard(file) for file in outcome.get("gone", ())]
            answers = {**without(flow, state.answers, {step.name}), step.name: outcome}
            state = replace(state, answers=answers, at=None, aside={}, revision=state.revision + 1)
    return Passed(state, step, reason, kept, tuple(gone))
