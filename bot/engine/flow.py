"""What a conversation consists of. A flow reads as its questionnaire and is checked when it is built."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeAlias

from bot.engine.effects import Button, Goto, Media, Params, Term
from bot.engine.parse import Answers, Parser

Condition: TypeAlias = Callable[[Answers], bool]
Buttons: TypeAlias = Callable[[Answers], tuple[Button, ...]]
Teller: TypeAlias = Callable[[Answers], Params]

_LONGEST_NAME = 24
"""A button's data is `flow.revision.value` in 64 bytes."""


def _always(answers: Answers) -> bool:
    del answers
    return True


def _no_buttons(answers: Answers) -> tuple[Button, ...]:
    del answers
    return ()


def _nothing(answers: Answers) -> Params:
    del answers
    return {}


def _unknown(answers: Answers) -> None:
    del answers


def _at_once(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    del value
    return True


def fixed(*buttons: Button) -> Buttons:
    """The same buttons whatever was answered."""
    return lambda _answers: buttons


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    when: Condition = _always
    uses: tuple[str, ...] = ()
    """Answers that this one was made from: it falls when one of them changes."""


@dataclass(frozen=True, slots=True)
class _Shown(_Step):
    name: str
    buttons: Buttons = field(default=_no_buttons, kw_only=True)
    tells: Teller = field(default=_nothing, kw_only=True)
    stage: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Question(_Shown):
    """Asks, and keeps the parsed answer. With `work` the parsed value goes through that job first.

    `secret` has the person's message deleted; `shown` turns the kept answer into what may be shown of it. `anew`: the
    answer is a step ahead rather than a fact, so whoever comes back to it is asked as if for the first time. `known`
    finds what an earlier answer tells already: then nobody is asked, though everybody may come and change it.
    `gathers` takes several files, in an album or one after the other, into one job until its offer is accepted.
    `in_place`: its screen replaces the one whose button was tapped. `until`: an answer for which this does not hold yet
    is kept, and the question asked once more: several things chosen one after the other.
    """

    parse: Parser
    work: str = field(default="", kw_only=True)
    args: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    secret: bool = field(default=False, kw_only=True)
    shown: Callable[[Any], str | Term] | None = field(default=None, kw_only=True)
    anew: bool = field(default=False, kw_only=True)
    known: Callable[[Answers], Any] = field(default=_unknown, kw_only=True)
    gathers: bool = field(default=False, kw_only=True)
    in_place: bool = field(default=False, kw_only=True)
    until: Callable[[Any], bool] = field(default=_at_once, kw_only=True)


@dataclass(frozen=True, slots=True)
class Challenge(_Shown):
    """Shows a picture of a few characters to be typed: single use, expiring, a new one after `tries` wrong answers."""

    pick: Callable[[random.Random], str]
    lifetime: timedelta = field(default=timedelta(minutes=2), kw_only=True)
    tries: int = field(default=3, kw_only=True)


@dataclass(frozen=True, slots=True)
class Gate(_Step):
    """Where the store decides. The outcome is kept as an answer; `stale` outcomes are asked for anew on return.

    A `renewed` one is asked for with every new answer; only what names it in `uses` may not then depend on it. An
    outcome of `refused` (a code) and `params` has the last answer that the gate `uses` asked for again; its `gone` are
    stored files that no record names any more.
    """

    name: str
    check: Callable[[Any, Answers], dict[str, Any]]
    stale: Condition = field(default=lambda _outcome: False, kw_only=True)
    renewed: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Return(_Step):
    """Back to an earlier gate: its outcome falls, with all that was made from it; files among it are kept by the store.

    `to` names the gate. Its condition must not hold any more when that has fallen.
    """

    name: str
    to: str


@dataclass(frozen=True, slots=True)
class Leave(_Step):
    """The conversation ends without words, its files kept by the store, and the command `to` is what comes next."""

    name: str
    to: str


@dataclass(frozen=True, slots=True)
class Page(_Shown):
    """A place to look and choose: it takes no answer, its buttons lead elsewhere."""


@dataclass(frozen=True, slots=True)
class End(_Shown):
    """The last words of a conversation: its draft is forgotten, and so are its files unless somebody keeps them."""

    media: Callable[[Answers], Media | None] = field(default=lambda _answers: None, kw_only=True)
    keeps_files: bool = field(default=False, kw_only=True)


Stop: TypeAlias = Question | Challenge | Page | End
"""Where a turn may end: it shows something."""
Step: TypeAlias = Stop | Gate | Return | Leave


class FlowError(Exception):
    """A flow was built wrongly."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A named questionnaire. `version` rises when answers kept in drafts would be misread."""

    name: str
    steps: tuple[Step, ...]
    version: int = 1
    by_name: dict[str, Step] = field(init=False, repr=False, compare=False)
    of_stage: dict[str, tuple[Step, ...]] = field(init=False, repr=False, compare=False)
    made_from: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """For each step, all steps whose answers were made from its answer, directly or not."""

    def __post_init__(self) -> None:
        """Check the plan.

        Raises:
            FlowError: two steps share a name, a name is too long for a button, `uses` names no earlier step, a button
                leads to no step, a return to no earlier gate, files are gathered for no job, or the last step leaves
            nowhere to stand.
        """
        object.__setattr__(self, "by_name", {step.name: step for step in self.steps})
        object.__setattr__(self, "of_stage", _by_stage(self.steps))
        object.__setattr__(self, "made_from", {step.name: _made_from(step.name, self.steps) for step in self.steps})
        if len(self.by_name) != len(self.steps):
            raise FlowError(f"{self.name}: two steps share a name")
        seen: set[str] = set()
        for step in self.steps:
            self._check(step, seen)
            seen.add(step.name)
        last = self.steps[-1]
        if not isinstance(last, Page | End | Leave) or last.when is not _always:
            raise FlowError(f"{self.name}: the last step must be a page, an end or a leave that always applies")

    def _check(self, step: Step, seen: set[str]) -> None:
        if len(step.name) > _LONGEST_NAME or len(self.name) > _LONGEST_NAME:
            raise FlowError(f"{self.name}.{step.name}: the name is too long for a button")
        if unknown := set(step.uses) - seen:
            raise FlowError(f"{self.name}.{step.name}: uses {sorted(unknown)}, which no earlier step answers")
        if isinstance(step, Return) and not (step.to in seen and isinstance(self.by_name[step.to], Gate)):
            raise FlowError(f"{self.name}.{step.name}: returns to {step.to}, which is no earlier gate")
        if isinstance(step, Question) and step.gathers and not step.work:
            raise FlowError(f"{self.name}.{step.name}: gathers files for no job")
        if not isinstance(step, Stop):
            return
        for button in step.buttons({}):
            if isinstance(button, Goto) and button.value not in self.by_name:
                raise FlowError(f"{self.name}.{step.name}: a button leads to {button.value}, which is no step")


def _by_stage(steps: tuple[Step, ...]) -> dict[str, tuple[Step, ...]]:
    stages: dict[str, tuple[Step, ...]] = {}
    for step in steps:
        if isinstance(step, Stop) and step.stage:
            stages[step.stage] = (*stages.get(step.stage, ()), step)
    return stages


def _made_from(name: str, steps: tuple[Step, ...]) -> frozenset[str]:
    found = {name}
    for step in steps:
        if found & set(step.uses):
            found.add(step.name)
    return frozenset(found - {name})
