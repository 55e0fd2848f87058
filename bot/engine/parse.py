"""Input to value: what every parser raises, and the parsers that know nothing of the domain."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.engine.inputs import Choice, Contact, Input, Text, Upload

Answers: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a parser may look at besides the input: the answers so far, and the time (aware)."""

    answers: Answers
    now: datetime


Parser: TypeAlias = Callable[[Input, Asked], Any]
"""(what was said, when and after which answers) -> the answer as JSON; raises Refusal."""


class Refusal(Exception):  # noqa: N818 - it is an answer to a person, not a fault of the program
    """This answer cannot be taken; `code` finds the sentence that says why and what to do."""

    def __init__(self, code: str, **params: str | float) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def written(given: Input) -> str:
    """The written words, with outer and doubled white space gone."""
    if isinstance(given, Text):
        words = " ".join(given.text.split())
        if words:
            return words
    raise Refusal("want_text")


def chosen(given: Input, asked: Asked) -> str:
    """The value of the tapped button; the machine has checked that the screen has it."""
    del asked
    if isinstance(given, Choice):
        return given.value
    raise Refusal("want_button")


def uploaded(given: Input, asked: Asked) -> dict[str, Any]:
    """Where the photo or file can be fetched: the arguments of the job that will check it."""
    del asked
    if isinstance(given, Upload):
        return {"source": given.file, "size": given.size}
    raise Refusal("want_photo")


def contact_or_written(given: Input) -> str:
    """A telephone number, typed or from the person's own contact."""
    if isinstance(given, Contact):
        if not given.own:
            raise Refusal("contact_not_own")
        return given.phone
    return written(given)
