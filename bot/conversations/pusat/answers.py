"""What somebody of pusat says."""

import re
from datetime import date
from typing import Final

from bot.conversations.pusat.names import CLOSE_WORD, ENDLESS, LONGEST_WORDS, SOUGHT
from bot.conversations.rulings import confirmed, rulings, worded
from bot.engine.inputs import Choice, Input
from bot.engine.parse import Asked, Refusal, chosen, written
from bot.rules.dates import parse_date

KODE: Final = re.compile(r"[A-Z0-9][A-Z0-9._-]{1,31}")
NAME: Final = (3, 200)
"""How an instansi is named: as the store has room for."""
_REASON: Final = (10, 500)


def menu_or_words(given: Input, asked: Asked) -> str:
    """What was tapped, or the words by which instansi are sought."""
    if isinstance(given, Choice):
        return chosen(given, asked)
    return f"{SOUGHT}{sought(worded(given, 1, NAME[1]))}"


def sought(words: str) -> str:
    """As much of the words as a button that leads on can repeat; who pastes a long name finds it by its beginning."""
    return words.encode()[:LONGEST_WORDS].decode(errors="ignore").strip()


def kode(given: Input, asked: Asked) -> str:
    """A new kode: 2 to 32 capital letters, digits, dots, hyphens or underscores; refuses `kode_bentuk`."""
    del asked
    said = written(given).upper()
    if KODE.fullmatch(said) is None:
        raise Refusal("kode_bentuk")
    return said


def nama(given: Input, asked: Asked) -> str:
    """The name of an instansi."""
    del asked
    return worded(given, *NAME)


def reason(given: Input, asked: Asked) -> str:
    """Why an instansi is opened again."""
    del asked
    return worded(given, *_REASON)


def deadline(given: Input, asked: Asked) -> str:
    """The last day as ISO 8601 text, in any form that people type; or that there is none."""
    if isinstance(given, Choice):
        return chosen(given, asked)
    with rulings():
        return parse_date(written(given)).isoformat()


def sure(given: Input, asked: Asked) -> str:
    """A tap; or the word where the day has passed already. Refuses `ketik_tutup` (word)."""
    if not asked.answers["batas_dilihat"]["lampau"]:
        return chosen(given, asked)
    return confirmed(given, CLOSE_WORD, "ketik_tutup")


def kode_again(given: Input, asked: Asked) -> str:
    """The kode of the very instansi that is to be opened again; refuses `ketik_kode` (word)."""
    return confirmed(given, asked.answers["kartu"]["kode"], "ketik_kode")


def day_of(answer: str) -> date | None:
    """The day that `deadline` made text of."""
    return None if answer == ENDLESS else date.fromisoformat(answer)
