"""The parsers of the riwayat conversation: one entry, whose dates are judged as they are given."""

from datetime import date
from typing import Final

from bot.conversations.riwayat.names import PAYMENT_WORDS, SIGNER_WORDS, STILL, STILL_WORDS
from bot.conversations.rulings import numbered, one_of, rulings, sought, worded
from bot.engine.inputs import Input
from bot.engine.parse import Answers, Asked, Refusal, written
from bot.rules.clock import today_wib
from bot.rules.dates import parse_date
from bot.rules.riwayat import Dates, check_dates

_TEXT: Final = (2, 200)
_NUMBER: Final = (3, 100)


def nomor_sk(given: Input, asked: Asked) -> str:
    """The number of an SK jabatan."""
    del asked
    return numbered(given, *_NUMBER)


def tanggal_sk(given: Input, asked: Asked) -> str:
    """The day of the SK, not in the future, as yyyy-mm-dd."""
    day = _day(given)
    _judge(Dates(sk=day), asked)
    return day.isoformat()


def tanggal_mulai(given: Input, asked: Asked) -> str:
    """The first day of work, not in the future and not long before the SK, as yyyy-mm-dd."""
    day = _day(given)
    _judge(Dates(sk=answered_day(asked.answers, "tanggal_sk"), mulai=day), asked)
    return day.isoformat()


def tanggal_berakhir(given: Input, asked: Asked) -> str:
    """The last day of work, from the first day to today, as yyyy-mm-dd, or `STILL`."""
    try:
        return one_of(given, asked, STILL_WORDS)
    except Refusal:
        day = _day(given)
    _judge(Dates(mulai=answered_day(asked.answers, "tanggal_mulai"), berakhir=day), asked)
    return day.isoformat()


def unit_kerja(given: Input, asked: Asked) -> str:
    """The unit kerja of the placement."""
    del asked
    return worded(given, *_TEXT)


def jabatan(given: Input, asked: Asked) -> str:
    """The jabatan in the SK."""
    del asked
    return worded(given, *_TEXT)


def pendidikan_words(given: Input, asked: Asked) -> str:
    """Some letters of the pendidikan in the SK; whether there is such a thing, the reference in the store tells."""
    del asked
    return sought(given)


def jabatan_penandatangan(given: Input, asked: Asked) -> str:
    """The jabatan of who signed the SK."""
    del asked
    return worded(given, *_TEXT)


def jenis_penandatangan(given: Input, asked: Asked) -> str:
    """One of `SIGNERS`, tapped or typed."""
    return one_of(given, asked, SIGNER_WORDS)


def jenis_pembayaran(given: Input, asked: Asked) -> str:
    """One of `PAYMENTS`, tapped or typed."""
    return one_of(given, asked, PAYMENT_WORDS)


def answered_dates(answers: Answers) -> Dates:
    """The dates of an entry among the answers, for the rules that judge the whole."""
    return Dates(*(answered_day(answers, field) for field in ("tanggal_sk", "tanggal_mulai", "tanggal_berakhir")))


def answered_day(answers: Answers, field: str) -> date | None:
    """A date among the answers; None where there is none, or work goes on."""
    answer = answers.get(field)
    return None if answer in (None, STILL) else date.fromisoformat(answer)


def _day(given: Input) -> date:
    with rulings():
        return parse_date(written(given))


def _judge(dates: Dates, asked: Asked) -> None:
    with rulings():
        check_dates(dates, today_wib(asked.now))
