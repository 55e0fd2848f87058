"""Several things are chosen one after the other, on one screen, until the person says that this is all."""

from typing import Any

from bot.engine.effects import Pick
from bot.engine.flow import Question, fixed
from bot.engine.inputs import Choice, Input
from bot.engine.parse import Asked, Refusal
from tests.engine.talk import Talk, asks, flow


def several(given: Input, asked: Asked) -> dict[str, Any]:
    """One fruit more, or the end of it."""
    before = asked.answers.get("buah") or {"buah": [], "cukup": False}
    assert isinstance(given, Choice)
    if given.value == "durian":
        raise Refusal("too_heavy")
    if given.value == "cukup":
        return {**before, "cukup": True}
    return {**before, "buah": [*before["buah"], given.value]}


BUAH = Question(
    "buah",
    several,
    in_place=True,
    until=lambda said: said["cukup"],
    tells=lambda answers: {"count": len(answers.get("buah", {}).get("buah", ()))},
    buttons=fixed(*(Pick(f"button.{name}", name) for name in ("mangga", "salak", "durian", "cukup"))),
)


def test_what_was_chosen_stays_while_more_is_chosen() -> None:
    """Each choice is kept and shown on the same screen, without "keep this answer"; the last one leads on."""
    talk = Talk(flow(*asks("a"), BUAH, *asks("b"))).says("x").at("ask.buah").taps("mangga").at("ask.buah")
    assert talk.said.params == {"count": 1}
    assert [button.value for button in talk.said.buttons] == ["mangga", "salak", "durian", "cukup"]
    talk.taps("salak").at("ask.buah").taps("cukup").at("ask.b")
    assert talk.answers["buah"] == {"buah": ["mangga", "salak"], "cukup": True}


def test_a_refused_choice_takes_none_of_the_others() -> None:
    """The reason is told, and what was chosen stays."""
    talk = Talk(flow(BUAH, *asks("b"))).taps("mangga").taps("durian").at("ask.buah", "error.too_heavy")
    assert talk.answers["buah"]["buah"] == ["mangga"]


def test_back_from_what_is_half_chosen_leads_to_the_question_before() -> None:
    """And forward again to it."""
    talk = Talk(flow(*asks("a"), BUAH)).says("x").taps("mangga").back().at("ask.a").taps("tetap").at("ask.buah")
    assert talk.said.params == {"count": 1}
