"""Answering in a ticket: words or a file, which whoever holds the ticket gets at once."""

from typing import Any, Final

from bot.conversations.balas.names import NAME
from bot.conversations.balas.telling import number_of, tell_holder
from bot.conversations.bantuan.answers import message
from bot.conversations.context import Context
from bot.conversations.filling.paper import paper
from bot.engine.effects import Button, Goto, Params, Run, Term
from bot.engine.flow import End, Flow, Gate, Page, Question, fixed
from bot.engine.parse import Answers
from storage import ticket_state, ticket_words, tickets
from storage.ticket_words import Attached

_STATUS: Final = Run("button.status", "/status")


def balas_flow() -> Flow:
    """One message; `tiket` is set by the command."""
    return Flow(
        NAME,
        (
            Gate("tiket", lambda _context, _answers: {"nomor": 0}),
            Gate("milik", _mine, uses=("tiket",), stale=lambda _outcome: True),
            Page(
                "bukan",
                when=lambda answers: answers["milik"]["state"] != "terbuka",
                tells=lambda answers: {**_told(answers), "reason": Term(f"term.{answers['milik']['state']}")},
                buttons=_instead,
            ),
            Question(
                "pesan",
                message,
                uses=("tiket",),
                when=lambda answers: "berkas" not in answers,
                tells=_told,
                buttons=fixed(Goto("button.kirim_berkas", "berkas"), _STATUS),
            ),
            Question(
                "berkas",
                paper,
                work="check_paper",
                args={"kind": "lampiran"},
                gathers=True,
                uses=("tiket",),
                when=lambda _answers: False,
                tells=_told,
                buttons=fixed(Goto("button.tulis_saja", "pesan")),
            ),
            Gate("terkirim", _send, uses=("pesan", "berkas")),
            End(
                "terlambat",
                when=lambda answers: not answers["terkirim"]["sampai"],
                tells=_told,
                buttons=lambda answers: (_again(answers), _STATUS),
            ),
            End("selesai", keeps_files=True, tells=_told, buttons=fixed(_STATUS)),
        ),
    )


def _mine(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether the ticket is this person's: terbuka, selesai, lama (not to be opened again), or tidak_ada.

    The last also for somebody else's, which tells nothing.
    """
    try:
        ticket = ticket_state.load(context.session, answers["tiket"]["nomor"])
    except ticket_state.NoTicketError:
        return {"state": "tidak_ada"}
    if ticket.person != context.person:
        return {"state": "tidak_ada"}
    if ticket.status != ticket_state.SOLVED:
        return {"state": "terbuka"}
    return {"state": "selesai" if tickets.may_reopen(ticket, context.person, context.now) else "lama"}


def _instead(answers: Answers) -> tuple[Button, ...]:
    again = (_again(answers),) if answers.get("milik", {}).get("state") == "selesai" else ()
    return (*again, Run("button.bantuan", "/bantuan"), _STATUS)


def _again(answers: Answers) -> Run:
    return Run("button.buka_lagi", f"/bukalagi {answers.get('tiket', {}).get('nomor', 0)}")


def _send(context: Context, answers: Answers) -> dict[str, Any]:
    """Keep the message, and give it to whoever holds the ticket; not `sampai` if it was solved meanwhile."""
    number = answers["tiket"]["nomor"]
    kept = answers.get("berkas")
    file = Attached(kept["file"], kept["form"]) if kept else None
    words = answers.get("pesan", "")
    try:
        ticket = ticket_words.say(
            context.session, context.vault, number, context.person, False, words, context.now, file
        )
    except ticket_state.TicketSolvedError:
        return {"sampai": False}
    tell_holder(context, ticket, words, file)
    return {"sampai": True}


def _told(answers: Answers) -> Params:
    return {"nomor": number_of(answers["tiket"]["nomor"])}
