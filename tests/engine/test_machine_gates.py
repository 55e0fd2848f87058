"""Gates are asked on the way, and an end ends; nobody stands where nothing is shown."""

from dataclasses import replace

import pytest

from bot.engine.effects import Discard, Goto, Media
from bot.engine.flow import End, Flow, Leave, Page, Question, Step, fixed
from bot.engine.parse import chosen
from bot.engine.screen import show
from bot.engine.state import State
from tests.engine.talk import Talk, asks, flow, outcome_of, paper

LEAVE = Leave("pindah", to="masuk")


def test_gates_on_the_way_are_asked_at_once() -> None:
    """And their outcome decides where the turn ends."""
    closed = Page("tutup", when=lambda answers: not answers["g"]["ok"], buttons=fixed(Goto("button.lagi", "g")))
    talk = Talk(flow(*asks("a"), outcome_of("g"), closed), {"g": {"ok": False}}).says("x").at("ask.tutup")
    talk.taps("g").at("ask.tutup")
    assert talk.said.edit == 5, "a page replaces the page that was tapped"
    talk.outcomes["g"] = {"ok": True}
    talk.taps("g").at("ask.habis")


def test_a_stale_outcome_is_asked_for_on_return() -> None:
    """But not while somebody mends an answer by choice."""
    gate = replace(outcome_of("g"), stale=lambda outcome: not outcome["ok"])
    closed = Page("tutup", when=lambda answers: not answers["g"]["ok"], buttons=fixed(Goto("button.a", "a")))
    talk = Talk(flow(*asks("a"), gate, closed), {"g": {"ok": False}}).says("x").at("ask.tutup")
    talk.outcomes["g"] = {"ok": True}
    talk.taps("a").comes_back().at("ask.a").taps("tetap").at("ask.tutup")
    talk.comes_back().at("ask.habis")


def test_a_stale_outcome_waits_for_a_job_and_an_offer() -> None:
    """Whoever comes back meanwhile finds both as they were; the gate is asked when nothing is under way any more."""
    gate = replace(outcome_of("g"), stale=lambda _outcome: True)
    talk = Talk(flow(gate, paper(uses=("g",)))).sends("1")
    asked = len(talk.judged)
    talk.comes_back().at("ask.p").gets_offer("x").at("offer.look").comes_back().at("offer.look")
    assert len(talk.judged) == asked
    assert talk.said.media == Media("photo", "file", "x")
    talk.taps("terima").at("ask.habis").comes_back().at("ask.p")
    assert len(talk.judged) > asked
    assert talk.discarded == ["x"], "it was made from the outcome"


def test_a_renewed_gate_is_asked_with_every_answer() -> None:
    """What was answered stays; only the way changes."""
    gate = replace(outcome_of("g"), renewed=True)
    closed = Page("tutup", when=lambda answers: not answers["g"]["ok"], buttons=fixed(Goto("button.lagi", "g")))
    talk = Talk(flow(gate, closed, *asks("a", "b", "c"))).says("1").at("ask.b")
    talk.outcomes["g"] = {"ok": False}
    talk.says("2").at("ask.tutup")
    talk.outcomes["g"] = {"ok": True}
    talk.taps("g").at("ask.c")
    assert talk.answers == {"g": {"ok": True}, "a": "1", "b": "2"}


def test_a_gate_may_refuse_the_answer_that_led_to_it() -> None:
    """As a parser does; the answer falls, with its file, and another one is judged anew."""
    gate = replace(outcome_of("g"), uses=("a", "p"))
    talk = Talk(flow(*asks("a"), paper(), gate, *asks("c")), {"g": {"refused": "kembar", "params": {"n": 2}}})
    talk.says("x").sends("1").gets(value={"file": "x"}).at("ask.p", "error.kembar")
    assert talk.said.above == ("error.kembar", {"n": 2})
    assert talk.said.buttons == (), "there is nothing to keep"
    assert (talk.discarded, talk.answers) == (["x"], {"a": "x"})
    talk.outcomes["g"] = {"ok": True}
    talk.sends("2").gets(value={"file": "y"}).at("ask.c")


@pytest.mark.parametrize("last", [Page("habis"), End("habis"), End("habis", keeps_files=True), LEAVE])
def test_what_a_gate_gives_up_is_discarded(last: Step) -> None:
    """Wherever the turn ends."""
    steps = (*asks("a"), outcome_of("g"), last, *([Page("sisa")] if last is LEAVE else []))
    talk = Talk(Flow("uji", steps), {"g": {"gone": ["lama"]}}).says("x")
    assert talk.discarded == ["lama"]


def test_nobody_stands_at_a_gate() -> None:
    """To show one would be a mistake of ours."""
    with pytest.raises(AssertionError):
        show(flow(outcome_of("g")), State())


def test_whose_step_was_taken_away_goes_on_behind_it() -> None:
    """A flow may change between two turns; what is said to a step that is gone answers nothing."""
    talk = Talk(flow(*asks("a", "b"), outcome_of("g"))).says("x").at("ask.b")
    talk.flow = flow(*asks("a"), outcome_of("g"))
    assert talk.state is not None
    talk.taps("ya").at("ask.habis")
    talk.state = State({"a": "x"}, None, {}, 3)
    talk.says("y").at("ask.habis")


@pytest.mark.parametrize(("keeps", "gone"), [(True, ()), (False, (Discard("x"),))])
def test_an_end_forgets_the_draft_and_perhaps_its_files(*, keeps: bool, gone: tuple[Discard, ...]) -> None:
    """Its media come along; what nobody keeps is discarded."""
    end = End("akhir", keeps_files=keeps, media=lambda answers: Media("document", "card", answers["a"]))
    talk = Talk(Flow("uji", (*asks("a"), end)))
    talk.state = State({"f": {"file": "x"}}, None, {}, 1)
    talk.says("7").at("ask.akhir")
    assert talk.state is None
    assert talk.said.media == Media("document", "card", "7")
    assert talk.effects[1:] == gone


@pytest.mark.parametrize(("keeps", "gone"), [(True, ["x"]), (False, ["x", "y"])])
def test_an_end_lets_go_of_a_file_that_the_last_answer_replaced(*, keeps: bool, gone: list[str]) -> None:
    """Even where what is answered now is kept."""
    sure = Question("b", chosen, buttons=fixed(Goto("button.p", "p")))
    talk = Talk(
        Flow(
            "uji",
            (paper(), replace(sure, when=lambda answers: answers["p"]["file"] == "x"), End("akhir", keeps_files=keeps)),
        )
    )
    talk.sends("1").gets(value={"file": "x"}).at("ask.b").taps("p").sends("2").gets(value={"file": "y"}).at("ask.akhir")
    assert talk.discarded == gone
    assert talk.move.kept == ({"y"} if keeps else set())
