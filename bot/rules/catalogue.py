"""What was studied: a reference of pendidikan, searched by a few letters.

BKN's own list is not published, so `pendidikan.csv` beside this file holds names as they are in use, under codes of our
own (the level's, then four digits), until pusat loads another: see `education_file.py`.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from bot.rules.education import Education, leading_level, parts_of
from bot.rules.education_file import read_entries
from bot.rules.education_names import ABBREVIATIONS
from bot.rules.finding import HOLDS, Index, Words, expanded


class Catalogue:
    """A reference of pendidikan, made ready for searching."""

    def __init__(self, entries: Sequence[Education]) -> None:
        self.entries = tuple(entries)
        self._by_code = {entry.code: entry for entry in self.entries}
        self._all = range(len(self.entries))
        names = [parts_of(entry.name) for entry in self.entries]
        self._index = Index([_studied(name) for name in names], names)

    def get(self, code: str) -> Education | None:
        """The entry with this code; None where there is none."""
        return self._by_code.get(code)

    def search(self, level: str | None, words: str, limit: int = 8) -> list[Education]:
        """What the words may mean, best first, at most `limit`; of one level only, where its code is given.

        Without one, the words may begin with it: "S1 PGSD", "d3 keperawatn". A level without words finds all it has.
        """
        parts = parts_of(words)
        said, rest = leading_level(parts)
        wanted = level or said
        whole = [place for place, score in self._index.find(expanded(parts, ABBREVIATIONS)) if score >= HOLDS]
        studied = expanded(rest, ABBREVIATIONS)
        behind = [place for place, _ in self._index.find(studied)] if studied or not wanted else self._all
        found = [self.entries[place] for place in dict.fromkeys((*whole, *behind))]
        return [entry for entry in found if wanted in (None, entry.level)][:limit]


@cache
def built_in() -> Catalogue:
    """The reference that comes with the program; read when first needed."""
    text = resources.files("bot.rules").joinpath("pendidikan.csv").read_text(encoding="utf-8")
    return Catalogue(read_entries(text))


def _studied(name: Words) -> Words:
    """A name without its level; the whole of it, where it is nothing else."""
    return leading_level(name)[1] or name
