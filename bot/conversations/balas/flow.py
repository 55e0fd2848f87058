"""Answering in a ticket: words or a file, which whoever holds the ticket gets at once."""

from typing import Any, Final

from bot.conversations.bantuan.answers import message
from bot.conversations.context import Context, Notice
from bot.conversations.filling.paper import paper
from bot.engine.effects import Goto, Media, Run, Say
from bot.engine.flow import End, Flow, Gate, Page, Question, fixed
from bot.engine.parse import Answers
from storage import ticket_state, ticket_words
from storage.ticket_words import Attached

NAME: Final = "balas"
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
                tells=_told,
                buttons=fixed(_STATUS),
            ),
            Question(
                "pesan",
                message,
                uses=("milik",),
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
                uses=("milik",),
                when=lambda _answers: False,
                tells=_told,
                buttons=fixed(Goto("button.tulis_saja", "pesan")),
            ),
            Gate("terkirim", _send, uses=("pesan", "berkas")),
            End("selesai", keeps_files=True, tells=_told, buttons=fixed(_STATUS)),
        ),
    )


def _mine(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether the ticket is this person's: terbuka, selesai or tidak_ada, which also somebody else's is."""
    try:
        ticket = ticket_state.load(context.session, answers["tiket"]["nomor"])
    except ticket_state.NoTicketError:
        return {"state": "tidak_ada"}
    if ticket.person != context.person:
        return {"state": "tidak_ada"}
    return {"state": "selesai" if ticket.status == ticket_state.SOLVED else "terbuka"}


def _send(context: Context, answers: Answers) -> dict[str, Any]:
    """Keep the message, and give it to whoever holds the ticket."""
    number = answers["tiket"]["nomor"]
    kept = answers.get("berkas")
    file = Attached(kept["file"], kept["form"]) if kept else None
    words = answers.get("pesan", "")
    try:
        ticket = ticket_words.say(
            context.session, context.vault, number, context.person, False, words, context.now, file
        )
    except ticket_state.TicketSolvedError:
        return {"refused": "tiket_selesai", "params": {}}
    if ticket.holder is not None:
        told = Say(
            "say.dari_pekerja",
            {"nomor": number_of(number), "kata": words or "–"},
            (Run("button.buka_tiket", f"/tiket {number}"),),
            media=Media("photo", "file", file.file) if file else None,
        )
        context.notices.append(Notice(ticket.holder, NAME, told))
    return {}


def _told(answers: Answers) -> dict[str, str]:
    return {"nomor": number_of(answers["tiket"]["nomor"])}


def number_of(ticket: int) -> str:
    """`T-000012`."""
    return f"T-{ticket:06d}"
