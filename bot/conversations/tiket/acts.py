"""What an officer does with the ticket that they hold: looking, answering, giving it away; each act is recorded."""

from typing import Any, Final

from bot.conversations.balas.telling import number_of
from bot.conversations.context import Context, Notice
from bot.conversations.tiket.comparing import compared
from bot.conversations.tiket.holding import held, tell_officer, tell_worker
from bot.conversations.tiket.names import NAME
from bot.engine.effects import Media, Run, Say, Term
from bot.engine.parse import Answers
from bot.rules import dukcapil
from bot.rules.clock import wib
from storage import corrections, ticket_escalation, ticket_queue, ticket_words, tickets
from storage.ticket_words import Attached

TEMPLATE: Final = "templat: "
"""A template is kept by its name: its wording lies with the texts."""


@held
def identify(context: Context, answers: Answers) -> dict[str, Any]:
    """Open the identity: each field as the worker said it and as the roster has it."""
    found = tickets.facts(context.session, context.vault, answers["dibuka"]["nomor"], context.person, context.now)
    rows = [[row.field, row.said, row.registered, row.agrees] for row in compared(found)]
    office = dukcapil.local_office(str(found.said.get("nik") or "")) or ""
    instansi = found.registered.instansi if found.registered else ""
    return {"rows": rows, "instansi": instansi, "kantor": office}


@held
def read(context: Context, answers: Answers) -> dict[str, Any]:
    """What was said so far, what was sent to Dukcapil, and which corrections were asked for."""
    number = answers["dibuka"]["nomor"]
    said = ticket_words.messages(context.session, context.vault, number, context.person, context.now)
    sent = ticket_escalation.of_ticket(context.session, context.vault, number, context.person, context.now)
    asked = corrections.of_ticket(context.session, context.vault, number, context.person)
    return {
        "pesan": [[wib(one.at), one.from_staff, one.words, one.file.file if one.file else ""] for one in said],
        "dukcapil": [
            [wib(one.at), one.channel, wib(one.answered_at) if one.answered_at else "", one.answer] for one in sent
        ],
        "koreksi": [[wib(one.asked_at), sorted(one.fields), one.status] for one in asked],
    }


@held
def answer(context: Context, answers: Answers) -> dict[str, Any]:
    """Balas: words, a template or a file, into the worker's chat."""
    number = answers["dibuka"]["nomor"]
    if kept := answers.get("lampiran"):
        told = Say("say.balasan_berkas", media=Media("photo", "file", kept["file"]))
        return _relay(context, number, "", told, Attached(kept["file"], kept["form"]))
    said: dict[str, str] = answers["balasan"]
    if "templat" in said:
        words = Term(f"templat.{said['templat']}")
        return _relay(context, number, f"{TEMPLATE}{said['templat']}", Say("say.balasan", {"kata": words}))
    return _relay(context, number, said["kata"], Say("say.balasan", {"kata": said["kata"]}))


def _relay(context: Context, number: int, stored: str, told: Say, file: Attached | None = None) -> dict[str, Any]:
    ticket = ticket_words.say(context.session, context.vault, number, context.person, True, stored, context.now, file)
    params = {"nomor": number_of(number), **told.params}
    message = Say(told.text, params, (Run("button.balas", f"/balas {number}"),), media=told.media)
    context.notices.append(Notice(ticket.person, NAME, message))
    return {}


@held
def hand_over(context: Context, answers: Answers) -> dict[str, Any]:
    """Serahkan: the other officer holds it now, and is told."""
    number, to = answers["dibuka"]["nomor"], int(answers["kepada"])
    ticket = ticket_queue.hand_over(context.session, context.vault, number, context.person, to, context.now)
    tell_officer(context, to, "say.diserahkan", number)
    tell_worker(context, ticket, "say.petugas_lain")
    return {}


@held
def put_back(context: Context, answers: Answers) -> dict[str, Any]:
    """Back to the queue."""
    number = answers["dibuka"]["nomor"]
    ticket = ticket_queue.put_back(context.session, context.vault, number, context.person, context.now)
    tell_worker(context, ticket, "say.dilepas")
    return {}


@held
def solve(context: Context, answers: Answers) -> dict[str, Any]:
    """Selesai, with a reason that the worker hears; within 14 days they may open it again."""
    said: dict[str, str] = answers["alasan"]
    number = answers["dibuka"]["nomor"]
    stored = said["kata"] if "kata" in said else said["alasan"]
    ticket = tickets.solve(context.session, context.vault, number, context.person, stored, context.now)
    why: str | Term = said["kata"] if "kata" in said else Term(f"term.alasan_{said['alasan']}")
    again = (Run("button.buka_lagi", f"/bukalagi {number}"), Run("button.status", "/status"))
    told = Say("say.selesai", {"nomor": number_of(number), "alasan": why}, again)
    context.notices.append(Notice(ticket.person, NAME, told))
    return {}
