"""Where a person stands in a flow: the answers so far, and what hangs on the present step alone."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.engine.flow import Flow

_FIRST_REVISIONS = 1_000_000


@dataclass(frozen=True, slots=True)
class State:
    """The answers, by step; the position is derived from them unless the person stands elsewhere by choice (`at`).

    `aside` belongs to the present step and goes with it: the job under way, the offer made, the captcha shown.
    `revision` rises with every change; buttons carry it.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    at: str | None = None
    aside: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0


def begin(dice: random.Random) -> State:
    """A state with no answers; the first revision is random, so that buttons of an earlier draft do not fit."""
    return State(revision=dice.randrange(_FIRST_REVISIONS))


def to_json(flow: Flow, state: State) -> list[Any]:
    """A JSON list that `from_json` reads."""
    return [flow.version, dict(state.answers), state.at, dict(state.aside), state.revision]


def from_json(flow: Flow, packed: list[Any]) -> State | None:
    """The state, or None when it was kept by another version of the flow."""
    version, answers, at, aside, revision = packed
    if version != flow.version:
        return None
    return State(answers, at if at in flow.by_name else None, aside, revision)


def files_of(state: State) -> set[str]:
    """The stored files that the state names: a value with a `file` is one, kept or offered."""
    offered = state.aside.get("offer", {}).get("value")
    values = [*state.answers.values(), offered]
    return {value["file"] for value in values if isinstance(value, dict) and "file" in value}
