"""One person's turn as the conversations see it: the drafts, the time, and the store when it is needed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from bot.conversations.context import Context
from bot.engine.effects import Discard, Effect
from bot.engine.flow import Flow
from bot.engine.inputs import Input
from bot.engine.machine import Moment, Move, advance
from bot.engine.state import State, begin, files_of, from_json
from storage.conversations import Draft

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
    then: str = ""
    """The command that a conversation left for, if one did."""

    def remember(self, drafts: Iterable[Draft]) -> None:
        """Take up what was kept; a draft of a conversation that is no more, or that has changed, is passed over."""
        for draft in drafts:
            if draft.flow in self.flows:
                found = from_json(self.flows[draft.flow], msgspec.json.decode(draft.body))
                if found is not None:
                    self.states[draft.flow] = found
                    self.active = draft.flow if draft.active else self.active

    def forget(self, name: str) -> list[Spoken]:
        """Give up a conversation, and the files that only it names."""
        forgotten = self.states.pop(name)
        self.active = None if self.active == name else self.active
        return [(name, Discard(file)) for file in sorted(files_of(forgotten))]

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
            self.then = move.then
        else:
            self.states[name] = move.state
        return [(name, effect) for effect in move.effects]
