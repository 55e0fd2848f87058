"""What is said to log in."""

from typing import Any

from bot.engine.inputs import Input, Text
from bot.engine.parse import Asked, Refusal

_LONGEST = 128


def password(given: Input, asked: Asked) -> dict[str, Any]:
    """The arguments of the job that compares it: the password as typed, and the NIK that it is said to belong to."""
    if not isinstance(given, Text):
        raise Refusal("want_text")
    if len(given.text) > _LONGEST:
        raise Refusal("password_too_long", max=_LONGEST)
    nik = asked.answers.get("nik") or asked.answers["siapa"]["nik"]
    return {"text": given.text, "nik": nik}
