"""The state machine by itself: tiny flows, no store, no words."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any, Self

import pytest

from bot.engine.effects import (
    Discard,
    Effect,
    Erase,
    Goto,
    Media,
    Pick,
    Run,
    Say,
    ShareContact,
    Toast,
    View,
    Work,
)
from bot.engine.flow import Challenge, End, Flow, Gate, Page, Question, Step, fixed
from bot.engine.inputs import Choice, Command, Done, Input, Other, Text, Upload
from bot.engine.machine import Moment, advance
from bot.engine.parse import Answers, Asked, Refusal, chosen, uploaded, written
from bot.engine.screen import show
from bot.engine.state import State, begin
from tests.house import MORNING


def words(given: Input, asked: Asked) -> str:
    """Any words but "tidak"."""
    del asked
    said = written(given)
    if said == "tidak":
        raise Refusal("said_no", word=said)
    return said


@dataclass
class Talk:
    """One person in one flow, without anything around it."""

    flow: Flow
    outcomes: dict[str, dict[str, Any]] = field(default_factory=dict)
    state: State | None = field(default_factory=lambda: begin(Random(1)))
    effects: tuple[Effect, ...] = ()
    moment: Moment = field(default_factory=lambda: Moment(MORNING, Random(2)))
    judged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gives(Command("mulai"))

    def judge(self, gate: Gate, answers: Answers) -> dict[str, Any]:
        """Ask the gate itself, over the outcomes in place of a store."""
        self.judged.append(gate.name)
        return gate.check(self.outcomes, answers)

    def gives(self, given: Input) -> Self:
        """Let the conversation take an input."""
        assert self.state is not None
        move = advance(self.flow, self.state, given, self.moment, self.judge)
        assert move == advance(self.flow, self.state, given, Moment(self.moment.now, Random(2)), self.judge) or (
            any(isinstance(step, Challenge) for step in self.flow.steps)
        )
        self.state, self.effects = move.state, move.effects
        return self

    def says(self, text: str) -> Self:
        """Type."""
        return self.gives(Text(text, 9))

    def taps(self, value: str, message: int = 5) -> Self:
        """Tap on the present screen."""
        assert self.state is not None
        return self.gives(Choice(self.flow.name, self.state.revision, value, message, "q"))

    def back(self) -> Self:
        """Go one question back."""
        return self.gives(Command("kembali"))

    def at(self, text: str, above: str = "") -> Self:
        """The last message shows this, for this reason."""
        assert self.said.text == text
        assert (self.said.above[0] if self.said.above else "") == above
        return self

    @property
    def said(self) -> Say:
        """The screen."""
        return next(effect for effect in reversed(self.effects) if isinstance(effect, Say))

    @property
    def answers(self) -> Answers:
        """What has been answered."""
        assert self.state is not None
        return self.state.answers


def outcome_of(name: str) -> Gate:
    """A gate that says what it was told to say."""
    return Gate(name, lambda outcomes, _answers: outcomes.get(name, {"ok": True}))


def asks(*names: str, **more: Any) -> tuple[Question, ...]:  # noqa: ANN401 - a step's own fields
    """Some questions for words."""
    return tuple(Question(name, words, **more) for name in names)


def flow(*steps: Step) -> Flow:
    """A flow that ends at a page."""
    return Flow("uji", (*steps, Page("habis")))


# -- where one stands ----------------------------------------------------------------------------------------------


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


# -- gates ---------------------------------------------------------------------------------------------------------


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
    talk.taps("a").gives(Command("mulai")).at("ask.a").taps("tetap").at("ask.tutup")
    talk.gives(Command("mulai")).at("ask.habis")


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


# -- ends ----------------------------------------------------------------------------------------------------------


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


# -- taps ----------------------------------------------------------------------------------------------------------

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


def test_a_contact_button_goes_with_its_question_alone() -> None:
    """Asked again by choice, the answer may be kept instead."""
    talk = Talk(flow(*asks("a", buttons=fixed(ShareContact("button.kontak"))), *asks("b")))
    assert talk.said.buttons == (ShareContact("button.kontak"),)
    assert talk.says("x").back().said.buttons == (Pick("button.tetap", "tetap"),)


# -- albums --------------------------------------------------------------------------------------------------------


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


# -- challenges ----------------------------------------------------------------------------------------------------


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


# -- jobs ----------------------------------------------------------------------------------------------------------


def working(**more: Any) -> Talk:  # noqa: ANN401 - a step's own fields
    """Somebody who is asked for a picture that goes through a job."""
    return Talk(flow(Question("p", uploaded, work="check", args={"kind": "ktp"}, **more)))


def done(talk: Talk, **result: Any) -> Talk:  # noqa: ANN401 - JSON
    """Let the job that was started last come back."""
    assert talk.state is not None
    return talk.gives(Done("uji", talk.state.revision, result))


def test_a_job_gets_the_value_and_its_result_is_the_answer() -> None:
    """With the question's own arguments."""
    talk = working().gives(Upload("tg", 9))
    assert talk.state is not None
    assert talk.effects == (Work("check", {"kind": "ktp", "source": "tg", "size": 9}, "uji", talk.state.revision),)
    done(talk, value={"file": "x"}).at("ask.habis")
    assert talk.answers == {"p": {"file": "x"}}


def test_a_job_may_refuse() -> None:
    """The question is asked again with its reason."""
    talk = done(working().gives(Upload("tg", 9)), refused="grey", params={}).at("ask.p", "error.grey")
    done(talk.gives(Upload("tg", 9)), value=1).at("ask.habis")


def test_words_meanwhile_are_asked_for_patience_and_a_new_upload_replaces_the_old() -> None:
    """The old one's result only leaves its file, if it has one, to be discarded."""
    talk = working().gives(Upload("1", 9)).says("sudah?").at("ask.p", "error.still_checking")
    assert talk.state is not None
    first = talk.state.revision
    talk.gives(Upload("2", 9)).gives(Done("uji", first, {"value": {"file": "x"}}))
    assert talk.effects == (Discard("x"),)
    assert not talk.gives(Done("uji", first, {"refused": "grey", "params": {}})).effects
    done(talk, value={"file": "y"}).at("ask.habis")


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
    talk = done(working().gives(Upload("1", 9)), offer="blue", params={}, value={"file": "x"}).at("offer.blue")
    assert talk.said.media == Media("photo", "file", "x")
    talk.taps("lain").at("ask.p")
    assert talk.effects[-1] == Discard("x")
    done(talk.gives(Upload("1", 9)), offer="big", params={"size": 1}, work="shrink", args={"a": 1}).at("offer.big")
    assert talk.said.media is None
    talk.taps("terima")
    assert talk.state is not None
    assert talk.effects[-1] == Work("shrink", {"a": 1}, "uji", talk.state.revision)
    done(talk, offer="small", params={}, value={"file": "y"}).taps("terima").at("ask.habis")
    assert talk.answers == {"p": {"file": "y"}}


def test_a_replaced_file_is_discarded() -> None:
    """When the new answer is there, and not before."""
    talk = done(working().gives(Upload("1", 9)), value={"file": "x"}).back().gives(Upload("2", 9))
    assert not any(isinstance(effect, Discard) for effect in talk.effects)
    done(talk, value={"file": "y"}).at("ask.habis")
    assert talk.effects[-1] == Discard("x")
