"""What an officer says."""

from datetime import date

from bot.conversations.account import answers as an
from bot.conversations.rulings import rulings, worded
from bot.engine.inputs import Choice, Input
from bot.engine.parse import Asked, written
from bot.rules.clock import today_wib
from bot.rules.dates import parse_date

_MESSAGE = (1, 2000)
_REASON = (5, 500)


def template_or_words(given: Input, asked: Asked) -> dict[str, str]:
    """A tapped template, or words of one's own."""
    del asked
    return {"templat": given.value} if isinstance(given, Choice) else {"kata": worded(given, *_MESSAGE)}


def reason(given: Input, asked: Asked) -> dict[str, str]:
    """Why the ticket is solved: one of the usual reasons, or words."""
    del asked
    return {"alasan": given.value} if isinstance(given, Choice) else {"kata": worded(given, *_REASON)}


def dukcapil_answer(given: Input, asked: Asked) -> str:
    """What came back from Dukcapil."""
    del asked
    return worded(given, *_MESSAGE)


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
