"""The state machine by itself: where a person stands, on the way and by choice."""

from dataclasses import replace

from bot.engine.effects import Goto, Pick
from bot.engine.flow import Page, Question, fixed
from bot.engine.inputs import Other
from bot.engine.parse import chosen
from tests.engine.talk import Talk, asks, flow, outcome_of, words


def test_questions_come_in_order_and_skip_what_does_not_apply() -> None:
    """The position follows from the answers alone."""
    only = Question("b", words, when=lambda answers: answers["a"] == "ya")
    Talk(flow(*asks("a"), only, *asks("c"))).at("ask.a").says("ya").at("ask.b").says("x").at("ask.c")
    Talk(flow(*asks("a"), only, *asks("c"))).says("lain").at("ask.c").says("x").at("ask.habis")


def test_a_stage_counts_its_own_questions() -> None:
    """Only those that apply; a step without a stage has no progress."""
    hidden = Question("b", words, stage="s", when=lambda _answers: False)
    talk = Talk(flow(*asks("a", stage="s"), hidden, *asks("c", stage="s"), *asks("d")))
    assert (talk.said.stage, talk.said.progress) == ("s", (1, 2))
    assert talk.says("x").said.progress == (2, 2)
    assert talk.says("x").said.progress == (0, 0)


def test_a_refusal_changes_nothing_and_asks_again() -> None:
    """With its reason and figures; then a good answer moves on."""
    talk = Talk(flow(*asks("a", "b")))
    before = talk.state
    talk.says("tidak").at("ask.a", "error.said_no")
    assert talk.said.above == ("error.said_no", {"word": "tidak"})
    assert talk.state == before
    talk.gives(Other("sticker")).at("ask.a", "error.other_sticker").says("ya").at("ask.b")


def test_a_page_takes_no_answer() -> None:
    """It points to its buttons."""
    Talk(flow()).says("x").at("ask.habis", "error.want_button")


# -- back and by choice --------------------------------------------------------------------------------------------


def test_back_keeps_the_answer_until_another_comes() -> None:
    """It is shown if it may be, and can be kept."""
    talk = Talk(flow(*asks("a", shown=str.upper), *asks("b", "c"))).says("x").says("y").back().at("ask.b")
    assert talk.said.below == ("present.hidden", {})
    talk.back().at("ask.a")
    assert talk.said.below == ("present.answer", {"answer": "X"})
    talk.taps("tetap").at("ask.c").back().back().says("z").at("ask.c")
    assert talk.answers == {"a": "z", "b": "y"}


def test_there_is_no_way_back_before_the_first() -> None:
    """It says so and shows the question."""
    Talk(flow(*asks("a"))).back().at("ask.a", "error.no_way_back")


def test_back_from_a_page_that_was_chosen_leads_where_the_answers_lead() -> None:
    """The page itself lies on no way."""
    page = Page("pilih", when=lambda _answers: False, buttons=fixed(Goto("button.a", "a")))
    choose = Question("b", chosen, buttons=fixed(Goto("button.pilih", "pilih"), Pick("button.ya", "ya")))
    talk = Talk(flow(*asks("a"), page, choose)).says("x").taps("pilih").at("ask.pilih").back().at("ask.b")
    talk.taps("pilih").taps("a").at("ask.a").says("y").at("ask.b").taps("ya").at("ask.habis")


def test_back_from_a_question_beside_the_way_leads_to_the_last_answer() -> None:
    """Such a question is reached by choice alone."""
    beside = Question("b", words, when=lambda _answers: False)
    choose = Question("c", chosen, buttons=fixed(Goto("button.b", "b")))
    Talk(flow(*asks("a"), beside, choose)).says("x").taps("b").at("ask.b").back().at("ask.a")


def test_a_step_ahead_is_asked_anew() -> None:
    """Coming back to it drops its answer and what was made from it, so there is nothing to keep."""
    ahead = Question("b", chosen, anew=True, buttons=fixed(Pick("button.ya", "ya")))
    talk = (
        Talk(flow(*asks("a"), ahead, Question("c", words, uses=("b",)))).says("x").taps("ya").says("y").at("ask.habis")
    )
    talk.back().back().at("ask.b")
    assert talk.answers == {"a": "x"}
    assert [button.value for button in talk.said.buttons] == ["ya"]


def test_an_answer_takes_what_was_made_from_it() -> None:
    """Through gates too; the same answer once more takes nothing."""
    made = replace(outcome_of("g"), uses=("a",))
    talk = Talk(flow(*asks("a"), made, Question("b", words, uses=("g",)), *asks("c"))).says("1").says("2").says("3")
    talk.back().back().back().says("1").at("ask.habis")
    assert talk.judged.count("g") == 2, "each turn is tried twice"
    talk.back().back().back().says("9").at("ask.b")
    assert talk.answers == {"a": "9", "g": {"ok": True}, "c": "3"}
