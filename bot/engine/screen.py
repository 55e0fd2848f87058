"""What a person sees of a state: where they stand, the message that shows it, and the buttons under it."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from bot.engine.effects import Album, Button, Media, Params, Pick, Say, ShareContact, View
from bot.engine.flow import Challenge, End, Flow, Page, Question, Step, Stop
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
    # What an answer is known from need not be there where its question does not apply.
    unanswered = (step for step in flow.steps if not _was_answered(step, answers) and step.when(answers))
    return next(step for step in unanswered if not is_answered(step, answers))


def _was_answered(step: Step, answers: Answers) -> bool:
    return step.name in answers and (not isinstance(step, Question) or step.until(answers[step.name]))


def is_answered(step: Step, answers: Answers) -> bool:
    """Whether nobody needs to be asked: it was answered here, or is known already."""
    if step.name in answers:
        return _was_answered(step, answers)
    return isinstance(step, Question) and step.known(answers) is not None


def present(step: Step, answers: Answers) -> Any:  # noqa: ANN401 - any JSON value
    """The answer as it stands, given here or known already; None when there is none."""
    if step.name in answers or not isinstance(step, Question):
        return answers.get(step.name)
    return step.known(answers)


def progress(flow: Flow, state: State, step: Step) -> tuple[int, int]:
    """(which question of its stage this is, how many the stage has); (0, 0) where there is no row to stand in.

    A screen that stays in its place is where one looks, and counts for none.
    """
    stage = step.stage if isinstance(step, Stop) and not is_in_place(step) else ""
    steps = (other for other in flow.of_stage.get(stage, ()) if not is_in_place(other))
    same = [other.name for other in steps if other.when(state.answers)]
    return (same.index(step.name) + 1, len(same)) if step.name in same and len(same) > 1 else (0, 0)


def buttons(state: State, step: Stop) -> tuple[Button, ...]:
    """The buttons of the step as it stands now."""
    if offer := state.aside.get("offer"):
        return (Pick(f"button.{offer['offer']}", ACCEPT), Pick("button.lain", ANOTHER))
    own = step.buttons(state.answers)
    if isinstance(step, Challenge):
        return (Pick("button.ganti_gambar", REDRAW), *own)
    if isinstance(step, Question) and not step.in_place and is_answered(step, state.answers):
        inline = (button for button in own if not isinstance(button, ShareContact))
        return (*inline, Pick("button.tetap", KEEP))
    return own


def show(flow: Flow, state: State, reason: Reason | None = None, edit: int = 0) -> Say:
    """The step where the person stands, as a message; a page without a picture replaces the message `edit`."""
    step = position(flow, state)
    if not isinstance(step, Stop):
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
        edit=edit if is_in_place(step) and not media else 0,
    )


def is_in_place(step: Step) -> bool:
    """Whether the step's screen takes the place of the one before it."""
    return isinstance(step, Page) or (isinstance(step, Question) and step.in_place)


def _media(state: State, step: Step) -> Media | None:
    if isinstance(step, End):
        return step.media(state.answers)
    if isinstance(step, Challenge):
        return Media("photo", "captcha", state.aside["challenge"]["text"])
    offered = state.aside.get("offer", {}).get("value")
    return Media("photo", "file", offered["file"]) if offered else None


def view(state: State, button: View) -> Say | Album:
    """The files behind a button: those that it names, or that of the answer after which it is called."""
    match button.files:
        case ():
            return Say(f"view.{button.value}", media=Media("photo", "file", state.answers[button.value]["file"]))
        case ((file, caption),):
            return Say(caption, media=Media("photo", "file", file))
        case files:
            return Album(files=files)


def _present_answer(state: State, step: Step) -> Reason | None:
    """What was answered before, for a question that is asked again by choice."""
    if not isinstance(step, Question) or step.in_place or not is_answered(step, state.answers):
        return None
    if step.shown is None:
        return ("present.hidden", {})
    return ("present.answer", {"answer": step.shown(present(step, state.answers))})
