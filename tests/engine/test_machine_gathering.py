"""Several files for one question: in an album or one after the other, they go into one job until it is accepted."""

from typing import Any

from bot.engine.effects import Pick, Work
from bot.engine.flow import Question, fixed
from bot.engine.inputs import Input, Other, Text, Upload
from bot.engine.parse import Asked, Refusal, uploaded
from tests.engine.talk import Talk, asks, flow, paper


def gathering() -> Talk:
    """Somebody who is asked for the pages of a paper."""
    return Talk(flow(*asks("a"), paper(gathers=True))).says("x").at("ask.p")


def sources(work: Work) -> list[str]:
    """The files that a job was given."""
    return [source["source"] for source in work.args["sources"]]


def test_one_file_goes_to_its_job_as_a_list_of_one() -> None:
    """With the question's own arguments; what is accepted is the answer."""
    talk = gathering().sends("1")
    assert talk.state is not None
    assert talk.effects == (
        Work("check", {"kind": "ktp", "sources": [{"source": "1", "size": 1}]}, "uji", talk.state.revision),
    )
    talk.gets_offer("x").at("offer.look").taps("terima").at("ask.habis")
    assert talk.answers["p"] == {"file": "x"}
    assert not talk.discarded


def test_an_album_costs_two_jobs() -> None:
    """The first photo's and, when it is done, that of them all; the first one's result is seen by nobody."""
    talk = gathering().sends("1", "x").sends("2", "x")
    assert talk.effects == ()
    talk.sends("3", "x").gets_offer("half")
    assert talk.discarded == ["half"]
    assert [sources(job) for job in talk.jobs] == [["1"], ["1", "2", "3"]]
    talk.gets_offer("whole").at("offer.look").taps("terima").at("ask.habis")
    assert talk.answers["p"] == {"file": "whole"}


def test_a_refusal_that_later_photos_overtook_is_not_told() -> None:
    """All of them are judged together."""
    talk = gathering().sends("1", "x").sends("2", "x").gets(refused="grey", params={})
    assert [type(effect) for effect in talk.effects] == [Work]
    talk.gets(refused="grey", params={}).at("ask.p", "error.grey")


def test_a_photo_after_the_offer_is_one_more() -> None:
    """The offer before it is discarded, and the next one is of all that came."""
    talk = gathering().sends("1").gets_offer("x").sends("2")
    assert talk.discarded == ["x"]
    talk.gets_offer("y").sends("3", "late")
    assert (talk.discarded, sources(talk.jobs[-1])) == (["y"], ["1", "2", "3"])
    talk.gets_offer("z").taps("terima").at("ask.habis")
    assert talk.answers["p"] == {"file": "z"}


def test_ganti_berkas_forgets_what_was_gathered() -> None:
    """The next photo is the first again."""
    talk = gathering().sends("1").sends("2").gets_offer("x").gets_offer("y").taps("lain").at("ask.p")
    assert talk.discarded == ["y"]
    assert sources(talk.sends("3").jobs[-1]) == ["3"]


def test_a_refused_job_forgets_what_was_gathered() -> None:
    """What is still to come of the same album needs no answer; the next photo is the first again."""
    talk = gathering().sends("1", "x").gets(refused="grey", params={}).at("ask.p", "error.grey")
    started = len(talk.jobs)
    assert talk.sends("2", "x").effects == ()
    assert talk.gives(Other("video", album="x")).effects == ()
    assert len(talk.jobs) == started
    assert sources(talk.sends("3", "y").jobs[-1]) == ["3"]


def test_a_single_photo_that_was_refused_leaves_no_album_behind() -> None:
    """The next single photo is taken."""
    talk = gathering().sends("1").gets(refused="grey", params={})
    assert sources(talk.sends("2").jobs[-1]) == ["2"]


def test_words_meanwhile_are_asked_for_patience() -> None:
    """What was gathered stays; under an offer they are refused like any other words."""
    talk = gathering().sends("1").says("sudah?").at("ask.p", "error.still_checking").sends("2").gets_offer("x")
    assert sources(talk.jobs[-1]) == ["1", "2"]
    talk.gets_offer("y").says("ya").at("offer.look", "error.want_photo")
    assert sources(talk.sends("3").jobs[-1]) == ["1", "2", "3"]


def test_going_back_forgets_what_was_gathered() -> None:
    """A job that comes back then only leaves its file to be discarded."""
    talk = gathering().sends("1").sends("2").back().at("ask.a")
    assert talk.gets_offer("x").discarded == ["x"]
    assert len(talk.jobs) == 1
    assert sources(talk.taps("tetap").at("ask.p").sends("3").jobs[-1]) == ["3"]


def test_a_job_that_a_newer_gathering_overtook_changes_nothing() -> None:
    """Its file is discarded, once."""
    talk = gathering().sends("1").gets_offer("x").sends("2")
    before = talk.state
    assert talk.gets_offer("late", job=0).discarded == ["late"]
    assert talk.state == before
    talk.gets_offer("y").at("offer.look")


def test_a_job_that_was_agreed_to_keeps_what_was_gathered() -> None:
    """Until the last offer is accepted a photo is one more, also while that job runs."""
    shrink: dict[str, Any] = {"offer": "big", "params": {}, "work": "shrink", "args": {"a": 1}}
    talk = gathering().sends("1").sends("2").gets_offer("x").gets(**shrink).at("offer.big").taps("terima")
    assert talk.jobs[-1].args == {"a": 1}
    talk.gets_offer("small").at("offer.look").sends("3")
    assert (talk.discarded, sources(talk.jobs[-1])) == (["small"], ["1", "2", "3"])
    talk.gets(**shrink).taps("terima").sends("4").gets_offer("small")
    assert (talk.discarded, sources(talk.jobs[-1])) == (["small"], ["1", "2", "3", "4"])


def words_or_pages(given: Input, asked: Asked) -> str | dict[str, object]:
    """A photo of at most 9 bytes, or words."""
    if isinstance(given, Text):
        return given.text
    value = uploaded(given, asked)
    if value["size"] > 9:
        raise Refusal("too_big")
    return value


def test_a_photo_takes_the_place_of_words_that_are_being_looked_at() -> None:
    """Where a question takes both, the newest counts."""
    talk = Talk(flow(Question("p", words_or_pages, work="check", gathers=True)))
    talk.says("12/2020").sends("1").gets(value="12/2020")
    assert sources(talk.jobs[-1]) == ["1"]
    talk.gets_offer("x").at("offer.look")


def test_a_page_that_cannot_be_taken_is_told_once_and_the_others_are_taken() -> None:
    """The rest of its album is neither lost nor answered again and again."""
    talk = Talk(flow(Question("p", words_or_pages, work="check", gathers=True)))
    big = Upload("big", 10, album="x")
    talk.gives(big).at("ask.p", "error.too_big").sends("1", "x")
    assert talk.gives(big).effects == ()
    talk.sends("2", "x").gives(Other("video", album="x"))
    assert talk.effects == ()
    talk.gets_offer("half").gives(big)
    assert talk.effects == ()
    assert sources(talk.jobs[-1]) == ["1", "2"]
    talk.gives(Upload("big", 10, album="y")).at("ask.p", "error.too_big")


def test_a_button_of_the_question_waits_for_the_job() -> None:
    """The screen that it belonged to is shown anew."""
    question = paper(gathers=True, buttons=fixed(Pick("button.lewati", "lewati")))
    talk = Talk(flow(question)).sends("1").taps("lewati").at("ask.p", "error.still_checking")
    assert sources(talk.sends("2").gets_offer("x").jobs[-1]) == ["1", "2"]
