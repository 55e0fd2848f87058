"""What is said to find help."""

from typing import Final

from bot.conversations.rulings import worded
from bot.engine.inputs import Choice, Input
from bot.engine.parse import Asked, Refusal, chosen, written

OF_KIND: Final = "j-"
"""What a kind's button begins with: `lain` alone is the engine's own word."""
_WORDS = (2, 100)
_STORY = (10, 1000)
_ABOUT = (3, 200)
_MESSAGE = (1, 2000)


def asked(given: Input, asked: Asked) -> str:
    """A tapped question's id, or `?` and the words to search for."""
    del asked
    return given.value if isinstance(given, Choice) else f"?{worded(given, *_WORDS)}"


def kind(given: Input, asked: Asked) -> str:
    """What the ticket is about."""
    return chosen(given, asked).removeprefix(OF_KIND)


def story(given: Input, asked: Asked) -> str:
    """What the trouble is, in one's own words."""
    del asked
    return _told(given, *_STORY)


def about(given: Input, asked: Asked) -> str:
    """Whom a report is about: a name, or a NIK as 16 digits."""
    del asked
    said = worded(given, *_ABOUT)
    digits = said.replace(" ", "")
    return digits if digits.isdecimal() else said


def message(given: Input, asked: Asked) -> str:
    """A message to the other side of a ticket; a single 👍 is one too."""
    del asked
    return _told(given, *_MESSAGE)


def _told(given: Input, shortest: int, longest: int) -> str:
    """Words as they came, but for what nobody can see; refuses `text_too_short` (min) and `text_too_long` (max)."""
    said = "".join(filter(str.isprintable, written(given))).strip()
    if len(said) < shortest:
        raise Refusal("text_too_short", min=shortest)
    if len(said) > longest:
        raise Refusal("text_too_long", max=longest)
    return said
