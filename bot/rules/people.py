"""Finding workers by a few typed words: of the name, and of where they work; typing errors forgiven.

Every word must be found. Where all are there as they were typed, only those workers are found; else whoever has, for
each word, one that is spelled almost like it. Who is meant by name comes before who is meant by jabatan or unit.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from bot.rules.finding import words_of

MOST: Final = 48
_MOST_WORDS: Final = 6
_ALMOST: Final = 72.0
_SHORTEST_FORGIVEN: Final = 3
_IN_THE_NAME: Final = 100.0
_BEGINS_A_WORD: Final = 10.0

Scores = dict[str, float]
"""By word, or by what somebody's jabatan and unit are together: how well it fits what was typed."""


class Person(NamedTuple):
    """A worker to be found: by the name before all, then by `beside`, the words of jabatan and unit kerja."""

    id: int
    name: str
    beside: str


def find(words: str, people: Sequence[Person]) -> list[int]:
    """The ids of the workers who may be meant, best first, at most 48; none for words without a letter or digit.

    Thousands share a jabatan and a unit, so each of those is looked at once.
    """
    typed = tuple(dict.fromkeys(words_of(words)))[:_MOST_WORDS]
    if not typed:
        return []
    names = [person.name.lower() for person in people]
    besides = {person.beside: person.beside.lower() for person in people}
    found = _literal(typed, people, names, besides) or _almost(typed, people, names, besides)
    best = sorted(found.items(), key=lambda hit: (-hit[1], names[hit[0]], people[hit[0]].id))
    return [people[place].id for place, _ in best[:MOST]]


def _literal(
    typed: Sequence[str], people: Sequence[Person], names: Sequence[str], besides: Mapping[str, str]
) -> dict[int, float]:
    """Those that hold every word as it was typed, with their scores."""
    scores = dict.fromkeys(range(len(people)), 0.0)
    for word in typed:
        at_work = {beside: _begun(word, plain) for beside, plain in besides.items() if word in plain}
        scores = {
            place: score + (_IN_THE_NAME + _begun(word, names[place]) if by_name else at_work[people[place].beside])
            for place, score in scores.items()
            if (by_name := word in names[place]) or people[place].beside in at_work
        }
    return scores


def _begun(word: str, text: str) -> float:
    return _BEGINS_A_WORD if f" {word}" in f" {text}" else 0.0


def _almost(
    typed: Sequence[str], people: Sequence[Person], names: Sequence[str], besides: Mapping[str, str]
) -> dict[int, float]:
    """Those that hold a word like each of the typed ones, with their scores."""
    known = list({*" ".join(names).split(), *" ".join(besides.values()).split()})
    likes = [_like(word, known) for word in typed]
    if not all(likes):
        return {}
    at_work = {beside: _likeness(plain, likes) for beside, plain in besides.items()}
    apart = set[str]().union(*likes)
    unlike = (0.0,) * len(likes)
    found = {}
    for place, name in enumerate(names):
        by_name = unlike if apart.isdisjoint(name.split()) else _likeness(name, likes)
        of_work = at_work[people[place].beside]
        scores = [own + _IN_THE_NAME if own else other for own, other in zip(by_name, of_work, strict=True)]
        if all(scores):
            found[place] = sum(scores)
    return found


def _likeness(text: str, likes: Sequence[Scores]) -> tuple[float, ...]:
    """For each typed word, how much the best of the text's words is like it; 0 for not at all."""
    words = text.split()
    return tuple([max([like.get(word, 0.0) for word in words], default=0.0) for like in likes])


def _like(word: str, known: Sequence[str]) -> Scores:
    """The known words that are spelled almost like this one, or begin almost like it, with how much they are."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - an idle bot stays small

    if len(word) < _SHORTEST_FORGIVEN:
        return {other: _IN_THE_NAME for other in known if other.startswith(word)}
    found: Scores = {}
    for forms in (known, [other[: len(word) + 1] for other in known]):
        for _, score, place in process.extract(word, forms, scorer=fuzz.ratio, score_cutoff=_ALMOST, limit=None):
            found[known[place]] = max(score, found.get(known[place], 0.0))
    return found
