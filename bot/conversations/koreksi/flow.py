"""Corrections that wait for the instansi, one after the other: old and new value, Setuju or Tolak."""

from typing import Any, Final

from bot.conversations.account.answers import shown_date
from bot.conversations.context import Context, Notice
from bot.engine.effects import Params, Pick, Run, Say, Term
from bot.engine.flow import Flow, Gate, Page, Question, Return, fixed
from bot.engine.parse import Answers, chosen
from bot.rules.clock import today_wib
from storage import corrections, staff
from storage.corrections import Decided, Pending

NAME: Final = "koreksi"
_ADMIN: Final = "admin"


def koreksi_flow() -> Flow:
    """One after the other until none waits."""
    return Flow(
        NAME,
        (
            Gate("isian", _next, stale=lambda _outcome: True),
            Return("ulang", to="isian", when=lambda answers: "diputuskan" in answers),
            Page(
                "kosong",
                when=lambda answers: not answers["isian"]["nomor"],
                buttons=fixed(Run("button.menu", "/start")),
            ),
            Question(
                "keputusan",
                chosen,
                uses=("isian",),
                tells=_told,
                buttons=fixed(Pick("button.setuju", "setuju"), Pick("button.tolak", "tolak")),
            ),
            Gate("diputuskan", _decide, uses=("keputusan",)),
            Page("selesai", buttons=fixed(Run("button.menu", "/start"))),
        ),
    )


def _next(context: Context, answers: Answers) -> dict[str, Any]:
    """The oldest that waits for one of the instansi of which the person is admin; `nomor` 0 for none."""
    del answers
    for role in staff.roles_of(context.session, context.person):
        if role.role == _ADMIN:
            waiting = corrections.pending(context.session, context.vault, role.instansi_id, context.person, context.now)
            if waiting:
                return _facts(waiting[0])
    return {"nomor": 0}


def _facts(pending: Pending) -> dict[str, Any]:
    asked = pending.asked
    changes = [[field, pending.registered.get(field) or "", value] for field, value in asked.fields.items()]
    return {"nomor": asked.number, "nama": pending.registered.get("nama") or "", "changes": changes}


def _told(answers: Answers) -> Params:
    isian = answers["isian"]
    lines = tuple(
        Term("term.perubahan", {"field": Term(f"field.{field}"), "old": _shown(field, old), "new": _shown(field, new)})
        for field, old, new in isian["changes"]
    )
    return {"nama": isian["nama"], "lines": lines}


def _shown(field: str, value: str) -> str:
    return shown_date(value) if field == "tanggal_lahir" and value else value or "–"


def _decide(context: Context, answers: Answers) -> dict[str, Any]:
    """Setuju or Tolak; worker and officer hear of it, the worker with the way to the very question."""
    number, approved = answers["isian"]["nomor"], answers["keputusan"] == "setuju"
    today = today_wib(context.now)
    try:
        decided = corrections.decide(
            context.session, context.vault, number, context.person, approved, today, context.now
        )
    except corrections.CorrectionError as error:
        return {"refused": error.code, "params": {}}
    _tell(context, decided)
    return {"disetujui": approved}


def _tell(context: Context, decided: Decided) -> None:
    outcome = "setuju" if decided.approved else "tolak"
    ticket = decided.ticket
    fields = tuple(Term(f"field.{field}") for field in decided.asked.fields)
    on = Run("button.perbaiki", "/daftar") if decided.approved else Run("button.status", "/status")
    context.notices.append(Notice(ticket.person, NAME, Say(f"say.pekerja_{outcome}", {"fields": fields}, (on,))))
    if ticket.holder is not None:
        told = Say(
            f"say.petugas_{outcome}", {"nomor": ticket.number}, (Run("button.buka_tiket", f"/tiket {ticket.number}"),)
        )
        context.notices.append(Notice(ticket.holder, NAME, told))
