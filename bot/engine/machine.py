"""All transitions of a conversation.

1. The position is derived: the first applicable step without an answer, unless the person chose to stand elsewhere.
2. An input is judged at that position alone. What does not fit changes nothing; the question is asked again with the
   reason.
3. A new answer takes with it every answer that was made from it, the outcomes of gates among them. A gate that is
   `renewed` is asked again with every new answer.
4. Gates on the way are asked at once, returns and leaves are followed; the turn ends at a step that shows something.
5. A button counts only on the screen that it was drawn for: its revision must be the state's.
6. A job's result counts only while the state still waits for that very job.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any, assert_never

from bot.engine import challenge, gathering, screen
from bot.engine.change import answered, dropped, next_screen
from bot.engine.effects import (
    Album,
    Discard,
    Effect,
    Erase,
    Goto,
    Pick,
    Run,
    ShareContact,
    Toast,
    View,
    Work,
)
from bot.engine.flow import Challenge, End, Flow, Gate, Leave, Page, Question, Step
from bot.engine.inputs import Choice, Command, Done, Input, Other, Text, Upload
from bot.engine.parse import Asked, Refusal, written
from bot.engine.passage import Judge, pass_on
from bot.engine.screen import Reason, applicable, buttons, is_answered, position, show
from bot.engine.state import State, files_of


@dataclass(frozen=True, slots=True)
class Moment:
    """What a turn gets from outside: the time (aware) and its dice."""

    now: datetime
    dice: Random


@dataclass(frozen=True, slots=True)
class Move:
    """Where a turn led: the new state, or None when the conversation came to its end, and what shall happen.

    `kept` are files that the store names from now on, and `then` is the command that comes next, if any.
    """

    state: State | None
    effects: tuple[Effect, ...]
    kept: frozenset[str] = frozenset()
    then: str = ""


def advance(flow: Flow, state: State, given: Input, moment: Moment, judge: Judge) -> Move:
    """One input's whole consequence. A plain function: equal arguments give equal moves."""
    turn = _Turn(flow, moment, judge, edits=_page_message(flow, state, given))
    move = turn.take(state, given)
    there = files_of(state) | _came_with(given)
    named = files_of(move.state) if move.state else set()
    given_up = {effect.file for effect in move.effects if isinstance(effect, Discard)}
    gone = there - named - move.kept - given_up
    return replace(move, effects=(*move.effects, *(Discard(file) for file in sorted(gone)))) if gone else move


def _page_message(flow: Flow, state: State, given: Input) -> int:
    """The message to be replaced in place: a page whose button was tapped."""
    return given.message if isinstance(given, Choice) and screen.is_in_place(position(flow, state)) else 0


def _came_with(given: Input) -> set[str]:
    """The file that a job made."""
    value = given.result.get("value") if isinstance(given, Done) else None
    return {value["file"]} if isinstance(value, dict) and "file" in value else set()


