"""What an officer says."""

from datetime import date

from bot.conversations.account import answers as an
from bot.conversations.rulings import rulings, worded
from bot.conversations.tiket.names import PROBLEMS
from bot.engine.inputs import Choice, Input, Text, Upload
from bot.engine.parse import Asked, Refusal, written
from bot.rules.clock import today_wib
from bot.rules.dates import parse_date
from bot.rules.dukcapil import LONGEST_PROBLEM

_MESSAGE = (1, 2000)
_REASON = (5, 500)
_SHORTEST_PROBLEM = 5


def template_or_words(given: Input, asked: Asked) -> dict[str, str]:
    """A tapped template, or words of one's own."""
    del asked
    if isinstance(given, Upload):
        raise Refusal("berkas_lewat_tombol")
    return {"templat": given.value} if isinstance(given, Choice) else {"kata": _lines(given)}


def reason(given: Input, asked: Asked) -> dict[str, str]:
    """Why the ticket is solved: one of the usual reasons, or words."""
    del asked
    return {"alasan": given.value} if isinstance(given, Choice) else {"kata": worded(given, *_REASON)}


def problem(given: Input, asked: Asked) -> str:
    """What Dukcapil is asked about: one of the usual problems, or words, as many as the message holds."""
    del asked
    return PROBLEMS[given.value] if isinstance(given, Choice) else worded(given, _SHORTEST_PROBLEM, LONGEST_PROBLEM)


def dukcapil_answer(given: Input, asked: Asked) -> str:
    """What came back from Dukcapil."""
    del asked
    return _lines(given)


def _lines(given: Input) -> str:
    """Words that keep their lines; refuses what `worded` refuses."""
    worded(given, *_MESSAGE)
    assert isinstance(given, Text)
    lines = [" ".join(line.split()) for line in given.text.splitlines()]
    return "\n".join(line for line in lines if line)


def correction(given: Input, asked: Asked) -> str:
    """The new value of the chosen field, judged as a worker's own answer would be."""
    match asked.answers["bidang"]:
        case "kk":
            return an.kk(given, Asked({"nik": ""}, asked.now))
        case "nama":
            return an.nama(given, asked)
        case "tempat_lahir":
            return an.tempat_lahir(given, asked)
        case _:
            return _day(written(given), today_wib(asked.now))


def _day(text: str, today: date) -> str:
    with rulings():
        return parse_date(text, today).isoformat()
