"""Corrections that wait for the instansi, one after the other: old and new value, Setuju or Tolak."""

from typing import Any, Final

from bot.conversations.account.answers import shown_date
from bot.conversations.balas.telling import number_of
from bot.conversations.context import Context, Notice
from bot.engine.effects import Button, Params, Pick, Run, Say, Term
from bot.engine.flow import Flow, Gate, Page, Question, fixed
from bot.engine.parse import Answers, chosen
from bot.rules.clock import today_wib
from storage import corrections, desks, staff
from storage.corrections import Decided, Pending
from storage.ticket_state import NotYoursError

NAME: Final = "koreksi"
_ADMIN: Final = "admin"
_MENU: Final = Run("button.menu", "/start")


def koreksi_flow() -> Flow:
    """The oldest that waits; the command brings the next one."""
    return Flow(
        NAME,
        (
            Gate("isian", _oldest, stale=lambda _outcome: True),
            Page("kosong", when=lambda answers: not answers["isian"]["nomor"], buttons=fixed(_MENU)),
            Question(
                "keputusan",
                chosen,
                uses=("isian",),
                tells=_compared,
                buttons=fixed(Pick("button.setuju", "setuju"), Pick("button.tolak", "tolak")),
            ),
            Gate("diputuskan", _decide, uses=("keputusan",)),
            Page(
                "selesai",
                tells=lambda answers: {"result": Term(f"term.{answers['diputuskan']['hasil']}")},
                buttons=_onward,
            ),
        ),
    )


def _oldest(context: Context, answers: Answers) -> dict[str, Any]:
    """The oldest that waits for one of the instansi of which the person is admin; `nomor` 0 for none.

    The one at whose desk they sit comes first.
    """
    del answers
    sits = desks.of_person(context.session, context.person, context.now)
    for instansi_id in sorted(_instansi(context), key=lambda one: one != sits):
        found = corrections.pending(context.session, context.vault, instansi_id, context.person, context.now, limit=1)
        if found:
            return _facts(found[0])
    return {"nomor": 0}


def _instansi(context: Context) -> list[int]:
    """Of which the person is admin."""
    roles = staff.roles_of(context.session, context.person)
    return [role.instansi_id for role in roles if role.role == _ADMIN]


def _facts(pending: Pending) -> dict[str, Any]:
    asked = pending.asked
    changes = [[field, pending.registered[field] or "", value] for field, value in asked.fields.items()]
    return {"nomor": asked.number, "nama": pending.registered["nama"] or "", "changes": changes}


def _compared(answers: Answers) -> Params:
    isian = answers["isian"]
    lines = tuple(
        Term("term.perubahan", {"field": Term(f"field.{field}"), "old": _shown(field, old), "new": _shown(field, new)})
        for field, old, new in isian["changes"]
    )
    return {"nama": isian["nama"], "lines": lines}


def _shown(field: str, value: str) -> str:
    return shown_date(value) if field == "tanggal_lahir" else value or "–"


def _decide(context: Context, answers: Answers) -> dict[str, Any]:
    """Setuju or Tolak; worker and officer hear of it. `hasil` is what came of it, and `lagi` how many wait still."""
    number, approved = answers["isian"]["nomor"], answers["keputusan"] == "setuju"
    today = today_wib(context.now)
    try:
        decided = corrections.decide(
            context.session, context.vault, number, context.person, approved, today, context.now
        )
    except corrections.CorrectionError as error:
        return {"hasil": error.code, "lagi": _waiting(context)}
    except NotYoursError:
        return {"hasil": "bukan_admin", "lagi": 0}
    _tell(context, decided)
    return {"hasil": "disetujui" if approved else "ditolak", "lagi": _waiting(context)}


def _waiting(context: Context) -> int:
    return sum(corrections.waiting(context.session, instansi_id) for instansi_id in _instansi(context))


def _onward(answers: Answers) -> tuple[Button, ...]:
    left = answers.get("diputuskan", {}).get("lagi", 0)
    return (*((Run("button.berikutnya", "/koreksi", {"count": left}),) if left else ()), _MENU)


def _tell(context: Context, decided: Decided) -> None:
    """The worker is led to the very question, or to their record; the officer to the ticket."""
    ticket, named = decided.ticket, tuple(decided.asked.fields)
    told: Params = {"fields": tuple(Term(f"field.{field}") for field in named)}
    if not decided.approved:
        said = Say("say.pekerja_tolak", told, (Run("button.status", "/status"),))
    elif ticket.account_id is not None:
        said = Say("say.pekerja_akun", told, (Run("button.masuk", "/masuk"),))
    else:
        said = Say("say.pekerja_setuju", told, (Run("button.perbaiki", f"/daftar {named[0]}"),))
    context.notices.append(Notice(ticket.person, NAME, said))
    if ticket.holder is not None:
        on = Run("button.buka_tiket", f"/tiket {ticket.number}")
        text = "say.petugas_setuju" if decided.approved else "say.petugas_tolak"
        context.notices.append(Notice(ticket.holder, NAME, Say(text, {"nomor": number_of(ticket.number)}, (on,))))
