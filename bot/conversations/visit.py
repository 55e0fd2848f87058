"""One person's turn as the conversations see it: the drafts, the time, and the store when it is needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.conversations.context import Context
from bot.engine.effects import Effect
from bot.engine.flow import Flow
from bot.engine.inputs import Input
from bot.engine.machine import Moment, Move, advance
from bot.engine.state import State, begin

Spoken: TypeAlias = tuple[str, Effect]
"""An effect, and the conversation whose words it uses."""


@dataclass(slots=True)
class Visit:
    """What a person brought along, changed as the turn goes; `open_store` begins the turn's savepoint."""

    flows: Mapping[str, Flow]
    moment: Moment
    open_store: Callable[[], Context]
    states: dict[str, State] = field(default_factory=dict)
    active: str | None = None

    def enter(self, name: str, given: Input) -> list[Spoken]:
        """Begin a conversation, or go on where it was left."""
        self.active = name
        if name not in self.states:
            self.states[name] = begin(self.moment.dice)
        return self.go_on(name, given)

    def go_on(self, name: str, given: Input) -> list[Spoken]:
        """Let a conversation take an input; one that ends is forgotten."""
        flow = self.flows[name]
        move: Move = advance(
            flow, self.states[name], given, self.moment, lambda gate, answers: gate.check(self.open_store(), answers)
        )
        if move.state is None:
            del self.states[name]
            self.active = None if self.active == name else self.active
        else:
            self.states[name] = move.state
        return [(name, effect) for effect in move.effects]
