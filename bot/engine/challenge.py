"""The captcha on the present screen: what was drawn, until when it counts, and how many tries are left."""

from datetime import datetime
from random import Random
from typing import Any

from bot.engine.change import answered, next_screen
from bot.engine.flow import Challenge, Flow
from bot.engine.screen import Reason
from bot.engine.state import State


def draw(step: Challenge, now: datetime, dice: Random) -> dict[str, Any]:
    """A new challenge, as the state's aside keeps it."""
    return {"text": step.pick(dice), "until": (now + step.lifetime).isoformat(), "tries": step.tries}


def expired(shown: dict[str, Any], now: datetime) -> bool:
    """Whether the picture is too old to count."""
    return now >= datetime.fromisoformat(shown["until"])


def solve(flow: Flow, step: Challenge, state: State, typed: str, now: datetime) -> tuple[State, Reason | None]:
    """What becomes of the state, and why it is asked again: single use, expiring, renewed after too many wrong answers.

    Case and blanks do not count.
    """
    shown = state.aside.get("challenge")
    if shown is None:
        # The captchas were switched on while the person stood further on.
        return state, None
    if expired(shown, now):
        return next_screen(state, {}), ("captcha_expired", {})
    if typed.replace(" ", "").casefold() == str(shown["text"]).casefold():
        return answered(flow, state, step.name, value=True), None
    left = shown["tries"] - 1
    if left == 0:
        return next_screen(state, {}), ("captcha_renewed", {})
    return next_screen(state, {"challenge": {**shown, "tries": left}}), ("captcha_wrong", {"left": left})
