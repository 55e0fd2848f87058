"""Every text is there, is used, gets the parameters that it names, and keeps the tone."""

import re

import pytest

from bot import turns
from bot.conversations import wording
from bot.conversations.wording import Wording
from bot.engine.effects import Params
from tests.conversations.texts_refusals import JUDGES, of_parsers, raised, reasons
from tests.conversations.texts_sources import COMMANDS, COMMON, JOBS, ROLES, invite_codes, offered, said
from tests.house import flows


@pytest.fixture(scope="module")
def words() -> Wording:
    """Give all texts."""
    return wording.load()


def places(words: Wording, place: str, code: str) -> list[str]:
    """Where a code is found: in its own conversation, else among the common ones; what is said in common, anywhere."""
    if place == COMMON:
        return [where for where in words.texts if code in words.texts[where]]
    return [where for where in (place, COMMON) if code in words.texts.get(where, {})][:1]


def all_said() -> set[tuple[str, str]]:
    """Each (conversation, code) that may be said, with the reasons of refusals."""
    return said() | {(place, f"error.{code}") for place, (code, _) in reasons()}


def test_whatever_is_said_has_a_text(words: Wording) -> None:
    """In its own conversation, or among the common ones."""
    missing = sorted(one for one in all_said() if not places(words, *one))
    assert not missing


def test_no_text_is_unused(words: Wording) -> None:
    """Whatever stands in a texts.toml is said somewhere."""
    used = {(where, code) for place, code in all_said() for where in places(words, place, code)}
    unused = sorted(
        (place, code) for place, texts in words.texts.items() for code in texts if (place, code) not in used
    )
    assert not unused


def test_no_conversation_repeats_a_common_text(words: Wording) -> None:
    """What is said alike everywhere stands in one place."""
    common = words.texts[COMMON]
    repeated = [
        (place, code)
        for place, texts in words.texts.items()
        for code, text in texts.items()
        if place != COMMON and common.get(code) == text
    ]
    assert not repeated


def test_every_refusal_has_a_sentence_for_its_figures(words: Wording) -> None:
    """In each conversation in which it can arise: bad answers, bad files, what the gates refuse, and the engine."""
    told = {(place, code): words.text(place, f"error.{code}", params) for place, (code, params) in reasons()}
    assert all(told.values())
    assert ("recovery", "nik_serial_zero") in told
    assert ("riwayat", "sk_after_start") in told
    assert ("dokumen", "pdf_encrypted") in told
    assert ("login", "login_wrong") in told


def test_every_refusal_of_the_rules_was_provoked() -> None:
    """The bad answers, given to every question, bring out each code by which the parsers and their rules refuse."""
    provoked = {code for flow in flows(captcha_on=True).values() for code in of_parsers(flow)}
    assert raised(JUDGES).keys() - provoked == set()


def test_one_paper_at_fault_is_told_of_with_its_own_reason(words: Wording) -> None:
    """Which of them, what is wrong with it, and what to do."""
    params: Params = {"page": 2, "sent": 3, "reason": "too_small", "width": 300, "height": 199, "minimum": 500}
    told = words.text("dokumen", "error.page_unfit", params)
    assert "Berkas ke-2 dari 3" in told
    assert words.text("dokumen", "error.too_small", params) in told


@pytest.mark.parametrize("work", sorted(JOBS))
def test_an_offer_says_what_accepting_it_means(words: Wording, work: str) -> None:
    """Each has its words and its button, in every conversation in which the job is given out."""
    there = [flow.name for flow in flows(captcha_on=True).values() if any(_gives(step, work) for step in flow.steps)]
    assert offered(work)
    assert there
    for place in there:
        assert all(places(words, place, f"{kind}.{code}") for code in offered(work) for kind in ("offer", "button"))


def _gives(step: object, work: str) -> bool:
    return getattr(step, "work", "") == work


def test_refused_invites_and_menus_are_those_that_the_sources_know(words: Wording) -> None:
    """What is put together from the store's codes and from the commands of a role."""
    assert {f"say.{code}" for code in invite_codes()} <= words.texts["reception"].keys()
    shown = {name for roles in ((), *((role,) for role in ROLES)) for name, _ in turns.menu(words, roles).commands}
    assert shown <= set(COMMANDS)


def test_the_tone_is_kept(words: Wording) -> None:
    """Always "Anda" and never "kamu"; no bare "error"; one emoji at most; only bold and code as markup, well closed."""
    for place, texts in words.texts.items():
        for code, text in texts.items():
            where = f"{place}: {code}"
            assert not re.search(r"\b(kamu|kalian|kau|error|invalid|dimohon|harap)\b", text, re.IGNORECASE), where
            assert not re.search(r"\banda\b", text), where
            assert len(re.findall("[\U0001f000-\U0001faff\u2600-\u2609\u2613-\u27bf]", text)) <= 1, where
            text = text.replace('<a href="{wa}">', "<a>")  # noqa: PLW2901 - the one link there is
            assert sum(tag in {"a", "b", "code"} for tag in re.findall(r"</?([a-z]+)>", text)) == text.count("<"), where
            assert text.count("<b>") == text.count("</b>"), where
            assert text.count("<code>") == text.count("</code>"), where
            assert text == text.strip(), where
            assert "  " not in text, where


def test_a_thing_has_one_name(words: Wording) -> None:
    """Password, akun, e-mail, and HP are called so everywhere."""
    others = re.compile(
        r"\b(kata sandi|sandi Anda|pasword|user ?name|email|surel|handpon|ponsel Anda|upload|login ulang)\b"
    )
    for place, texts in words.texts.items():
        for code, text in texts.items():
            assert not others.search(re.sub(r"{[^}]*}", "", text)), f"{place}: {code}"
