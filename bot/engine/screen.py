"""What a person sees of a state: where they stand, the message that shows it, and the buttons under it."""

from collections.abc import Iterator
from typing import TypeAlias

from bot.engine.effects import Button, Media, Params, Pick, Say, ShareContact
from bot.engine.flow import Challenge, End, Flow, Gate, Page, Question, Step
from bot.engine.parse import Answers
from bot.engine.state import State

KEEP = "tetap"
ACCEPT = "terima"
ANOTHER = "lain"
REDRAW = "ganti_gambar"

Reason: TypeAlias = tuple[str, Params]
"""Why the question is asked again: the code of a refusal, and its parameters."""


def applicable(flow: Flow, answers: Answers) -> Iterator[Step]:
    """The steps that these answers lead through, in order."""
    return (step for step in flow.steps if step.when(answers))


def position(flow: Flow, state: State) -> Step:
    """The step where the person stands."""
    if state.at is not None:
        return flow.by_name[state.at]
    answers = state.answers
    return next(step for step in flow.steps if step.name not in answers and step.when(answers))


def progress(flow: Flow, state: State, step: Step) -> tuple[int, int]:
    """(which question of its stage this is, how many the stage has); (0, 0) for a step without a stage."""
    stage = "" if isinstance(step, Gate) else step.stage
    same = [other.name for other in flow.of_stage.get(stage, ()) if other.when(state.answers)]
    return (same.index(step.name) + 1, len(same)) if step.name in same else (0, 0)


def buttons(state: State, step: Step) -> tuple[Button, ...]:
    """The buttons of the step as it stands now."""
    if isinstance(step, Gate):
        return ()
    if offer := state.aside.get("offer"):
        return (Pick(f"button.{offer['offer']}", ACCEPT), Pick("button.lain", ANOTHER))
    own = step.buttons(state.answers)
    if isinstance(step, Challenge):
        return (Pick("button.ganti_gambar", REDRAW), *own)
    if isinstance(step, Question) and step.name in state.answers:
        inline = (button for button in own if not isinstance(button, ShareContact))
        return (*inline, Pick("button.tetap", KEEP))
    return own


def show(flow: Flow, state: State, reason: Reason | None = None, edit: int = 0) -> Say:
    """The step where the person stands, as a message; a page without a picture replaces the message `edit`."""
    step = position(flow, state)
    if isinstance(step, Gate):
        raise AssertionError("nobody stands at a gate")  # noqa: TRY004 - a broken promise of ours, not a wrong type
    offer = state.aside.get("offer")
    media = _media(state, step)
    return Say(
        f"offer.{offer['offer']}" if offer else f"ask.{step.name}",
        params=offer["params"] if offer else step.tells(state.answers),
        buttons=buttons(state, step),
        media=media,
        above=(f"error.{reason[0]}", reason[1]) if reason else None,
        below=None if offer else _present_answer(state, step),
        stage=step.stage,
        progress=progress(flow, state, step),
        revision=state.revision,
        screen=True,
        edit=edit if isinstance(step, Page) and not media else 0,
    )


def _media(state: State, step: Step) -> Media | None:
    if isinstance(step, End):
        return step.media(state.answers)
    if isinstance(step, Challenge):
        return Media("photo", "captcha", state.aside["challenge"]["text"])
    offered = state.aside.get("offer", {}).get("value")
    return Media("photo", "file", offered["file"]) if offered else None


def _present_answer(state: State, step: Step) -> Reason | None:
    """What was answered before, for a question that is asked again by choice."""
    if not isinstance(step, Question) or step.name not in state.answers:
        return None
    if step.shown is None:
        return ("present.hidden", {})
    return ("present.answer", {"answer": step.shown(state.answers[step.name])})
