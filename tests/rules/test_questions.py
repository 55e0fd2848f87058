"""Questions and answers: found as people ask, fitting where they stand, and a wrong file refused with its reason."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

import bot.conversations
from bot.flows import build_flows
from bot.rules.questions import LONGEST_ANSWER, LONGEST_TITLE, Questions, QuestionsFileError, load
from bot.settings import Settings
from tests.rules.asked import ASKED

FILE = Path(bot.conversations.__path__[0]) / "bantuan" / "tanya_jawab.toml"
SHOWN = 3
HANDLERS = {"privacy": ()}
"""Conversations that are no flow: they have no steps to stand at."""


@dataclass
class Entry:
    """A question as somebody edits it into the file."""

    id: str = "biaya"
    title: str = "Berapa biayanya?"
    answer: str = "Gratis."
    more: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f'id = "{self.id}"', f'title = "{self.title}"', f'answer = """{self.answer}"""', *self.more]
        return "\n".join(["[[tanya]]", *lines])


def file(*entries: Entry) -> str:
    return "\n".join(map(str, entries))


@pytest.fixture(scope="module")
def questions() -> Questions:
    return load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("wanted", "typed"), [(wanted, typed) for wanted, three in ASKED.items() for typed in three])
def test_each_question_is_found_as_people_ask_it(questions: Questions, wanted: str, typed: str) -> None:
    """Among the first three, in three ways, one of them with typing errors."""
    assert wanted in [found.id for found in questions.search(typed, SHOWN)]


def test_every_question_has_been_asked(questions: Questions) -> None:
    """The ways of asking above leave none out, and there are enough of them."""
    assert [entry.id for entry in questions.entries if entry.id not in ASKED] == []
    assert len(questions.entries) >= 30


def test_a_question_is_found_by_its_own_title(questions: Questions) -> None:
    """Whoever copies it gets it first."""
    assert [entry.id for entry in questions.entries if questions.search(entry.title)[:1] != [entry]] == []


@pytest.mark.parametrize("typed", ["", "   ", "halo kak", "🙏", "qwertyuiop", "bagaimana caranya ya"])
def test_what_says_nothing_finds_nothing(questions: Questions, typed: str) -> None:
    """A greeting or a slip of the hand is no question; the caller offers what fits the step."""
    assert questions.search(typed) == []


def test_a_long_story_is_read_as_far_as_it_tells(questions: Questions) -> None:
    """However much is typed, the search stays short and finds what was said first."""
    assert questions.search("lupa password " + "kata-kata yang lain lagi " * 500)[0].id == "lupa_password"
    assert questions.search("x" * 4096) == []


def test_no_more_are_found_than_asked_for(questions: Questions) -> None:
    """A phone shows few."""
    assert len(questions.search("foto", 2)) == 2


def test_every_answer_keeps_to_what_a_phone_shows(questions: Questions) -> None:
    """Titles fit a button, answers a screen; people are addressed politely."""
    for entry in questions.entries:
        assert len(entry.title) <= LONGEST_TITLE
        assert 40 <= len(entry.answer) <= LONGEST_ANSWER
        assert not {"kamu", "anda"} & set(entry.answer.replace(".", " ").replace(",", " ").split())


def test_the_steps_that_questions_name_exist(questions: Questions) -> None:
    """A question of a step that is gone would never be offered first."""
    flows = {
        **{
            name: [step.name for step in flow.steps]
            for name, flow in build_flows(Settings(_env_file=None), questions).items()
        },
        **HANDLERS,
    }
    unknown = []
    for entry in questions.entries:
        for place in entry.steps:
            flow, _, step = place.partition(".")
            if flow not in flows or (step and step not in flows[flow]):
                unknown.append((entry.id, place))
    assert unknown == []


def test_where_somebody_is_stuck_comes_first(questions: Questions) -> None:
    """At the KTP those on photos, whatever the file begins with; then those of the whole conversation."""
    found = [entry.id for entry in questions.for_step("account", "ktp", 8)]
    assert {"foto_besar", "foto_kecil", "foto_hitam_putih", "ktp_hilang"} <= set(found[:5])
    assert "berhenti" in found
    assert len(found) == len(set(found)) == 8


def test_somebody_at_no_step_is_offered_the_first_of_the_file(questions: Questions) -> None:
    """Who must register, who may not, and so on."""
    assert questions.for_step("reception", "", 3) == list(questions.entries[:3])


def test_a_question_is_had_by_its_id(questions: Questions) -> None:
    """As a button gives it; an old button's may be gone."""
    found = questions.get("biaya")
    assert found is not None
    assert "gratis" in found.answer
    assert questions.get("sudah_dihapus") is None


def test_an_operators_own_file_is_read() -> None:
    """With the fields that may be left out, and answers without the blank lines around them."""
    own = load(file(Entry(answer="\nGratis &amp; <b>cepat</b>.\n"), Entry("lain", "Pertanyaan lain")))
    assert [entry.id for entry in own.entries] == ["biaya", "lain"]
    assert own.entries[0].answer == "Gratis &amp; <b>cepat</b>."
    assert own.entries[1].words == ""
    assert own.search("biaya brp") == [own.entries[0]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", r"missing required field `tanya`"),
        ("tanya = []", r"length >= 1.*\$\.tanya"),
        ("[[tanya]\n", r"no TOML: .*line 1"),
        ("[[tanya]]\nid = 'biaya'", r"missing required field `title`.*\$\.tanya\[0\]"),
        (file(Entry(), Entry("Biaya Besar")), r"regex.*\$\.tanya\[1\]\.id"),
        (file(Entry("x" * 21)), r"regex.*\.id"),
        (file(Entry(title="Apa")), r"length >= 5.*\.title"),
        (file(Entry(title="x" * 61)), r"length <= 60.*\.title"),
        (file(Entry(answer="x" * 901)), r"length <= 900.*\.answer"),
        (file(Entry(answer="")), r"length >= 1.*\.answer"),
        (file(Entry(more=["jawab = 'x'"])), r"unknown field `jawab`"),
        (file(Entry(more=["steps = 'account'"])), r"Expected `array`.*\.steps"),
        (file(Entry(more=["steps = ['account ktp']"])), r"regex.*\.steps"),
        (file(Entry(), Entry("lain"), Entry()), r"the id biaya twice"),
        (file(Entry(answer=" \n ")), r"answer to biaya must be text"),
        (file(Entry(answer="<i>miring</i>")), r"answer to biaya .*no tags but <b>"),
        (file(Entry(answer="<b>tebal")), r"answer to biaya "),
        (file(Entry(answer="<b></b>kosong")), r"answer to biaya "),
        (file(Entry(answer="tarik & simpan")), r"answer to biaya .*&amp;"),
        (file(Entry(title="Apa kah ini?")), r"title of biaya"),
    ],
)
def test_a_wrong_file_is_refused_with_one_reason(text: str, reason: str) -> None:
    """What is wrong, and at which question."""
    with pytest.raises(QuestionsFileError, match=reason) as refused:
        load(text)
    assert "\n" not in str(refused.value)
