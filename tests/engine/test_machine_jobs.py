"""A job takes what was sent, and comes back with an answer, a refusal or an offer."""

from bot.engine.effects import Discard, Erase, Media, Work
from bot.engine.flow import Question
from bot.engine.inputs import Done, Upload
from tests.engine.talk import Talk, flow, paper, words


def test_a_job_gets_the_value_and_its_result_is_the_answer() -> None:
    """With the question's own arguments."""
    talk = Talk(flow(paper())).gives(Upload("tg", 9))
    assert talk.state is not None
    assert talk.effects == (Work("check", {"kind": "ktp", "source": "tg", "size": 9}, "uji", talk.state.revision),)
    talk.gets(value={"file": "x"}).at("ask.habis")
    assert talk.answers == {"p": {"file": "x"}}


def test_a_job_may_refuse() -> None:
    """The question is asked again with its reason."""
    talk = Talk(flow(paper())).sends("tg").gets(refused="grey", params={}).at("ask.p", "error.grey")
    talk.sends("tg").gets(value=1).at("ask.habis")


def test_words_meanwhile_are_asked_for_patience_and_a_new_upload_replaces_the_old() -> None:
    """The old one's result only leaves its file, if it has one, to be discarded."""
    talk = Talk(flow(paper())).sends("1").says("sudah?").at("ask.p", "error.still_checking")
    assert talk.state is not None
    first = talk.state.revision
    talk.sends("2").gives(Done("uji", first, {"value": {"file": "x"}}))
    assert talk.effects == (Discard("x"),)
    assert not talk.gives(Done("uji", first, {"refused": "grey", "params": {}})).effects
    talk.gets(value={"file": "y"}).at("ask.habis")


def test_a_secret_is_erased_and_goes_to_its_job_alone() -> None:
    """Also when it is refused; a photo in its place is no secret."""
    talk = Talk(flow(Question("s", words, secret=True, work="hash")))
    talk.says("tidak").at("ask.s", "error.said_no")
    assert talk.effects[0] == Erase(9)
    talk.gives(Upload("f", 1)).at("ask.s", "error.want_text")
    assert not any(isinstance(effect, Erase) for effect in talk.effects)
    talk.says("rahasia")
    assert talk.state is not None
    assert talk.effects == (Erase(9), Work("hash", {"text": "rahasia"}, "uji", talk.state.revision))
    assert "rahasia" not in repr(talk.state)


def test_an_offer_is_accepted_or_declined() -> None:
    """A value is shown and kept or discarded; a job is started."""
    talk = Talk(flow(paper())).sends("1").gets(offer="blue", params={}, value={"file": "x"}).at("offer.blue")
    assert talk.said.media == Media("photo", "file", "x")
    talk.taps("lain").at("ask.p")
    assert talk.effects[-1] == Discard("x")
    talk.sends("1").gets(offer="big", params={"size": 1}, work="shrink", args={"a": 1}).at("offer.big")
    assert talk.said.media is None
    talk.taps("terima")
    assert talk.state is not None
    assert talk.effects[-1] == Work("shrink", {"a": 1}, "uji", talk.state.revision)
    talk.gets(offer="small", params={}, value={"file": "y"}).taps("terima").at("ask.habis")
    assert talk.answers == {"p": {"file": "y"}}


def test_a_replaced_file_is_discarded() -> None:
    """When the new answer is there, and not before."""
    talk = Talk(flow(paper())).sends("1").gets(value={"file": "x"}).back().sends("2")
    assert not any(isinstance(effect, Discard) for effect in talk.effects)
    talk.gets(value={"file": "y"}).at("ask.habis")
    assert talk.effects[-1] == Discard("x")
