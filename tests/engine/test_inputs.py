"""Inputs and states survive being packed as JSON; parsers that know nothing of the domain."""

import json
from random import Random

import pytest

from bot.engine import inputs, state
from bot.engine.flow import Flow, Page, Question
from bot.engine.inputs import Choice, Command, Contact, Done, Input, Other, Text, Upload
from bot.engine.parse import Answers, Asked, Refusal, chosen, contact_or_written, uploaded, written
from bot.engine.state import State
from tests.house import MORNING

EACH: list[Input] = [
    Text("halo", 5),
    Command("start", "cek_x", 6, "q"),
    Choice("uji", 7, "ya", 8, "q"),
    Upload("file", 100, 9, "album"),
    Contact("6281234567890", own=True, message=10),
    Other("sticker", 11, "album"),
    Done("uji", 12, {"value": {"file": "x"}}),
]
ASKED = Asked({}, MORNING)


@pytest.mark.parametrize("given", EACH, ids=lambda given: type(given).__name__)
def test_an_input_comes_back_as_it_went(given: Input) -> None:
    """Through JSON."""
    assert inputs.from_json(json.loads(json.dumps(inputs.to_json(given)))) == given


def _flow(version: int = 1, *names: str) -> Flow:
    return Flow("uji", (*(Question(name, chosen) for name in names), Page("habis")), version)


def test_a_state_comes_back_as_it_went() -> None:
    """With answers, place and what lies aside."""
    kept = State({"a": {"file": "x"}}, "a", {"album": "1"}, 42)
    assert state.from_json(_flow(1, "a"), json.loads(json.dumps(state.to_json(_flow(1, "a"), kept)))) == kept


def test_a_state_of_another_version_is_none() -> None:
    """Its answers would be misread."""
    assert state.from_json(_flow(2), state.to_json(_flow(1), State())) is None


def test_a_state_at_a_step_that_is_gone_stands_where_its_answers_lead() -> None:
    """The place falls, the answers stay."""
    packed = state.to_json(_flow(1, "a"), State({"a": 1}, "b", {}, 3))
    assert state.from_json(_flow(1, "a"), packed) == State({"a": 1}, None, {}, 3)


def test_two_drafts_do_not_begin_alike() -> None:
    """So that a button of an earlier one does not fit."""
    dice = Random(1)
    assert state.begin(dice).revision != state.begin(dice).revision


def test_files_are_found_in_answers_and_offers() -> None:
    """An offer that is a job has none yet."""
    kept = State({"a": {"file": "x"}, "b": {"size": 1}, "c": "y"}, None, {"offer": {"value": {"file": "z"}}})
    assert state.files_of(kept) == {"x", "z"}
    assert state.files_of(State({}, None, {"offer": {"work": "shrink"}})) == set()


@pytest.mark.parametrize("given", [Text(" "), Upload("f", 1), Choice("uji", 1, "ya")])
def test_words_are_wanted(given: Input) -> None:
    """Anything else is refused; words come back with their blanks tidied."""
    with pytest.raises(Refusal, match="want_text"):
        written(given)
    assert written(Text("  a \n b ")) == "a b"


def test_a_button_a_photo_or_a_contact_is_wanted() -> None:
    """Each parser takes its own kind and refuses the others."""
    assert chosen(Choice("uji", 1, "ya"), ASKED) == "ya"
    assert uploaded(Upload("f", 9), ASKED) == {"source": "f", "size": 9}
    assert contact_or_written(Contact("0812", own=True)) == "0812"
    assert contact_or_written(Text("0812")) == "0812"
    for refused, code in (
        (lambda: chosen(Text("ya"), ASKED), "want_button"),
        (lambda: uploaded(Text("ya"), ASKED), "want_photo"),
        (lambda: contact_or_written(Contact("0812", own=False)), "contact_not_own"),
    ):
        with pytest.raises(Refusal, match=code):
            refused()


def test_a_refusal_carries_what_its_sentence_needs() -> None:
    """A code and figures."""
    refusal = Refusal("too_short", min=3)
    answers: Answers = refusal.params
    assert (refusal.code, answers) == ("too_short", {"min": 3})
