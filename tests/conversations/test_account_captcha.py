"""The captcha: an image of five characters, single use, two minutes, three tries."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from tests.chat import Chat
from tests.house import SARI, House


@pytest.fixture
def asked(sari: Chat) -> Chat:
    """Give somebody before the first captcha."""
    return sari.goes_to("ask.captcha_identitas")


def _drawn(chat: Chat) -> str:
    assert chat.screen is not None
    assert chat.screen.media is not None
    assert (chat.screen.media.kind, chat.screen.media.source) == ("photo", "captcha")
    return chat.screen.media.ref


@pytest.mark.parametrize("turn", [str.lower, str.upper, " ".join])
def test_the_right_characters_move_on(asked: Chat, turn: object) -> None:
    """Case and blanks do not count."""
    assert callable(turn)
    asked.says(turn(_drawn(asked))).hears("ask.password")


def test_three_wrong_tries_bring_a_new_picture(asked: Chat) -> None:
    """The first two leave the picture; the third draws another; the right answer to that moves on."""
    first = _drawn(asked)
    asked.says("SALAH").hears("error.captcha_wrong").sees("masih ada 2 kali")
    asked.says("SALAH").hears("error.captcha_wrong").sees("masih ada 1 kali")
    assert _drawn(asked) == first
    asked.says("SALAH").hears("error.captcha_renewed")
    assert _drawn(asked) != first
    asked.says(first).hears("error.captcha_wrong")
    asked.answers().hears("ask.password")


def test_a_captcha_lives_two_minutes(asked: Chat) -> None:
    """After them even the right answer brings a new picture."""
    first = _drawn(asked)
    asked.waits(timedelta(minutes=2)).says(first).hears("error.captcha_expired")
    assert _drawn(asked) != first
    asked.waits(timedelta(seconds=119)).answers().hears("ask.password")


def test_another_picture_can_be_had(asked: Chat) -> None:
    """Ganti gambar draws a new one; the old characters are no good any more."""
    first = _drawn(asked)
    asked.taps("button.ganti_gambar").hears("ask.captcha_identitas")
    assert _drawn(asked) != first
    asked.says(first).hears("error.captcha_wrong").answers().hears("ask.password")


def test_whoever_comes_back_late_finds_a_fresh_picture(asked: Chat) -> None:
    """An expired picture is not shown again."""
    first = _drawn(asked)
    asked.says("/batal").waits(timedelta(hours=1)).says("/daftar").hears("ask.captcha_identitas")
    assert _drawn(asked) != first


def test_a_captcha_is_not_answered_with_a_photo(asked: Chat) -> None:
    """The picture stays, and the characters are asked for in writing."""
    first = _drawn(asked)
    asked.sends_photo().hears("error.want_text", "ask.captcha_identitas")
    assert _drawn(asked) == first


def test_one_question_back_and_on_again_draws_a_new_picture(asked: Chat) -> None:
    """A captcha that was left is used up."""
    first = _drawn(asked)
    asked.says("/kembali").hears("ask.email").taps("button.tetap").hears("ask.captcha_identitas")
    assert _drawn(asked) != first


def test_captchas_can_be_switched_off(store: Session) -> None:
    """Then the flow leads from question to question without them, and the progress counts without them."""
    with store.begin():
        house = House(store, captcha_on=False)
        house.opens()
        house.registers(SARI)
        chat = Chat(house).goes_to("ask.email").sees("7/7")
        chat.answers().hears("ask.password")
        chat.goes_to("ask.lanjutkan").sees("7/7").goes_to("ask.selesai")
        store.rollback()


def test_captchas_switched_off_meanwhile_are_passed(asked: Chat) -> None:
    """Whoever stood at one goes on behind it with the next thing they say."""
    asked.restarts(captcha_on=False).says("ABCDE").hears("ask.password")


def test_captchas_switched_on_meanwhile_are_asked_for(store: Session) -> None:
    """A draft from the time without them goes on with the captcha that it lacks; a running job is not its answer."""
    with store.begin():
        house = House(store, captcha_on=False)
        house.opens()
        house.registers(SARI)
        chat = Chat(house).goes_to("ask.swafoto").lets_jobs_wait().sends_photo()
        chat.restarts(captcha_on=True).says("halo").hears("ask.captcha_identitas").hears_not("error.captcha_wrong")
        chat.job_finishes().hears_nothing()
        assert len(house.discarded) == 1
        chat.answers().hears("ask.swafoto")
        store.rollback()
