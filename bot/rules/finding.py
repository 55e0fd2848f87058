"""Finding names in a reference by a few typed letters, typing errors forgiven.

What is written alike comes first, then what begins with the words, then what holds words beginning with them, then
what holds them inside its words; only where there is none of these, what is spelled almost alike.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

Words: TypeAlias = tuple[str, ...]

ALIKE: Final = 400.0
BEGINS: Final = 300.0
HOLDS: Final = 200.0
_INSIDE: Final = 100.5
_SHORTEST_INSIDE: Final = 4
_MOST_WORDS: Final = 8
_ALMOST: Final = 75.0
_BEHIND_THE_BEST: Final = 12.0
_WORD: Final = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> Words:
    """Lower case words of a to z and digits; accents are dropped, anything else parts."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()))


def expanded(words: Iterable[str], meanings: Mapping[str, str]) -> Words:
    """The words with abbreviations written out; a meaning may be several words or none."""
    return tuple(full for word in words for full in meanings.get(word, word).split())


class Index:
    """Names, as words, made ready for searching; `beside` holds words that help to find a name without being in it."""

    def __init__(self, names: Sequence[Words], beside: Sequence[Words] = ()) -> None:
        self._tight = ["".join(words) for words in names]
        self._holders: dict[str, set[int]] = {}
        for wordings in (names, beside):
            for position, words in enumerate(wordings):
                for word in words:
                    self._holders.setdefault(word, set()).add(position)

    def find(self, words: Words) -> list[tuple[int, float]]:
        """Positions of the names that the words may mean, each with a score, best first; none for no words.

        Of more than eight different words, which hardly any name has, the first count alone: the rest costs time.
        """
        if not words:
            return []
        apart = tuple(dict.fromkeys(words))[:_MOST_WORDS]
        found = self._direct("".join(words), apart) or self._almost("".join(words), apart)
        return sorted(found.items(), key=lambda hit: (-hit[1], len(self._tight[hit[0]]), hit[0]))

    def _direct(self, tight: str, words: Words) -> dict[int, float]:
        found: dict[int, float] = {}
        if min(map(len, words)) >= _SHORTEST_INSIDE:
            found = dict.fromkeys(self._holding(words, str.__contains__), _INSIDE)
        found |= dict.fromkeys(self._holding(words, str.startswith), HOLDS)
        for position, name in enumerate(self._tight):
            if name.startswith(tight):
                found[position] = ALIKE if name == tight else BEGINS
        return found

    def _holding(self, words: Words, has: Callable[[str, str], bool]) -> set[int]:
        """Names that hold, for every word, one that has it."""
        of_each = [set().union(*(held for known, held in self._holders.items() if has(known, word))) for word in words]
        return set[int].intersection(*of_each)

    def _almost(self, tight: str, words: Words) -> dict[int, float]:
        """Names whose words, or whose whole, differ by a letter or two; little worse than the best of them."""
        found = {position: score for _, score, position in alike(tight, self._tight, _ALMOST)}
        of_each = [self._sounding_like(word) for word in words]
        for position in set.intersection(*(set(scores) for scores in of_each)):
            score = sum(scores[position] for scores in of_each) / len(of_each)
            found[position] = max(score, found.get(position, 0.0))
        worst = max(found.values(), default=0.0) - _BEHIND_THE_BEST
        return {position: score for position, score in found.items() if score >= worst}

    def _sounding_like(self, word: str) -> dict[int, float]:
        """Names that hold a word almost like this one, or one that begins almost like it."""
        known = list(self._holders)
        begun = [other[: len(word) + 1] for other in known]
        scores: dict[int, float] = {}
        for wordings in (known, begun):
            for _, score, place in alike(word, wordings, _ALMOST):
                for position in self._holders[known[place]]:
                    scores[position] = max(score, scores.get(position, 0.0))
        return scores


def alike(word: str, among: Sequence[str], least: float) -> list[tuple[str, float, int]]:
    """Those that are spelled like the word, best first: (spelling, likeness of 100, position), from `least` on."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - a bot to whom nobody has spoken needs none

    return process.extract(word, among, scorer=fuzz.ratio, score_cutoff=least, limit=None)