@dataclass(frozen=True, slots=True)
class _Turn:
    flow: Flow
    moment: Moment
    judge: Judge
    edits: int

    def take(self, state: State, given: Input) -> Move:
        if not isinstance(position(self.flow, state), Question | Challenge | Page) and not isinstance(given, Done):
            # The step where the person stood was taken out of the flow meanwhile: there is no question to answer.
            move = self.settle(state)
            return replace(move, effects=(Toast(given.query), *move.effects)) if isinstance(given, Choice) else move
        match given:
            case Command(name="kembali"):
                return self.back(state)
            case Command():
                return self.resume(state)
            case Done():
                return self.finish_work(state, given)
            case Choice():
                return self.tap(state, given)
            case _:
                return self.hear(state, given)

    def resume(self, state: State) -> Move:
        """Come (back) to the conversation: outcomes that may have changed meanwhile are asked for anew."""
        stale = {
            step.name
            for step in self.flow.steps
            if isinstance(step, Gate) and step.name in state.answers and step.stale(state.answers[step.name])
        }
        # Whoever is mending an answer, or waits for a job, goes on with that; the gate is asked when it has come.
        if stale and state.at is None and not state.aside.keys() & {"work", "offer"}:
            state = dropped(self.flow, state, stale)
        return self.settle(state)

    def back(self, state: State) -> Move:
        """One question back; its answer stays until another one is given."""
        here = position(self.flow, state)
        if state.at is not None and isinstance(here, Page):
            return self.settle(next_screen(replace(state, at=None), {}))
        before: list[str] = []
        for step in applicable(self.flow, state.answers):
            if step.name == here.name:
                break
            if isinstance(step, Question) and is_answered(step, state.answers):
                before.append(step.name)
        if not before:
            return self.settle(state, reason=("no_way_back", {}))
        return self.stand_at(state, before[-1])

    def stand_at(self, state: State, name: str) -> Move:
        """Stand at a step by choice; where there is nothing to keep, it is asked as if for the first time."""
        step = self.flow.by_name[name]
        if isinstance(step, Question) and step.anew:
            return self.settle(dropped(self.flow, state, {name}))
        return self.settle(replace(state, at=name, aside={}, revision=state.revision + 1))

    def tap(self, state: State, given: Choice) -> Move:
        """A button; one of an earlier screen is told so and shown the present one."""
        step = position(self.flow, state)
        assert isinstance(step, Question | Challenge | Page)
        own = (button for button in buttons(state, step) if not isinstance(button, Run | ShareContact))
        button = next((button for button in own if button.value == given.value), None)
        if (given.flow, given.revision) != (self.flow.name, state.revision) or button is None:
            move = replace(self, edits=0).settle(state)
            return replace(move, effects=(Toast(given.query, "stale"), *move.effects))
        move = self.press(state, step, button, given)
        return replace(move, effects=(Toast(given.query), *move.effects))

    def press(self, state: State, step: Step, button: Goto | View | Pick, given: Choice) -> Move:
        match button:
            case Goto(value=target) if isinstance(self.flow.by_name[target], Gate):
                return self.settle(dropped(self.flow, state, {target}))
            case Goto(value=target):
                return self.stand_at(state, target)
            case View():
                move = replace(self, edits=0).settle(state)
                shown = screen.view(state, button)
                # One file is seen at once below the screen; many would push its buttons out of sight.
                both = (shown, *move.effects) if isinstance(shown, Album) else (*move.effects, shown)
                return replace(move, effects=both)
            case Pick(value=value):
                return self.pick(state, step, value, given)
            case _:
                assert_never(button)

    def pick(self, state: State, step: Step, value: str, given: Choice) -> Move:
        """A button of the question itself, or one that the engine put there."""
        match value:
            case screen.KEEP:
                return self.settle(next_screen(replace(state, at=None), {}))
            case screen.ANOTHER | screen.REDRAW:
                return self.settle(next_screen(state, {}))
            case screen.ACCEPT:
                return self.accept(state, step)
            case _:
                return self.hear(state, given)

    def accept(self, state: State, step: Step) -> Move:
        """The person agrees to an offer: keep its value, or start its job."""
        offer = state.aside["offer"]
        if "value" in offer:
            return self.settle(answered(self.flow, state, step.name, offer["value"]))
        return self.start_work(state, offer["work"], offer["args"], gathering.gathered(state))

    def hear(self, state: State, given: Input) -> Move:
        """Anything that may be an answer."""
        step = position(self.flow, state)
        assert isinstance(step, Question | Challenge | Page)
        album = given.album if isinstance(given, Upload | Other) else ""
        if album and album == state.aside.get("album"):
            return Move(state, ())
        erase = (Erase(given.message),) if _secret(step) and isinstance(given, Text) else ()
        try:
            move = self.judge_answer(state, step, given)
        except Refusal as refusal:
            if album and album == state.aside.get("told"):
                return Move(state, ())
            move = self.refuse(state, album, refusal)
        return replace(move, effects=(*erase, *move.effects)) if erase else move

    def judge_answer(self, state: State, step: Question | Challenge | Page, given: Input) -> Move:
        """The answer's consequence; raises Refusal."""
        if isinstance(given, Other):
            raise Refusal(f"other_{given.kind}")
        if isinstance(given, Upload) and given.album and not (isinstance(step, Question) and step.gathers):
            raise Refusal("other_album")
        match step:
            case Question():
                if "work" in state.aside and not isinstance(given, Upload):
                    raise Refusal("still_checking")
                value = step.parse(given, Asked(state.answers, self.moment.now))
                if step.gathers and isinstance(given, Upload):
                    return self.gather(state, step, value, given.album)
                if step.work:
                    args = {**step.args, **(value if isinstance(value, dict) else {"text": value})}
                    return self.start_work(state, step.work, args, {})
                return self.settle(answered(self.flow, state, step.name, value))
            case Challenge():
                return self.settle(*challenge.solve(self.flow, step, state, written(given), self.moment.now))
            case Page():
                raise Refusal("want_button")
            case _:
                assert_never(step)

    def refuse(self, state: State, album: str, refusal: Refusal) -> Move:
        """Ask again with the reason; the state stays, but for the album of which no second refusal need be told."""
        if album:
            state = replace(state, aside={**state.aside, "told": album})
        return replace(self, edits=0).settle(state, reason=(refusal.code, refusal.params))

    def gather(self, state: State, step: Question, value: dict[str, Any], album: str) -> Move:
        """One file more; while a job is under way it waits for the next one, so that an album costs two."""
        files = gathering.one_more(state, value, album)
        if "work" in state.aside:
            return Move(replace(state, aside={**state.aside, **files}), ())
        return self.start_gathered(state, step, files)

    def start_gathered(self, state: State, step: Question, gathered: dict[str, Any]) -> Move:
        """Hand out all files that came so far."""
        files = gathered["files"]
        return self.start_work(state, step.work, {**step.args, "sources": files}, {**gathered, "given": len(files)})

    def start_work(self, state: State, kind: str, args: dict[str, Any], gathered: dict[str, Any]) -> Move:
        """Hand a job out and wait for it; a newer job replaces an older one."""
        waiting = next_screen(state, {**gathered, "work": state.revision + 1})
        return Move(waiting, (Work(kind, args, self.flow.name, waiting.revision),))

    def finish_work(self, state: State, done: Done) -> Move:
        """A job's result; one that nobody waits for any more changes nothing."""
        step = position(self.flow, state)
        if state.aside.get("work") != done.revision or not isinstance(step, Question):
            return Move(state, ())
        if gathering.is_overtaken(state):
            return self.start_gathered(state, step, gathering.gathered(state))
        if "refused" in done.result:
            asked = next_screen(state, gathering.after_refusal(state))
            return self.settle(asked, reason=(done.result["refused"], done.result["params"]))
        if "offer" in done.result:
            return self.settle(next_screen(state, {**gathering.gathered(state), "offer": done.result}))
        return self.settle(answered(self.flow, state, step.name, done.result["value"]))

    def settle(self, state: State, reason: Reason | None = None) -> Move:
        """Pass what shows nothing on the way, and show the step where the turn ends."""
        passed = pass_on(self.flow, state, reason, self.judge)
        state, step, reason = passed.state, passed.step, passed.reason
        if isinstance(step, Leave):
            return Move(None, passed.gone, passed.kept | files_of(state), step.to)
        if isinstance(step, End):
            kept = passed.kept | files_of(state) if step.keeps_files else passed.kept
            return Move(None, (show(self.flow, state, reason), *passed.gone), kept)
        if isinstance(step, Challenge):
            shown = state.aside.get("challenge")
            if shown is None or challenge.expired(shown, self.moment.now):
                state = next_screen(state, {"challenge": challenge.draw(step, self.moment.now, self.moment.dice)})
        return Move(state, (show(self.flow, state, reason, self.edits), *passed.gone), passed.kept)


def _secret(step: Step) -> bool:
    return isinstance(step, Question) and step.secret
