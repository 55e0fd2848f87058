"""What may be answered about one entry of the riwayat, and what is said against it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.conversations.riwayat import answers as an
from bot.conversations.riwayat import names
from bot.engine.inputs import Choice, Input, Text
from bot.engine.parse import Answers, Asked, Refusal
from bot.rules.riwayat import Dates

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
Parse = Callable[[Input, Asked], str]


def said(parse: Parse, words: str | Input, answers: Answers | None = None) -> str:
    """What is kept of an answer."""
    return parse(Text(words) if isinstance(words, str) else words, Asked(answers or {}, NOW))


def refused(parse: Parse, words: str, answers: Answers | None = None) -> tuple[str, dict[str, Any]]:
    """Why an answer is not kept, and the figures of the sentence."""
    with pytest.raises(Refusal) as caught:
        said(parse, words, answers)
    return caught.value.code, caught.value.params


def tap(value: str) -> Choice:
    return Choice(names.NAME, 1, value)


def test_an_sk_has_a_number_with_digits() -> None:
    """Whatever else stands in it."""
    assert said(an.nomor_sk, "800/123/Disdik/2019") == "800/123/Disdik/2019"
    assert refused(an.nomor_sk, "belum ada") == ("number_without_digit", {})


def test_no_date_of_an_entry_lies_ahead() -> None:
    """Each refusal says which one."""
    assert said(an.tanggal_sk, "1 September 2022") == "2022-09-01"
    assert refused(an.tanggal_sk, "02-09-2022") == ("sk_in_future", {})
    assert refused(an.tanggal_mulai, "02-09-2022") == ("start_in_future", {})
    assert refused(an.tanggal_berakhir, "31-12-2022", {"tanggal_mulai": "2022-01-03"}) == ("end_in_future", {})


def test_an_sk_comes_at_most_a_year_after_work_began() -> None:
    """A day more is refused at the first day of work."""
    signed = {"tanggal_sk": "2020-01-01"}
    assert said(an.tanggal_mulai, "01-01-2019", signed) == "2019-01-01"
    assert refused(an.tanggal_mulai, "31-12-2018", signed) == ("sk_after_start", {"years": 1})


def test_work_ends_on_the_day_it_begins_or_later() -> None:
    """The day before is refused."""
    begun = {"tanggal_mulai": "2019-01-02"}
    assert said(an.tanggal_berakhir, "2 Januari 2019", begun) == "2019-01-02"
    assert refused(an.tanggal_berakhir, "01-01-2019", begun) == ("end_before_start", {})


@pytest.mark.parametrize("words", [tap(names.STILL), "masih", "Masih bekerja", "sampai sekarang"])
def test_whoever_still_works_has_no_last_day(words: str | Input) -> None:
    """Tapped or typed."""
    assert said(an.tanggal_berakhir, words) == names.STILL


@pytest.mark.parametrize("parse", [an.tanggal_sk, an.tanggal_mulai, an.tanggal_berakhir])
def test_a_date_that_nobody_can_read_is_refused(parse: Parse) -> None:
    """With the reason."""
    assert refused(parse, "kemarin") == ("date_not_understood", {})
    assert refused(parse, "31-02-2019") == ("date_impossible", {})
    assert refused(parse, "02-01-19") == ("date_year_two_digits", {})


@pytest.mark.parametrize("parse", [an.unit_kerja, an.jabatan, an.jabatan_penandatangan])
def test_names_of_offices_and_jobs_are_words(parse: Parse) -> None:
    """Up to 200 characters."""
    assert said(parse, "Kepala Dinas") == "Kepala Dinas"
    assert refused(parse, "x") == ("text_too_short", {"min": 2})
    assert refused(parse, "x" * 201) == ("text_too_long", {"max": 200})


def test_pendidikan_is_searched_by_three_letters() -> None:
    """As in Biodata."""
    assert said(an.pendidikan_words, "sma ipa") == "sma ipa"
    assert refused(an.pendidikan_words, "ti") == ("search_too_short", {"min": 3})


@pytest.mark.parametrize(
    ("parse", "choices"), [(an.jenis_penandatangan, names.SIGNERS), (an.jenis_pembayaran, names.PAYMENTS)]
)
def test_who_signed_and_who_pays_are_chosen(parse: Parse, choices: tuple[str, ...]) -> None:
    """Each choice of the list; words that name none point to the buttons."""
    assert tuple(said(parse, tap(choice)) for choice in choices) == choices
    assert refused(parse, "tidak tahu") == ("want_button", {})


@pytest.mark.parametrize(
    ("parse", "words", "choice"),
    [
        (an.jenis_penandatangan, "Bupati", "kepala_daerah"),
        (an.jenis_penandatangan, "Eselon II", "pimpinan_tinggi"),
        (an.jenis_penandatangan, "kepala sekolah", "kepala_sekolah"),
        (an.jenis_pembayaran, "apbd", "APBD"),
        (an.jenis_pembayaran, "dana BOS", "BOS"),
        (an.jenis_pembayaran, "BLU/BLUD", "BLU"),
    ],
)
def test_a_choice_may_be_typed(parse: Parse, words: str, choice: str) -> None:
    """In any usual spelling."""
    assert said(parse, words) == choice


def test_the_dates_of_an_entry_are_read_back_for_the_rules() -> None:
    """What is not known, and the last day of who still works, is None."""
    answers = {"tanggal_sk": "2019-01-02", "tanggal_mulai": "2019-01-03", "tanggal_berakhir": names.STILL}
    assert an.answered_dates(answers) == Dates(date(2019, 1, 2), date(2019, 1, 3), None)
    assert an.answered_dates({}) == Dates()
