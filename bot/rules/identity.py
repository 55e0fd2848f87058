"""Who somebody is: what may be a name or a place, and which fields differ between what was typed and registered.

Case, blanks, punctuation and titles do not tell people apart, so they are not compared.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from bot.rules.errors import RuleError
from bot.rules.titles import without_titles

NAME_MIN: Final = 2
NAME_MAX: Final = 100
PLACE_MIN: Final = 2
PLACE_MAX: Final = 60

_APOSTROPHES: Final = "’‘`´ʼʻ"
_HYPHENS: Final = "‐‑–"
_PLAIN: Final = str.maketrans(_APOSTROPHES + _HYPHENS, "'" * len(_APOSTROPHES) + "-" * len(_HYPHENS))
_NO_PUNCTUATION: Final = str.maketrans("", "", " .,'-")
_INSIDE_A_WORD: Final = str.maketrans("", "", "'-")


class IdentityError(RuleError):
    """Why a text is no name or place.

    Codes: `name_too_short` (min), `name_too_long` (max), `name_characters`, `place_too_short` (min),
    `place_too_long` (max), `place_characters`.
    """


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """What identifies a worker, as on the KTP and KK; None or an empty text is a value that nobody gave."""

    nik: str | None
    kk: str | None
    nama: str | None
    tempat_lahir: str | None
    tanggal_lahir: date | None


def parse_name(text: str) -> str:
    """A person's name, its blanks and quotes tidied: 2 to 100 letters, blanks and `. , ' -`.

    Raises:
        IdentityError: `name_too_short`, `name_too_long` or `name_characters`.
    """
    name = _tidied(text)
    if len(name) < NAME_MIN:
        raise IdentityError("name_too_short", min=NAME_MIN)
    if len(name) > NAME_MAX:
        raise IdentityError("name_too_long", max=NAME_MAX)
    letters = name.translate(_NO_PUNCTUATION)
    if not letters or not (letters.isalpha() or all(unicodedata.category(letter)[0] in "LM" for letter in letters)):
        raise IdentityError("name_characters")
    return name


def parse_place(text: str) -> str:
    """A place of birth, its blanks and quotes tidied: 2 to 60 printable characters.

    Raises:
        IdentityError: `place_too_short`, `place_too_long` or `place_characters`.
    """
    place = _tidied(text)
    if len(place) < PLACE_MIN:
        raise IdentityError("place_too_short", min=PLACE_MIN)
    if len(place) > PLACE_MAX:
        raise IdentityError("place_too_long", max=PLACE_MAX)
    if not place.isprintable():
        raise IdentityError("place_characters")
    return place


def normalise_name(name: str) -> str:
    """A name as it is compared: lower case letters without accents or titles: "Drs. H. Ma'ruf, S.Pd." is "maruf"."""
    return "".join(without_titles(_words(name)))


class IdentityFields(Protocol):
    """Whatever has the fields of an Identity: the store has a shape of its own."""

    @property
    def nik(self) -> str | None:
        """16 digits."""

    @property
    def kk(self) -> str | None:
        """16 digits."""

    @property
    def nama(self) -> str | None:
        """As on the KTP."""

    @property
    def tempat_lahir(self) -> str | None:
        """As on the KTP."""

    @property
    def tanggal_lahir(self) -> date | None:
        """As on the KTP."""


def compare(typed: IdentityFields, registered: IdentityFields) -> tuple[str, ...]:
    """The names of the fields that differ, in the order nik, kk, nama, tempat_lahir, tanggal_lahir.

    What the instansi did not register cannot differ and is left out; what it did and the worker did not type, differs.
    """
    pairs = {
        "nik": (typed.nik, registered.nik),
        "kk": (typed.kk, registered.kk),
        "nama": (normalise_name(typed.nama or ""), normalise_name(registered.nama or "")),
        "tempat_lahir": (_letters(typed.tempat_lahir or ""), _letters(registered.tempat_lahir or "")),
        "tanggal_lahir": (typed.tanggal_lahir, registered.tanggal_lahir),
    }
    return tuple(field for field, (ours, theirs) in pairs.items() if theirs and ours != theirs)


def _tidied(text: str) -> str:
    composed = text if text.isascii() else unicodedata.normalize("NFC", text).translate(_PLAIN)
    return " ".join(composed.replace("`", "'").split())


def _words(text: str) -> list[str]:
    """Words in lower case without accents; an apostrophe or hyphen joins, anything else that is no letter parts."""
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(character for character in spelled if not unicodedata.combining(character))
    return re.findall(r"[^\W_]+", plain.translate(_PLAIN).translate(_INSIDE_A_WORD))


def _letters(text: str) -> str:
    return "".join(_words(text))
