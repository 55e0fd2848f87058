"""`/kesampingkan`: whose NIK, which rule, and why; then the next import, or `/tambah`, takes the row.

On a card of `/verifikasi` a rule is set aside there; this is for whoever is refused before there is a card.
"""

from typing import Any, Final

from bot.conversations.account.answers import nik
from bot.conversations.context import Context
from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.at_work import desk_of, today
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.tambah.answers import reason
from bot.conversations.verifikasi.names import RULES
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.flow import End, Flow, Gate, Question, fixed
from bot.engine.inputs import Command
from bot.engine.parse import Answers, chosen
from bot.rules.nik import masked
from storage import acting, overrules

NAME: Final = "kesampingkan"
_AGAIN: Final = Run("button.nik_lain", "/kesampingkan")
_OTHER: Final = Goto("button.ganti_nik", "nik")


@at_desk(NAME)
def kesampingkan(visit: Visit, given: Command) -> list[Spoken]:
    """From the beginning: a rule is set aside for the NIK that is typed now."""
    visit.states.pop(NAME, None)
    return visit.enter(NAME, given)


def kesampingkan_flow() -> Flow:
    """One rule for one NIK."""
    return Flow(
        NAME,
        (
            Gate("boleh", _may, stale=lambda _outcome: True),
            End("ditutup", when=lambda answers: bool(answers["boleh"]["tutup"]), tells=_closed, buttons=fixed(TO_DESK)),
            Question("nik", nik, shown=masked, buttons=fixed(TO_DESK)),
            Gate("sudah", _known, uses=("nik",)),
            Question("aturan", chosen, uses=("sudah",), tells=_told, buttons=_rules),
            Question("alasan", reason, uses=("aturan",), tells=_rule, buttons=fixed(_OTHER)),
            Gate("disimpan", _set_aside, uses=("alasan",)),
            End("beres", tells=_rule, buttons=fixed(_AGAIN, TO_DESK)),
        ),
    )


def _may(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether anybody can still be registered; `tutup` says why not."""
    del answers
    return {"tutup": acting.why_closed(context.session, desk_of(context).instansi_id, today(context))}


def _closed(answers: Answers) -> Params:
    return {"alasan": Term(f"term.{answers['boleh']['tutup']}")}


def _known(context: Context, answers: Answers) -> dict[str, Any]:
    """The rules that do not count for this NIK already."""
    desk = desk_of(context)
    found = overrules.of_nik(context.session, context.vault, desk.instansi_id, answers["nik"])
    return {"aturan": [one.rule for one in found]}


def _told(answers: Answers) -> Params:
    gone = tuple(Term(f"button.aturan_{rule}") for rule in answers["sudah"]["aturan"])
    known = Term("term.sudah", {"aturan": gone}) if gone else Term("term.belum")
    return {"nik": masked(answers["nik"]), "sudah": known}


def _rules(answers: Answers) -> tuple[Button, ...]:
    gone = answers.get("sudah", {}).get("aturan", ())
    return (*(Pick(f"button.aturan_{rule}", rule) for rule in RULES if rule not in gone), _OTHER)


def _rule(answers: Answers) -> Params:
    return {"nik": masked(answers["nik"]), "aturan": Term(f"button.aturan_{answers['aturan']}")}


def _set_aside(context: Context, answers: Answers) -> dict[str, Any]:
    """The rule does not count any more; refused once nobody can be registered."""
    desk = desk_of(context)
    if code := acting.why_closed(context.session, desk.instansi_id, today(context)):
        return {"refused": code, "params": {}}
    said = (answers["nik"], answers["aturan"], answers["alasan"])
    overrules.set_aside(context.session, context.vault, desk.instansi_id, *said, context.person, context.now)
    return {}
