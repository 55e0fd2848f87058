"""What is said on the resume."""

from bot.engine.inputs import Input
from bot.engine.parse import Asked, Refusal, chosen


def tick(given: Input, asked: Asked) -> str:
    """The tick; ending without it is refused."""
    value = chosen(given, asked)
    if value != "centang":
        raise Refusal("belum_dicentang")
    return value
