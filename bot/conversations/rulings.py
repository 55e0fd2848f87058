"""What the parsers of several conversations share: a rule's error made a refusal, and plain written words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Final

from bot.engine.inputs import Input, Text
from bot.engine.parse import Asked, Refusal, chosen, written
from bot.rules import dates
from bot.rules.clock import today_wib
from bot.rules.errors import RuleError

SHORTEST_SEARCH: Final = 3
LONGEST_SEARCH: Final = 100


@contextmanager
def rulings() -> Iterator[None]:
    """Refuse what a rule refuses, with the rule's code and figures."""
    try:
        yield
    except RuleError as error:
        raise Refusal(error.code, **error.params) from None


def worded(given: Input, shortest: int, longest: int) -> str:
    """Some written words; refuses `text_too_short` (min), `text_too_long` (max) and `text_characters`."""
    said = written(given)
    if len(said) < shortest:
        raise Refusal("text_too_short", min=shortest)
    if len(said) > longest:
        raise Refusal("text_too_long", max=longest)
    if not said.isprintable() or not any(character.isalnum() for character in said):
        raise Refusal("text_characters")
    return said


def confirmed(given: Input, word: str, refusal: str) -> str:
    """The word or kode, in whatever case, that confirms what cannot be taken back; refuses `refusal` (word)."""
    if written(given).upper() != word.upper():
        raise Refusal(refusal, word=word)
    return word


def numbered(given: Input, shortest: int, longest: int) -> str:
    """A document's number, which has a digit; refuses `number_without_digit` besides what `worded` refuses."""
    said = worded(given, shortest, longest)
    if not any(character.isdigit() for character in said):
        raise Refusal("number_without_digit")
    return said


def sought(given: Input) -> str:
    """Some letters to search for; refuses `search_too_short` (min), `search_too_long` (max) and `text_characters`."""
    said = written(given)
    if sum(character.isalnum() for character in said) < SHORTEST_SEARCH:
        raise Refusal("search_too_short", min=SHORTEST_SEARCH)
    if len(said) > LONGEST_SEARCH:
        raise Refusal("search_too_long", max=LONGEST_SEARCH)
    if not said.isprintable():
        raise Refusal("text_characters")
    return said


def past_date(given: Input, asked: Asked) -> date:
    """A date up to today, WIB; refuses with the codes of `DateError`."""
    with rulings():
        return dates.parse_date(written(given), today_wib(asked.now))


def one_of(given: Input, asked: Asked, spellings: Mapping[str, str]) -> str:
    """A tapped button's value, or the one that the written words name.

    Args:
        given: what was said.
        asked: what a parser is asked with.
        spellings: value by lower case letters without blanks, such as `belumkawin`.

    Raises:
        Refusal: `want_button`, for words that name none.
    """
    if isinstance(given, Text):
        letters = "".join(letter for letter in given.text.lower() if letter.isalnum())
        if letters in spellings:
            return spellings[letters]
    return chosen(given, asked)
