"""What somebody says who gives or takes a role."""

from typing import Any

from bot.conversations.rulings import confirmed, worded
from bot.conversations.staf.names import END_WORD, LONGEST_LABEL
from bot.engine.inputs import Input
from bot.engine.parse import Asked, chosen

_SHORTEST_LABEL = 2


def label(given: Input, asked: Asked) -> str:
    """How the inviter calls the invited, such as `Bu Rina, TU`."""
    del asked
    return worded(given, _SHORTEST_LABEL, LONGEST_LABEL)


def ending(given: Input, asked: Asked, entry: dict[str, Any]) -> str:
    """A tap, or the word typed where others depend on the role; refuses `ketik_cabut` (word)."""
    return confirmed(given, END_WORD, "ketik_cabut") if entry["berat"] else chosen(given, asked)
