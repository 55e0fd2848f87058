"""A captcha is drawn, solved, renewed, and grows old."""

from dataclasses import replace
from datetime import timedelta

from bot.engine.flow import Challenge
from bot.engine.state import State
from tests.engine.talk import Talk, flow
from tests.house import MORNING


def challenged() -> Talk:
    """Somebody before a picture; the characters are five digits."""
    return Talk(flow(Challenge("c", lambda dice: f"{dice.randrange(10**5):05d}")))


def drawn(talk: Talk) -> str:
    """The characters on the picture."""
    assert talk.said.media is not None
    assert talk.said.media.source == "captcha"
    return talk.said.media.ref


def test_a_challenge_is_solved_in_three_tries() -> None:
    """Two leave the picture, the third renews it, the right answer moves on."""
    talk = challenged()
    first = drawn(talk)
    talk.says("x").at("ask.c", "error.captcha_wrong").says("x").at("ask.c", "error.captcha_wrong")
    assert drawn(talk) == first
    talk.says("x").at("ask.c", "error.captcha_renewed")
    assert drawn(talk) != first
    talk.says(" ".join(drawn(talk))).at("ask.habis")


def test_a_challenge_expires_and_can_be_redrawn() -> None:
    """Two minutes, or Ganti gambar."""
    talk = challenged()
    first = drawn(talk)
    talk.moment = replace(talk.moment, now=MORNING + timedelta(minutes=2))
    talk.says(first).at("ask.c", "error.captcha_expired")
    second = drawn(talk)
    talk.taps("ganti_gambar").at("ask.c")
    assert len({first, second, drawn(talk)}) == 3


def test_a_challenge_that_was_never_drawn_is_drawn_first() -> None:
    """A flow may get one between two turns."""
    talk = challenged()
    talk.state = State({}, None, {}, 1)
    talk.says("12345").at("ask.c").says(drawn(talk)).at("ask.habis")
