"""A button counts on its own screen alone, and an album is one thing said."""

from dataclasses import replace

import pytest

from bot.engine.effects import Album, Media, Pick, Run, Say, ShareContact, Toast, View
from bot.engine.flow import Page, Question, fixed
from bot.engine.inputs import Choice, Other, Upload
from bot.engine.parse import chosen, uploaded
from tests.engine.talk import Talk, asks, flow

BUTTONS = fixed(
    Pick("button.ya", "ya"), View("button.lihat", "f"), Run("button.bantuan", "/bantuan"), ShareContact("button.kontak")
)


def tapping() -> Talk:
    """Somebody at a question with each kind of button."""
    talk = Talk(flow(Question("a", chosen, buttons=BUTTONS)))
    assert talk.state is not None
    talk.state = replace(talk.state, answers={"f": {"file": "x"}})
    return talk


def test_a_tap_is_acknowledged_and_counts_once() -> None:
    """The second tap on the same button is told that the screen has changed, and shown the present one."""
    talk = tapping()
    assert talk.state is not None
    tap = Choice("uji", talk.state.revision, "ya", 5, "q")
    talk.gives(tap).at("ask.habis")
    assert talk.effects[0] == Toast("q")
    talk.gives(tap).at("ask.habis")
    assert talk.effects[0] == Toast("q", "stale")


@pytest.mark.parametrize("value", ["tidak", "/bantuan", "contact"])
def test_what_the_screen_does_not_take_changes_nothing(value: str) -> None:
    """A value without a button, a command's, and the contact's."""
    talk = tapping()
    before = talk.state
    talk.taps(value).at("ask.a")
    assert (talk.state, talk.effects[0]) == (before, Toast("q", "stale"))


def test_another_flows_button_changes_nothing() -> None:
    """Even with the right revision and value."""
    talk = tapping()
    assert talk.state is not None
    talk.gives(Choice("lain", talk.state.revision, "ya", 5, "q")).at("ask.a")
    assert talk.effects[0] == Toast("q", "stale")


def test_a_file_is_shown_below_the_screen() -> None:
    """Where it is seen at once; the screen still counts."""
    talk = tapping().taps("f")
    assert talk.effects[2] == Say("view.f", media=Media("photo", "file", "x"))
    talk.taps("ya").at("ask.habis")


def test_a_button_may_name_its_files() -> None:
    """One is shown as a message below the screen; several are shown together, and the screen below them."""
    pages = (("x", "berkas.depan"), ("y", "berkas.belakang"))
    buttons = fixed(View("button.satu", "satu", pages[:1]), View("button.semua", "semua", pages))
    talk = Talk(flow(*asks("a"), Page("lihat", buttons=buttons))).says("1").taps("satu").at("berkas.depan")
    assert talk.effects[2:] == (Say("berkas.depan", media=Media("photo", "file", "x")),)
    talk.taps("semua").at("ask.lihat")
    assert talk.said.edit == 0
    assert talk.effects[1] == Album(files=pages)
    assert talk.effects[2:] == (talk.said,)
    talk.taps("semua").at("ask.lihat")


def test_a_contact_button_goes_with_its_question_alone() -> None:
    """Asked again by choice, the answer may be kept instead."""
    talk = Talk(flow(*asks("a", buttons=fixed(ShareContact("button.kontak"))), *asks("b")))
    assert talk.said.buttons == (ShareContact("button.kontak"),)
    assert talk.says("x").back().said.buttons == (Pick("button.tetap", "tetap"),)


def test_an_album_is_answered_once() -> None:
    """Only its marker is kept; the next album is answered again."""
    talk = Talk(flow(Question("a", uploaded)))
    before = talk.state
    talk.gives(Upload("1", 1, album="x")).at("ask.a", "error.other_album")
    talk.gives(Upload("2", 1, album="x"))
    assert talk.effects == ()
    talk.gives(Other("video", album="x"))
    assert talk.effects == ()
    talk.gives(Other("video", album="y")).at("ask.a", "error.other_video")
    assert talk.state is not None
    assert before == replace(talk.state, aside={})
    talk.gives(Upload("3", 1)).at("ask.habis")
