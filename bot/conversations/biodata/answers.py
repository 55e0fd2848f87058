"""The parsers of the biodata conversation, but those of e-mail and telephone, which are the account's."""

from datetime import date
from typing import Final

from bot.conversations.biodata.names import MARITAL_WORDS, RELIGION_WORDS, SEX_WORDS
from bot.conversations.rulings import numbered, one_of, past_date, rulings, sought, worded
from bot.engine.inputs import Input, Text
from bot.engine.parse import Asked, Refusal, chosen, written
from bot.rules import identity, places, titles
from bot.rules.education import level_of
from bot.rules.eligibility import years_between

_ADDRESS: Final = (10, 200)
_TEXT: Final = (2, 200)
_SCHOOL: Final = (3, 200)
_NUMBER: Final = (3, 100)
_YOUNGEST_OF_ALL: Final = 5
_YOUNGEST: Final = {"05": 10, "10": 12, "12": 12, "15": 15, "17": 15, "18": 15, "20": 16, "25": 17, "30": 18, "35": 18,
                    "40": 18, "42": 19, "45": 20, "47": 22, "49": 24, "50": 22}  # fmt: skip
"""By level, how young somebody may have left school: generous, for it is slips of a digit that are meant."""
_MOST_YEARS_APART: Final = 5
"""So far an ijazah's birth date may lie from the KTP's."""


def jenis_kelamin(given: Input, asked: Asked) -> str:
    """`L` or `P`, tapped or typed."""
    return one_of(given, asked, SEX_WORDS)


def kabupaten_words(given: Input, asked: Asked) -> str:
    """Some letters of a kabupaten or kota that there is."""
    del asked
    said = sought(given)
    if not places.search(said, 1):
        raise Refusal("place_not_found")
    return said


def alamat(given: Input, asked: Asked) -> str:
    """An address of 10 to 200 characters."""
    del asked
    try:
        return worded(given, *_ADDRESS)
    except Refusal as refusal:
        raise Refusal(refusal.code.replace("text_", "address_"), **refusal.params) from None


def status_perkawinan(given: Input, asked: Asked) -> str:
    """One of `MARITAL`, tapped or typed."""
    return one_of(given, asked, MARITAL_WORDS)


def agama(given: Input, asked: Asked) -> str:
    """One of `RELIGIONS`, tapped or typed."""
    return one_of(given, asked, RELIGION_WORDS)


def gelar_depan(given: Input, asked: Asked) -> str:
    """The titles before the name, spelled as is usual; `-` for none."""
    del asked
    with rulings():
        return titles.parse_titles_before(written(given))


def gelar_belakang(given: Input, asked: Asked) -> str:
    """The titles behind the name, spelled as is usual; `-` for none."""
    del asked
    with rulings():
        return titles.parse_titles_after(written(given))


def tingkat_pendidikan(given: Input, asked: Asked) -> str:
    """The code of a level, tapped or typed ("S1", "SMA/sederajat")."""
    if isinstance(given, Text) and (level := level_of(given.text)):
        return level
    return chosen(given, asked)


def pendidikan_words(given: Input, asked: Asked) -> str:
    """Some letters of what was studied; whether there is such a thing, the reference in the store tells."""
    del asked
    return sought(given)


def nomor_ijazah(given: Input, asked: Asked) -> str:
    """The number of an ijazah."""
    del asked
    return numbered(given, *_NUMBER)


def nama_sekolah(given: Input, asked: Asked) -> str:
    """The name of a school or university."""
    del asked
    return worded(given, *_SCHOOL)


def tanggal_lulus(given: Input, asked: Asked) -> str:
    """A past date, as yyyy-mm-dd; where the birth date is among the answers, when one can have left a school."""
    graduated = past_date(given, asked)
    born = asked.answers.get("tanggal_lahir")
    level = asked.answers.get("isian", {}).get("known", {}).get("tingkat_pendidikan")
    youngest = _YOUNGEST.get(level, _YOUNGEST_OF_ALL)
    if born and years_between(date.fromisoformat(born), graduated) < youngest:
        raise Refusal("graduated_too_young", min=youngest)
    return graduated.isoformat()


def jabatan(given: Input, asked: Asked) -> str:
    """The latest jabatan."""
    del asked
    return worded(given, *_TEXT)


def unit_kerja(given: Input, asked: Asked) -> str:
    """The latest unit kerja."""
    del asked
    return worded(given, *_TEXT)


def tempat_lahir_ijazah(given: Input, asked: Asked) -> str:
    """A place of birth, as on the ijazah."""
    del asked
    with rulings():
        return identity.parse_place(written(given))


def tanggal_lahir_ijazah(given: Input, asked: Asked) -> str:
    """A past date, as yyyy-mm-dd; that it may differ from the KTP's by some years is why it is asked."""
    born = past_date(given, asked)
    on_ktp = asked.answers.get("tanggal_lahir")
    if on_ktp and abs(born.year - date.fromisoformat(on_ktp).year) > _MOST_YEARS_APART:
        raise Refusal("birth_far_from_ktp", max=_MOST_YEARS_APART)
    return born.isoformat()
