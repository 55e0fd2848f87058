"""What is to be written into a returned sheet: which cells turn red, and the words beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.documents.sheet_reasons import Sentences
from bot.documents.sheet_rows import Reason

REASONS: Final = "Alasan"
"""The heading of the column that holds the reasons; a column of this name is written anew."""

_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are in a sheet: the heading's row number, each column (A is 0), the reasons' column, is it new."""

    heading: int
    columns: Mapping[str, int]
    reasons: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """The reasons of all rows, and how they are said."""

    place: Place
    reasons: Mapping[int, Sequence[Reason]]
    sentences: Sentences

    def __contains__(self, number: int) -> bool:
        """Whether the row of this number has reasons."""
        return bool(self.reasons.get(number))

    def red(self, number: int) -> set[int]:
        """The columns to look at; a reason whose column the sheet has not is told by its words alone."""
        found = (self.place.columns.get(reason.column) for reason in self.reasons[number])
        return {column for column in found if column is not None}

    def text(self, number: int) -> str:
        """Every reason of a row once, numbered if there are several, a line each."""
        said = list(dict.fromkeys(self.sentences.of_row(reason) for reason in self.reasons[number]))
        return said[0] if len(said) == 1 else "\n".join(f"{place}. {line}" for place, line in enumerate(said, 1))


@cache
def letters(column: int) -> str:
    """A column as the spreadsheet names it: 0 is A, 26 is AA."""
    return "".join(reversed(list(_letters(column))))


def position(name: bytes) -> int:
    """The place of a column from its letters: A is 0."""
    place = 0
    for letter in name:
        place = place * _LETTERS + letter - ord("A") + 1
    return place - 1


def _letters(column: int) -> Iterator[str]:
    while column >= 0:
        yield chr(ord("A") + column % _LETTERS)
        column = column // _LETTERS - 1
