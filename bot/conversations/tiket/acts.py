"""What an officer does with the ticket that they hold; whoever does not hold it is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from bot.conversations.balas.flow import number_of
from bot.conversations.context import Context, Notice
from bot.conversations.tiket.gates import tell_worker
from bot.conversations.tiket.names import NAME
from bot.engine.effects import Media, Run, Say, Term
from bot.engine.parse import Answers
from bot.rules import dukcapil
from bot.rules.clock import wib
from bot.rules.nik import LENGTH
from storage import (
    resets,
    staff,
    telegram_changes,
    ticket_escalation,
    ticket_queue,
    ticket_state,
    ticket_words,
    tickets,
)
from storage.staff import Role
from storage.ticket_escalation import NothingSentError
from storage.ticket_queue import NotHelpdeskError
from storage.ticket_state import HELPDESK, NoTicketError, NotYoursError, TicketSolvedError
from storage.ticket_words import Attached

Check = Callable[[Context, Answers], dict[str, Any]]
FIELDS = ("nik", "kk", "nama", "tempat_lahir", "tanggal_lahir", "ponsel", "email")


def held(check: Check) -> Check:
    """Refuse with `bukan_pegangan` what only the ticket's holder may do."""

    @wraps(check)
    def checked(context: Context, answers: Answers) -> dict[str, Any]:
        try:
            return check(context, answers)
        except (NoTicketError, NotYoursError, TicketSolvedError, NotHelpdeskError):
            return {"refused": "bukan_pegangan", "params": {}}

    return checked


@held
def identify(context: Context, answers: Answers) -> dict[str, Any]:
    """Open the identity: each field as the worker said it and as the roster has it."""
    found = tickets.facts(context.session, context.vault, answers["dibuka"]["nomor"], context.person, context.now)
    registered = found.registered.identity if found.registered else None
    rows = [
        [field, str(found.said.get(field) or ""), str(getattr(registered, field, None) or "")]
        for field in FIELDS
        if found.said.get(field) or getattr(registered, field, None)
    ]
    return {"rows": rows, "terdaftar": found.registered is not None, "kantor": _office(found.said)}


def _office(said: dict[str, Any]) -> str:
    nik = str(said.get("nik") or "")
    return (dukcapil.local_office(nik) if len(nik) == LENGTH else None) or ""


@held
def read(context: Context, answers: Answers) -> dict[str, Any]:
    """What was said so far, and what was sent to Dukcapil."""
    number = answers["dibuka"]["nomor"]
    said = ticket_words.messages(context.session, context.vault, number, context.person, context.now)
    sent = ticket_escalation.of_ticket(context.session, context.vault, number, context.person, context.now)
    return {
        "pesan": [[wib(one.at), one.from_staff, one.words, one.file.file if one.file else ""] for one in said],
        "dukcapil": [[wib(one.at), one.channel, one.answer or ""] for one in sent],
    }


@held
def answer(context: Context, answers: Answers) -> dict[str, Any]:
    """Balas: into the worker's chat."""
    number = answers["dibuka"]["nomor"]
    said: dict[str, str] = answers.get("balasan", {})
    kept = answers.get("lampiran")
    file = Attached(kept["file"], kept["form"]) if kept else None
    words = said.get("kata", "")
    # A template is kept by its name: its wording lies with the texts.
    stored = words or (f"templat: {said['templat']}" if said else "")
    ticket = ticket_words.say(
        context.session, context.vault, number, context.person, True, stored, context.now, file
    )
    told: str | Term = Term(f"templat.{said['templat']}") if "templat" in said else words or "–"
    buttons = (Run("button.balas", f"/balas {number}"),)
    media = Media("photo", "file", file.file) if file else None
    message = Say("say.balasan", {"nomor": number_of(number), "kata": told}, buttons, media=media)
    context.notices.append(Notice(ticket.person, NAME, message))
    return {}


@held
def write_to_dukcapil(context: Context, answers: Answers) -> dict[str, Any]:
    """The message in Dukcapil's form, from what the worker said, with the link that opens WhatsApp."""
    found = tickets.facts(context.session, context.vault, answers["dibuka"]["nomor"], context.person, context.now)
    said = {field: str(found.said.get(field) or "") for field in FIELDS}
    case = dukcapil.Case(said["nik"], said["nama"], said["kk"], said["ponsel"], answers["masalah"])
    text = dukcapil.message(case)
    return {"pesan": text, "wa": dukcapil.links(text).whatsapp, "kantor": _office(found.said)}


