"""What is looked for, and the new value of a column, judged with the row that it belongs to."""

from typing import Any, Final

from bot.conversations.rulings import rulings, sought
from bot.conversations.tambah.answers import typed
from bot.conversations.tambah.judging import judged, new
from bot.conversations.tambah.names import column
from bot.engine.inputs import Input
from bot.engine.parse import Asked, Refusal, written
from bot.rules.clock import today_wib
from bot.rules.nik import parse_nik

_DIGITS_OF_A_NIK: Final = 8
"""So many digits and no letter are meant for a NIK."""


def words(given: Input, asked: Asked) -> dict[str, Any]:
    """What the search job takes: `nik`, or `words` of at least three letters, with the `instansi` of the desk."""
    said = written(given)
    here = {"instansi": asked.answers["meja"]["instansi"]}
    if sum(character.isdigit() for character in said) >= _DIGITS_OF_A_NIK and not any(map(str.isalpha, said)):
        with rulings():
            return {**here, "nik": parse_nik(said).digits}
    return {**here, "words": sought(given)}


def value(given: Input, asked: Asked) -> str:
    """The column's new value, "" for nothing; what it newly makes wrong with the row refuses it.

    What it may offend of the rules of eligibility is for the gate to judge.
    """
    question: str = asked.answers["kolom"]
    before: dict[str, str | None] = asked.answers["isi"]["baris"]
    here, today = column(question), today_wib(asked.now)
    row, faults = judged({**before, here: typed(given, question)}, today)
    for fault in new(faults, judged(before, today)[1]):
        if not fault.rule:
            raise Refusal("tidak_sah", kalimat=fault.sentence)
    return row[here] or ""
