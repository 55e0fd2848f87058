"""What is said to find help."""

from bot.conversations.rulings import worded
from bot.engine.inputs import Choice, Input
from bot.engine.parse import Asked

_WORDS = (2, 100)
_STORY = (10, 1000)
_ABOUT = (3, 200)
_MESSAGE = (1, 2000)


def asked(given: Input, asked: Asked) -> str:
    """A tapped question's id, or `?` and the words to search for."""
    del asked
    return given.value if isinstance(given, Choice) else f"?{worded(given, *_WORDS)}"


def story(given: Input, asked: Asked) -> str:
    """What the trouble is, in one's own words."""
    del asked
    return worded(given, *_STORY)


def about(given: Input, asked: Asked) -> str:
    """Whom a report is about: a name or NIK, and the instansi."""
    del asked
    said = worded(given, *_ABOUT)
    digits = said.replace(" ", "")
    return digits if digits.isdecimal() else said


def message(given: Input, asked: Asked) -> str:
    """A message to the other side of a ticket."""
    del asked
    return worded(given, *_MESSAGE)