@held
def note_sent(context: Context, answers: Answers) -> dict[str, Any]:
    """What was sent stays on the ticket, which waits for Dukcapil from now on."""
    number, text = answers["dibuka"]["nomor"], answers["pesan_dukcapil"]["pesan"]
    ticket_escalation.sent(
        context.session, context.vault, number, answers["eskalasi"], context.person, text, context.now
    )
    ticket = ticket_escalation.wait_for_dukcapil(
        context.session, context.vault, number, context.person, context.now
    )
    tell_worker(context, ticket, "say.menunggu_dukcapil")
    return {}


@held
def note_answer(context: Context, answers: Answers) -> dict[str, Any]:
    """What came back from Dukcapil."""
    number, words = answers["dibuka"]["nomor"], answers["jawaban_dukcapil"]
    try:
        ticket = ticket_escalation.answered(
            context.session, context.vault, number, context.person, words, context.now
        )
    except NothingSentError:
        return {"refused": "belum_dikirim", "params": {}}
    tell_worker(context, ticket, "say.dukcapil_menjawab")
    return {}


@held
def help_account(context: Context, answers: Answers) -> dict[str, Any]:
    """Unlock, send a one-time link to the worker's own chat, or ask for another Telegram, which a second officer grants."""
    number = answers["dibuka"]["nomor"]
    found = tickets.facts(context.session, context.vault, number, context.person, context.now)
    ticket = ticket_state.held(context.session, number, context.person)
    nik = str(found.said.get("nik") or "")
    match answers["bantu"]:
        case "buka_kunci":
            resets.unlock(context.session, context.vault, nik, context.person, context.now, ticket.person)
            tell_worker(context, ticket, "say.kunci_dibuka")
        case "reset" if ticket.account_id is not None:
            code = resets.issue(context.session, context.vault, ticket.account_id, context.person, context.now)
            button = Run("button.ganti_password", f"/start {code}")
            context.notices.append(Notice(ticket.person, NAME, Say("say.tautan_reset", {}, (button,))))
        case "ganti_telegram" if ticket.account_id is not None:
            return _ask_change(context, ticket.account_id, ticket.person)
        case _:
            return {"refused": "tanpa_akun", "params": {}}
    return {}


def _ask_change(context: Context, account_id: int, new_person: int) -> dict[str, Any]:
    try:
        change = telegram_changes.ask(
            context.session, context.vault, account_id, new_person, context.person, context.now
        )
    except telegram_changes.ChangeError as error:
        return {"refused": f"ganti_{error.code}", "params": {}}
    told = Say("say.minta_persetujuan", {"nomor": change.id}, (Run("button.lihat_permintaan", "/persetujuan"),))
    for officer in staff.people_with(context.session, Role(HELPDESK, 0)):
        if officer != context.person:
            context.notices.append(Notice(officer, NAME, told))
    return {}


def others(context: Context, answers: Answers) -> dict[str, Any]:
    """The other officers, by Telegram number."""
    del answers
    found = staff.people_with(context.session, Role(HELPDESK, 0))
    return {"petugas": [officer for officer in found if officer != context.person]}


@held
def hand_over(context: Context, answers: Answers) -> dict[str, Any]:
    """Serahkan: the other officer holds it now, and is told."""
    number, to = answers["dibuka"]["nomor"], int(answers["kepada"])
    ticket_queue.hand_over(context.session, context.vault, number, context.person, to, context.now)
    told = Say("say.diserahkan", {"nomor": number_of(number)}, (Run("button.buka_tiket", f"/tiket {number}"),))
    context.notices.append(Notice(to, NAME, told))
    return {}


@held
def put_back(context: Context, answers: Answers) -> dict[str, Any]:
    """Back to the queue."""
    number = answers["dibuka"]["nomor"]
    ticket_queue.put_back(context.session, context.vault, number, context.person, context.now)
    return {}


@held
def solve(context: Context, answers: Answers) -> dict[str, Any]:
    """Selesai, with a reason that the worker hears; within 14 days they may open it again."""
    said: dict[str, str] = answers["alasan"]
    number = answers["dibuka"]["nomor"]
    stored = said.get("kata") or said["alasan"]
    ticket = tickets.solve(context.session, context.vault, number, context.person, stored, context.now)
    why: str | Term = said["kata"] if "kata" in said else Term(f"term.alasan_{said['alasan']}")
    told = Say(
        "say.selesai",
        {"nomor": number_of(number), "alasan": why},
        (Run("button.buka_lagi", f"/bukalagi {number}"),),
    )
    context.notices.append(Notice(ticket.person, NAME, told))
    return {}
