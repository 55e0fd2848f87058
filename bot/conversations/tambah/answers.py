"""The parsers of entering a worker: each column as the sheet reads it."""

from typing import Any, Final

from bot.conversations.account import answers as account
from bot.conversations.rulings import worded
from bot.conversations.tambah.judging import MISSING, judged, sex
from bot.conversations.tambah.names import ASKED, CHOICES, EMPTY, column
from bot.engine.inputs import Choice, Input
from bot.engine.parse import Answers, Asked, Parser, Refusal, written
from bot.rules.clock import today_wib

nik = account.nik
_REASON: Final = (10, 500)


def cells(answers: Answers) -> dict[str, str | None]:
    """What was answered so far, by column."""
    said: dict[str, str | None] = {column(name): answers[name] or None for name in ASKED if name in answers}
    return {**said, "nik": answers["nik"], "jenis_kelamin": sex(answers["nik"])}


def typed(given: Input, question: str) -> str:
    """The words for a cell: typed, or as the sheet spells what was tapped; "" for nothing."""
    if not isinstance(given, Choice):
        return written(given)
    return "" if given.value == EMPTY else CHOICES[question][given.value]


def cell(question: str) -> Parser:
    """The parser of a column: its value as text, "" for nothing; refused with `tidak_sah` in the sheet's sentence.

    What offends a rule of eligibility is taken: all of that is judged together, and may be set aside.
    """

    def parsed(given: Input, asked: Asked) -> Any:  # noqa: ANN401 - any JSON value
        here = column(question)
        said = {**cells(asked.answers), here: typed(given, question)}
        row, faults = judged(said, today_wib(asked.now))
        for fault in faults:
            if fault.column == here and not fault.rule:
                raise Refusal("wajib" if fault.code == MISSING else "tidak_sah", kalimat=fault.sentence)
        return row[here] or ""

    return parsed


def reason(given: Input, asked: Asked) -> str:
    """Why something is set aside, or refused: 10 to 500 characters."""
    del asked
    return worded(given, *_REASON)
