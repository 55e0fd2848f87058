"""Who plays along on the page: the invented people one chats as, and the sample files they have at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Fact(NamedTuple):
    """Something to type: its label and the words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; `about` is one line, `start` the payload of the deep link that brings them here."""

    id: int
    name: str
    about: str = ""
    facts: tuple[Fact, ...] = ()
    start: str | None = None
    phone: str = "6281200000000"


class Sample(NamedTuple):
    """A file one click away; `load` gives its bytes."""

    key: str
    label: str
    filename: str
    mime: str
    load: Callable[[], bytes]
