"""Finding workers by a few typed words: of the name, and of where they work; typing errors forgiven.

Every word must be found. Where all are there as they were typed, only those workers are found; else whoever has, for
each word, one that is spelled almost like it. Who is meant by name comes before who is meant by jabatan or unit.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.rules.finding import words_of

MOST: Final = 48
_MOST_WORDS: Final = 6
_ALMOST: Final = 72.0
_SHORTEST_FORGIVEN: Final = 3
_IN_THE_NAME: Final = 100.0
_BEGINS_A_WORD: Final = 10.0

Scores = dict[str, float]
"""By word, or by what somebody's jabatan and unit are together: how well it fits what was typed."""


Person = tuple[int, str, str]
"""A worker to be found: the id, the name, and beside it the words of jabatan and unit kerja."""


def find(words: str, people: Sequence[Person]) -> list[int]:
    """The ids of the workers who may be meant, best first, at most 48; none for words without a letter or digit.

    Thousands share a jabatan and a unit, so each of those is looked at once.
    """
    typed = tuple(dict.fromkeys(words_of(words)))[:_MOST_WORDS]
    if not typed:
        return []
    names = [name.lower() for _, name, _ in people]
    besides = {beside: beside.lower() for beside in {beside for _, _, beside in people}}
    found = _literal(typed, people, names, besides) or _almost(typed, people, names, besides)
    best = sorted(found.items(), key=lambda hit: (-hit[1], names[hit[0]], people[hit[0]][0]))
    return [people[place][0] for place, _ in best[:MOST]]


def _literal(
    typed: Sequence[str], people: Sequence[Person], names: Sequence[str], besides: Mapping[str, str]
) -> dict[int, float]:
    """Those that hold every word as it was typed, with their scores."""
    scores = dict.fromkeys(range(len(people)), 0.0)
    for word in typed:
        at_work = {beside: _begun(word, plain) for beside, plain in besides.items() if word in plain}
        scores = {
            place: score + (_IN_THE_NAME + _begun(word, names[place]) if by_name else at_work[people[place][2]])
            for place, score in scores.items()
            if (by_name := word in names[place]) or people[place][2] in at_work
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
    at_work = {beside: _likeness(plain.split(), likes) for beside, plain in besides.items()}
    enough = {beside for beside, scores in at_work.items() if all(scores)}
    apart = set[str]().union(*likes)
    found = {}
    for place, name in enumerate(names):
        # Kept no longer than this: lists by the ten thousand are what the garbage collector takes its time over.
        own, beside = name.split(), people[place][2]
        # Most people have nothing to do with what was typed.
        if beside not in enough and apart.isdisjoint(own):
            continue
        both = zip(_likeness(own, likes), at_work[beside], strict=True)
        scores = [by_name + _IN_THE_NAME if by_name else by_work for by_name, by_work in both]
        if all(scores):
            found[place] = sum(scores)
    return found


def _likeness(words: Sequence[str], likes: Sequence[Scores]) -> tuple[float, ...]:
    """For each typed word, how much the best of these words is like it; 0 for not at all."""
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
