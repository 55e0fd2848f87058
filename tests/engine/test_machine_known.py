"""What is known already is not asked, but may be changed all the same."""

from typing import Any

from bot.engine.effects import Goto, Pick, Say
from bot.engine.flow import Page, Question, fixed
from bot.engine.parse import chosen
from tests.engine.talk import Talk, asks, flow, outcome_of, words

MENU = Page("menu", buttons=fixed(Goto("button.kota", "kota")))


def known(name: str, **more: Any) -> Question:  # noqa: ANN401 - a step's own fields
    """A question whose answer the gate "g" may have found."""
    return Question(name, words, known=lambda answers: answers["g"].get(name), shown=str.upper, **more)


def test_only_what_is_not_known_is_asked() -> None:
    """The rest is passed over, and is not written among the answers."""
    talk = Talk(flow(outcome_of("g"), known("kota"), known("agama"), *asks("b")), {"g": {"kota": "bogor"}})
    talk.at("ask.agama").says("x").at("ask.b")
    assert talk.answers == {"g": {"kota": "bogor"}, "agama": "x"}


def test_nothing_is_asked_when_all_is_known() -> None:
    """There may be something empty among it."""
    Talk(flow(outcome_of("g"), known("kota"), known("gelar")), {"g": {"kota": "bogor", "gelar": ""}}).at("ask.habis")


def test_what_is_known_may_be_changed() -> None:
    """It is shown as the present answer; what is said then counts."""
    talk = Talk(flow(outcome_of("g"), known("kota"), MENU), {"g": {"kota": "bogor"}}).at("ask.menu").taps("kota")
    assert talk.said.below == ("present.answer", {"answer": "BOGOR"})
    talk.says("tidak").at("ask.kota", "error.said_no").says("depok").at("ask.menu").taps("kota")
    assert talk.said.below == ("present.answer", {"answer": "DEPOK"})


def test_what_is_known_may_be_kept() -> None:
    """It stays known, and so follows what it is known from."""
    talk = Talk(flow(outcome_of("g"), known("kota"), MENU), {"g": {"kota": "bogor"}}).taps("kota")
    assert talk.said.buttons == (Pick("button.tetap", "tetap"),)
    talk.taps("tetap").at("ask.menu")
    assert talk.answers == {"g": {"kota": "bogor"}}


def test_back_stops_at_what_is_known() -> None:
    """Nobody has answered it, yet it is a question on the way; a hidden answer is not shown."""
    hidden = Question("pin", words, known=lambda answers: answers["g"]["kota"])
    talk = Talk(flow(*asks("a"), outcome_of("g"), known("kota"), hidden, *asks("b")), {"g": {"kota": "bogor"}})
    talk.says("x").at("ask.b").back().at("ask.pin")
    assert talk.said.below == ("present.hidden", {})
    talk.back().at("ask.kota").back().at("ask.a").back().at("ask.a", "error.no_way_back")
    talk.taps("tetap").at("ask.b")


def test_what_is_known_counts_in_its_stage() -> None:
    """One sees how long the whole is, and where one stands in it."""
    steps = (known("kota", stage="s"), known("agama", stage="s"), known("gelar", stage="s"))
    talk = Talk(flow(outcome_of("g"), *steps), {"g": {"kota": "bogor", "gelar": "-"}}).at("ask.agama")
    assert talk.said.progress == (2, 3)
    assert talk.back().said.progress == (1, 3)


def test_what_is_known_of_another_way_is_not_looked_for() -> None:
    """Where a question does not apply, what it would be known from may be missing."""
    other = known("kota", when=lambda answers: answers["a"] == "ya")
    talk = Talk(flow(*asks("a"), other, *asks("b"))).says("lain").at("ask.b")
    talk.back().at("ask.a")


def test_saying_what_was_known_takes_nothing_with_it() -> None:
    """The same answer is no change; another one is."""
    made = Question("b", words, uses=("kota",))
    talk = Talk(flow(outcome_of("g"), known("kota"), made, MENU), {"g": {"kota": "bogor"}}).says("x").at("ask.menu")
    talk.taps("kota").says("bogor").at("ask.menu").taps("kota").says("depok").at("ask.b")


def test_a_question_in_place_replaces_the_page_that_led_to_it() -> None:
    """And its answer's page replaces it; a refusal, or what is typed, comes as a message of its own."""
    question = Question("a", chosen, in_place=True, buttons=fixed(Pick("button.ya", "ya")))
    page = Page("pilih", buttons=fixed(Goto("button.a", "a")))
    talk = Talk(flow(question, page)).at("ask.a").taps("ya", 7).at("ask.pilih")
    assert talk.said.edit == 7
    talk.taps("a", 8).at("ask.a")
    assert talk.said.edit == 8
    talk.says("ya").at("ask.a", "error.want_button")
    assert talk.said.edit == 0


def test_another_question_comes_as_a_message_of_its_own() -> None:
    """Also from a page, whose question is then left to be read."""
    page = Page("pilih", buttons=fixed(Goto("button.a", "a"), Goto("button.b", "b")))
    picked = Question("b", chosen, in_place=True, buttons=fixed(Pick("button.ya", "ya")), when=lambda _answers: False)
    plain = Question("a", chosen, buttons=fixed(Pick("button.ya", "ya")))
    talk = Talk(flow(plain, picked, page)).taps("ya", 7).at("ask.pilih")
    assert talk.said.edit == 0, "the tapped question stays in the chat"
    assert talk.taps("a", 8).at("ask.a").said.edit == 0
    assert isinstance(talk.taps("tetap", 9).at("ask.pilih").taps("b", 10).said, Say)
    assert talk.said.edit == 10
