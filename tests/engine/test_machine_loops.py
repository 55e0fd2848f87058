"""A return begins a loop anew, a leave hands over; the files of both are kept by the store."""

from dataclasses import replace

import pytest

from bot.engine.effects import Discard, Erase, Goto, Pick, Toast
from bot.engine.flow import End, Flow, Leave, Page, Question, Return, Step, fixed
from bot.engine.inputs import Text
from bot.engine.machine import Move
from bot.engine.parse import chosen
from bot.engine.state import State
from tests.engine.talk import Talk, asks, flow, outcome_of, paper, words


def loop() -> Talk:
    """Entries, each a word and a paper, taken in by the gate "simpan" until the menu leads elsewhere."""
    menu = Question("pilihan", chosen, uses=("daftar",), buttons=fixed(Pick("button.tambah", "tambah")))
    again = Return("lagi", to="daftar", when=lambda answers: "simpan" in answers)
    steps: tuple[Step, ...] = (
        outcome_of("daftar"),
        menu,
        *asks("entri", uses=("pilihan",)),
        paper(uses=("pilihan",)),
        replace(outcome_of("simpan"), uses=("pilihan",)),
        again,
    )
    return Talk(flow(paper("foto"), *steps)).sends("0").gets(value={"file": "foto"}).at("ask.pilihan")


def test_a_return_begins_anew_and_the_store_keeps_the_files() -> None:
    """What was answered in the loop is gone from the draft; what was answered before it stays."""
    talk = loop().taps("tambah").says("x").sends("1").gets(value={"file": "sk"}).at("ask.pilihan")
    assert talk.judged.count("daftar") == 4, "twice, and each turn is tried twice"
    assert talk.answers == {"foto": {"file": "foto"}, "daftar": {"ok": True}}
    assert talk.move.kept == {"sk"}
    assert not talk.discarded
    assert talk.said.buttons == (Pick("button.tambah", "tambah"),), "nothing is there to be kept"


def test_a_loop_is_gone_round_as_often_as_one_likes() -> None:
    """Each round keeps its own file; a replaced one is discarded, also in the round that ends."""
    talk = loop()
    for turn in ("1", "2"):
        talk.taps("tambah").says("x").sends(turn).gets_offer(f"sk{turn}").taps("terima").at("ask.pilihan")
        assert talk.move.kept == {f"sk{turn}"}
    talk.taps("tambah").says("x").sends("3").gets_offer("sk3").sends("4")
    assert talk.discarded == ["sk3"]
    talk.gets(value={"file": "sk4"}).at("ask.pilihan")
    assert talk.move.kept == {"sk4"}
    assert talk.move.then == ""


def test_a_file_from_before_the_loop_is_kept_by_nobody() -> None:
    """The store has what was made in the loop alone: the other one is still the draft's, and goes when it ends."""
    more = Question("lagi_apa", chosen, uses=("g",), buttons=fixed(Pick("button.ya", "ya")))
    closed = End("akhir", when=lambda answers: answers["g"].get("penuh", False))
    again = Return("lagi", to="g", when=lambda answers: "simpan" in answers)
    steps = (paper("foto"), outcome_of("g"), closed, more, replace(outcome_of("simpan"), uses=("g",)), again)
    talk = Talk(flow(*steps)).sends("0").gets(value={"file": "foto"}).at("ask.lagi_apa")
    talk.outcomes["g"] = {"penuh": True}
    talk.taps("ya").at("ask.akhir")
    assert talk.discarded == ["foto"]
    assert talk.move.kept == set()


def test_a_file_that_an_answer_replaces_on_the_way_to_a_return_is_discarded() -> None:
    """The store takes in what was answered last."""
    sure = Question("yakin", chosen, uses=("g",), buttons=fixed(Goto("button.p", "p"), Pick("button.ya", "ya")))
    saved = replace(
        outcome_of("simpan"), uses=("g",), when=lambda answers: "yakin" in answers or answers["p"]["file"] == "y"
    )
    again = Return("lagi", to="g", when=lambda answers: "simpan" in answers)
    asked = replace(sure, when=lambda answers: answers["p"]["file"] == "x")
    talk = Talk(flow(outcome_of("g"), paper(uses=("g",)), asked, saved, again)).sends("1").gets(value={"file": "x"})
    talk.at("ask.yakin").taps("p").sends("2").gets(value={"file": "y"}).at("ask.p")
    assert talk.discarded == ["x"]
    assert talk.move.kept == {"y"}


def leaving() -> Flow:
    """A paper and a secret, and then another conversation."""
    sure = Question("yakin", chosen, buttons=fixed(Pick("button.ya", "ya"), Goto("button.p", "p")))
    secret = Question("sandi", words, secret=True, when=lambda answers: "yakin" in answers)
    return Flow("uji", (paper(), sure, secret, Leave("pindah", to="masuk lanjut"), Page("habis")))


def test_a_leave_ends_without_words_and_names_what_comes_next() -> None:
    """Its files are kept by the store; a secret said last is erased all the same."""
    talk = Talk(leaving()).sends("1").gets(value={"file": "x"}).taps("ya").at("ask.sandi").gives(Text("rahasia", 9))
    assert talk.move == Move(None, (Erase(9),), frozenset({"x"}), "masuk lanjut")


def test_a_leave_after_a_tap_acknowledges_it() -> None:
    """And lets go of a file that was replaced in the same turn."""
    steps = (step for step in leaving().steps if step.name != "sandi")
    talk = Talk(Flow("uji", tuple(steps))).sends("1").gets(value={"file": "x"}).taps("ya")
    assert talk.move == Move(None, (Toast("q"),), frozenset({"x"}), "masuk lanjut")
    talk = Talk(
        Flow("uji", (paper(), Leave("pindah", to="x", when=lambda answers: answers["p"]["file"] == "y"), Page("habis")))
    )
    talk.sends("1").gets(value={"file": "x"}).at("ask.habis").back().sends("2").gets(value={"file": "y"})
    assert talk.move == Move(None, (Discard("x"),), frozenset({"y"}), "x")


def test_whose_question_was_taken_out_before_a_leave_follows_it() -> None:
    """A flow may change between two turns."""
    talk = Talk(leaving())
    talk.state = State({"p": {"file": "x"}, "yakin": "ya", "sandi": "s"}, None, {}, 3)
    talk.taps("ya")
    assert talk.move == Move(None, (Toast("q"),), frozenset({"x"}), "masuk lanjut")


def test_a_return_that_leads_to_itself_is_a_fault_and_no_endless_turn() -> None:
    """One turn fails, and nobody else waits for it."""
    with pytest.raises(AssertionError):
        Talk(flow(outcome_of("g"), Return("lagi", to="g")))
