"""The questions that people ask the helpdesk, with their answers: an editable file, checked and searched by words.

A few words or a whole sentence find the questions that share the most telling of them; short spellings and typing
errors are forgiven, and words that everybody uses do not count.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import log
from typing import Annotated, Final

import msgspec

from bot.rules.finding import alike, expanded, words_of
from bot.rules.question_words import ENDINGS, SPELLINGS

LONGEST_ANSWER: Final = 900
LONGEST_TITLE: Final = 60
"""What a button shows on a narrow phone."""

_MARKUP: Final = re.compile(r"(?:[^<>&]|&(?:amp|lt|gt);|<b>(?:[^<>&]|&(?:amp|lt|gt);)+</b>)*")
_IN_TITLE: Final = 1.0
_BESIDE: Final = 0.8
_BEGINS: Final = 0.9
_ALMOST: Final = 78.0
_SHORTEST_BEGINNING: Final = 4
_MOST_WORDS: Final = 12
_LONGEST_WORD: Final = 24
_BEHIND_THE_BEST: Final = 0.5

_Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_]{1,20}$")]
_Title = Annotated[str, msgspec.Meta(min_length=5, max_length=LONGEST_TITLE)]
_Step = Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+(\.[a-z0-9_]+)?$")]
_Answer = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_ANSWER)]


class QuestionsFileError(ValueError):
    """Why a file cannot be the questions and answers, as one English sentence for whoever edited it."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question as people ask it, and its answer as Telegram's HTML.

    `words` are further words that they type, `steps` where they stand when they ask: `flow.step`, or a whole `flow`.
    """

    id: _Id
    title: _Title
    answer: _Answer
    words: str = ""
    steps: tuple[_Step, ...] = ()


class _File(msgspec.Struct, forbid_unknown_fields=True):
    tanya: Annotated[tuple[Question, ...], msgspec.Meta(min_length=1)]


class Questions:
    """All questions, in the order of the file, made ready for searching."""

    def __init__(self, entries: Sequence[Question]) -> None:
        self.entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._holders: dict[str, dict[int, float]] = {}
        for position, entry in enumerate(self.entries):
            for text, weight in ((entry.words, _BESIDE), (entry.title, _IN_TITLE)):
                for word in _telling(text):
                    self._holders.setdefault(word, {})[position] = weight
        self._known = tuple(self._holders)
        self._rarity = {word: log(1 + len(self.entries) / len(held)) for word, held in self._holders.items()}

    def get(self, question_id: str) -> Question | None:
        """The question with this id; None where there is none."""
        return self._by_id.get(question_id)

    def search(self, words: str, limit: int = 5) -> list[Question]:
        """What the words may ask, best first, at most `limit`; none where they say nothing that is known."""
        scores: dict[int, float] = {}
        for word in islice(_telling(words), _MOST_WORDS):
            for position, score in self._meant(word).items():
                scores[position] = scores.get(position, 0.0) + score
        least = max(scores.values(), default=0.0) * _BEHIND_THE_BEST
        found = sorted((-score, position) for position, score in scores.items() if score >= least)
        return [self.entries[position] for _, position in found[:limit]]

    def for_step(self, flow: str, step: str, limit: int = 5) -> list[Question]:
        """At most `limit` questions: those of this very step, then the flow's, then the file's first."""
        of_step = [entry for entry in self.entries if f"{flow}.{step}" in entry.steps]
        of_flow = [entry for entry in self.entries if flow in entry.steps]
        ordered = {entry.id: entry for entry in (*of_step, *of_flow, *self.entries)}
        return list(ordered.values())[:limit]

    def _meant(self, word: str) -> dict[int, float]:
        """The questions that hold the word or one like it, each with how much that tells."""
        meant: dict[int, float] = {}
        for known, likeness in self._alike(word):
            for position, weight in self._holders[known].items():
                meant[position] = max(meant.get(position, 0.0), likeness * weight * self._rarity[known])
        return meant

    def _alike(self, word: str) -> Iterator[tuple[str, float]]:
        if word in self._holders:
            yield word, 1.0
            return
        if len(word) >= _SHORTEST_BEGINNING:
            yield from ((known, _BEGINS) for known in self._known if known.startswith(word))
        for known, score, _ in alike(word, self._known, _ALMOST):
            # A letter apart is nearly the word, several apart hardly.
            yield known, (score / 100) ** 2


def load(text: str) -> Questions:
    """Read the file: TOML with a `[[tanya]]` for each question, of the fields of `Question`.

    Ids are 1 to 20 of a to z, digits and `_`, each once; titles 5 to 60 characters, answers up to 900 with no other tag
    than `<b>`, `&amp;` for &.

    Raises:
        QuestionsFileError: with the first thing that is wrong, and where.
    """
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise QuestionsFileError(f"the questions are no TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise QuestionsFileError(f"the questions have something wrong: {error} (the first is tanya[0])") from None
    entries = tuple(msgspec.structs.replace(entry, answer=entry.answer.strip()) for entry in file.tanya)
    _check(entries)
    return Questions(entries)


def _check(entries: Iterable[Question]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise QuestionsFileError(f"the questions have the id {entry.id} twice")
        seen.add(entry.id)
        if not entry.answer or not _MARKUP.fullmatch(entry.answer):
            raise QuestionsFileError(
                f"the answer to {entry.id} must be text with no tags but <b>…</b>, and &amp; &lt; &gt; for & < >"
            )
        if not any(_telling(entry.title)):
            raise QuestionsFileError(f"the title of {entry.id} has no word that tells it from others")


def _telling(text: str) -> Iterator[str]:
    """The different words that tell questions apart, written out and without endings such as -nya."""
    bare = (_without_ending(word[:_LONGEST_WORD]) for word in expanded(words_of(text), SPELLINGS))
    return iter(dict.fromkeys(expanded(bare, SPELLINGS)))


def _without_ending(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_BEGINNING:
            return word.removesuffix(ending)
    return word
