"""One person in one flow, without store, words or Telegram, and the small steps that such flows are built of."""

from dataclasses import dataclass, field
from random import Random
from typing import Any, Self

from bot.engine.effects import Discard, Effect, Say, Work
from bot.engine.flow import Challenge, Flow, Gate, Page, Question, Step
from bot.engine.inputs import Choice, Command, Done, Input, Text, Upload
from bot.engine.machine import Moment, Move, advance
from bot.engine.parse import Answers, Asked, Refusal, uploaded, written
from bot.engine.state import State, begin, files_of
from tests.house import MORNING


def words(given: Input, asked: Asked) -> str:
    """Any words but "tidak"."""
    del asked
    said = written(given)
    if said == "tidak":
        raise Refusal("said_no", word=said)
    return said


@dataclass
class Talk:
    """One person in one flow. Every turn is tried twice, and every file it lets go of must be accounted for."""

    flow: Flow
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    state: State | None = field(default_factory=lambda: begin(Random(1)))
    move: Move = field(default_factory=lambda: Move(None, ()))
    moment: Moment = field(default_factory=lambda: Moment(MORNING, Random(2)))
    judged: list[str] = field(default_factory=list)
    jobs: list[Work] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gives(Command("mulai"))

    def judge(self, gate: Gate, answers: Answers) -> dict[str, Any]:
        """Ask the gate itself, over the outcomes in place of a store."""
        self.judged.append(gate.name)
        return gate.check(self.outcomes, answers)

    def gives(self, given: Input) -> Self:
        """Let the conversation take an input."""
        assert self.state is not None
        move = advance(self.flow, self.state, given, self.moment, self.judge)
        assert move == advance(self.flow, self.state, given, Moment(self.moment.now, Random(2)), self.judge) or (
            any(isinstance(step, Challenge) for step in self.flow.steps)
        )
        assert_files_accounted_for(self.state, given, move)
        self.state, self.move = move.state, move
        self.jobs += [effect for effect in move.effects if isinstance(effect, Work)]
        return self

    def says(self, text: str) -> Self:
        """Type."""
        return self.gives(Text(text, 9))

    def sends(self, file: str, album: str = "") -> Self:
        """Send a photo, perhaps as one of an album."""
        return self.gives(Upload(file, 1, album=album))

    def taps(self, value: str, message: int = 5) -> Self:
        """Tap on the present screen."""
        assert self.state is not None
        return self.gives(Choice(self.flow.name, self.state.revision, value, message, "q"))

    def back(self) -> Self:
        """Go one question back."""
        return self.gives(Command("kembali"))

    def comes_back(self) -> Self:
        """Open the conversation again."""
        return self.gives(Command("mulai"))

    def gets(self, job: int = -1, **result: Any) -> Self:  # noqa: ANN401 - JSON
        """Let a job come back: the one that was started last, or an earlier one."""
        return self.gives(Done(self.flow.name, self.jobs[job].revision, result))

    def gets_offer(self, file: str, job: int = -1) -> Self:
        """Let a job come back with something to be looked at first."""
        return self.gets(job, offer="look", params={}, value={"file": file})

    def at(self, text: str, above: str = "") -> Self:
        """The last message shows this, for this reason."""
        assert self.said.text == text
        assert (self.said.above[0] if self.said.above else "") == above
        return self

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What the last turn had happen."""
        return self.move.effects

    @property
    def discarded(self) -> list[str]:
        """The files that the last turn gave up."""
        return [effect.file for effect in self.effects if isinstance(effect, Discard)]

    @property
    def said(self) -> Say:
        """The screen."""
        return next(effect for effect in reversed(self.effects) if isinstance(effect, Say))

    @property
    def answers(self) -> Answers:
        """What has been answered."""
        assert self.state is not None
        return self.state.answers


def assert_files_accounted_for(before: State, given: Input, move: Move) -> None:
    """A file that was there is named still, or kept by the store, or discarded: one of these, and once.

    A gate may give up other files besides.
    """
    came = given.result.get("value") if isinstance(given, Done) else None
    there = files_of(before) | ({came["file"]} if isinstance(came, dict) else set())
    named = files_of(move.state) if move.state else set()
    gone = [effect.file for effect in move.effects if isinstance(effect, Discard)]
    assert there - named - move.kept == there & set(gone)
    assert len(set(gone)) == len(gone)
    assert not (named | move.kept) & set(gone)


def outcome_of(name: str) -> Gate:
    """A gate that says what it was told to say."""
    return Gate(name, lambda outcomes, _answers: outcomes.get(name, {"ok": True}))


def asks(*names: str, **more: Any) -> tuple[Question, ...]:  # noqa: ANN401 - a step's own fields
    """Some questions for words."""
    return tuple(Question(name, words, **more) for name in names)


def flow(*steps: Step) -> Flow:
    """A flow that ends at a page."""
    return Flow("uji", (*steps, Page("habis")))


def paper(name: str = "p", **more: Any) -> Question:  # noqa: ANN401 - a step's own fields
    """A question for a picture that goes through a job."""
    return Question(name, uploaded, work="check", args={"kind": "ktp"}, **more)
