"""What is said to recover a password."""

from typing import Any

from bot.conversations.account.answers import jawaban_pengaman
from bot.engine.inputs import Input
from bot.engine.parse import Asked


def security_answer(given: Input, asked: Asked) -> dict[str, Any]:
    """The arguments of the job that compares it."""
    return {"text": jawaban_pengaman(given, asked), "account": asked.answers["pemilik"]["account"]}
