"""The captcha on the present screen: what was drawn, until when it counts, and how many tries are left."""

from datetime import datetime
from random import Random
from typing import Any

from bot.engine.flow import Challenge


def draw(step: Challenge, now: datetime, dice: Random) -> dict[str, Any]:
    """A new challenge, as the state's aside keeps it."""
    return {"text": step.pick(dice), "until": (now + step.lifetime).isoformat(), "tries": step.tries}


def expired(shown: dict[str, Any], now: datetime) -> bool:
    """Whether the picture is too old to count."""
    return now >= datetime.fromisoformat(shown["until"])


def solved(shown: dict[str, Any], typed: str) -> bool:
    """Whether these are its characters; case and blanks do not count."""
    return typed.replace(" ", "").casefold() == str(shown["text"]).casefold()
