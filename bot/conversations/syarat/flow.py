"""`/cek_syarat`: a tap for each rule; nothing of it is kept."""

from typing import Final

from bot.conversations.syarat.names import AGES, JOBS, MET, NAME, NOT_MET, PAYMENTS, RULES, SINCES, TO_JUDGE
from bot.conversations.syarat.verdicts import limits, verdict
from bot.engine.effects import Button, Params, Pick, Run, Term
from bot.engine.flow import End, Flow, Question
from bot.engine.parse import Answers, chosen

_TAPS: Final = {
    "thk2": ("thk2_ya", "thk2_tidak"),
    "umur": AGES,
    "masa_kerja": SINCES,
    "gaji": PAYMENTS,
    "pekerjaan": JOBS,
}
_EXEMPT: Final = "thk2_ya"


def syarat_flow() -> Flow:
    """Five questions, of which eks THK-II are spared one, and what comes of them."""
    return Flow(NAME, (*(_question(rule) for rule in RULES), End("hasil", tells=_outcome, buttons=_onward)))


def _question(rule: str) -> Question:
    return Question(
        rule,
        chosen,
        in_place=True,
        when=_is_asked if rule == "umur" else lambda _answers: True,
        tells=lambda answers: {**limits(), "sebelum": _before(answers, rule)},
        buttons=lambda _answers: tuple(Pick(f"button.{tap}", tap, limits()) for tap in _TAPS[rule]),
    )


def _is_asked(answers: Answers) -> bool:
    """Eks THK-II are of no age."""
    return answers.get("thk2") != _EXEMPT


def _before(answers: Answers, rule: str) -> Term:
    """What the answer before this question means."""
    earlier = [one for one in RULES[: RULES.index(rule)] if one in answers]
    if not earlier:
        return Term("term.pembuka")
    return Term("term.menurut", {"isi": _told(answers, earlier[-1]), **limits()})


def _told(answers: Answers, rule: str) -> Term:
    if rule == "thk2":
        return Term(f"term.{answers[rule]}", limits())
    found = verdict(rule, answers)
    return Term("term.aturan", {"putusan": Term(f"term.{found}"), "aturan": Term(f"term.aturan_{rule}", limits())})


def _outcome(answers: Answers) -> Params:
    """Each rule with what it comes to, and what that means together."""
    found = [verdict(rule, answers) for rule in RULES if rule in answers]
    whole = NOT_MET if NOT_MET in found else MET if set(found) == {MET} else TO_JUDGE
    lines = tuple(_told(answers, rule) for rule in RULES if rule in answers)
    return {"penilaian": lines, "kesimpulan": Term(f"term.kesimpulan_{whole}"), **limits()}


def _onward(answers: Answers) -> tuple[Button, ...]:
    del answers
    return (Run("button.daftar", "/daftar"), Run("button.bantuan", "/bantuan"), Run("button.ulangi", "/cek_syarat"))
