"""Eskalasi ke Dukcapil: the message for one ticket or for a day's, and what came of it."""

from collections.abc import Mapping
from typing import Any, Final

from bot.conversations.context import Context
from bot.conversations.tiket.holding import held, tell_worker
from bot.conversations.tiket.names import FOR_DUKCAPIL, PROBLEMS
from bot.engine.parse import Answers
from bot.rules import dukcapil
from bot.rules.dukcapil import Case
from storage import ticket_escalation, ticket_queue, tickets
from storage.ticket_escalation import NothingSentError

_MOST: Final = 20
"""No message holds more people."""


@held
def write(context: Context, answers: Answers) -> dict[str, Any]:
    """The message in Dukcapil's form, from what the worker said; refused with `tanpa_nik` for who gave none."""
    found = tickets.facts(context.session, context.vault, answers["dibuka"]["nomor"], context.person, context.now)
    if not found.said.get("nik"):
        return {"refused": "tanpa_nik", "params": {}}
    case = _case(found.said, answers["masalah"])
    return {**_ready(dukcapil.message(case)), "kantor": dukcapil.local_office(case.nik) or ""}


@held
def note_sent(context: Context, answers: Answers) -> dict[str, Any]:
    """What was sent stays on the ticket, which waits for Dukcapil from now on."""
    _note(context, answers["dibuka"]["nomor"], answers["eskalasi"], answers["pesan_dukcapil"]["pesan"])
    return {}


@held
def note_answer(context: Context, answers: Answers) -> dict[str, Any]:
    """What came back from Dukcapil; refused with `belum_dikirim` where nothing waits for an answer."""
    number, words = answers["dibuka"]["nomor"], answers["jawaban_dukcapil"]
    try:
        ticket = ticket_escalation.answered(context.session, context.vault, number, context.person, words, context.now)
    except NothingSentError:
        return {"refused": "belum_dikirim", "params": {}}
    tell_worker(context, ticket, "say.dukcapil_menjawab")
    return {}


@held
def gather(context: Context, answers: Answers) -> dict[str, Any]:
    """The oldest of the officer's tickets that Dukcapil was not asked about yet, as many as one message holds."""
    del answers
    cases: dict[int, Case] = {}
    unasked = ticket_escalation.unasked(context.session, context.person)
    waiting = [one for one in unasked if one.kind in FOR_DUKCAPIL]
    for one in waiting[:_MOST]:
        outline = tickets.outline(context.session, context.vault, one.number, context.person)
        if not outline.said.get("nik"):
            continue
        case = _case(outline.said, _problem(one.kind, outline.said))
        if len(dukcapil.batch([*cases.values(), case])) > 1:
            break
        cases[one.number] = case
    for number in cases:
        # Whose data are about to be shown: each look is in the audit trail.
        tickets.facts(context.session, context.vault, number, context.person, context.now)
    text = dukcapil.batch(list(cases.values()))[0] if cases else ""
    return {**_ready(text), "tiket": list(cases), "sisa": len(waiting) - len(cases)}


@held
def note_batch(context: Context, answers: Answers) -> dict[str, Any]:
    """The same message stays on each of its tickets that is still held."""
    gathered = answers["kumpulan"]
    held_now = {one.number for one in ticket_queue.held_by(context.session, context.person)}
    sent = [number for number in gathered["tiket"] if number in held_now]
    for number in sent:
        _note(context, number, "batch", gathered["pesan"])
    return {"count": len(sent)}


def _note(context: Context, number: int, channel: str, text: str) -> None:
    ticket_escalation.sent(context.session, context.vault, number, channel, context.person, text, context.now)
    ticket = ticket_escalation.wait_for_dukcapil(context.session, context.vault, number, context.person, context.now)
    tell_worker(context, ticket, "say.menunggu_dukcapil")


def _ready(text: str) -> dict[str, Any]:
    return {"pesan": text, "wa": dukcapil.links(text).whatsapp}


def _case(said: Mapping[str, Any], masalah: str) -> Case:
    nik, nama, kk, ponsel = (str(said.get(field) or "") for field in ("nik", "nama", "kk", "ponsel"))
    return Case(nik, nama, kk, ponsel, masalah)


def _problem(kind: str, said: Mapping[str, Any]) -> str:
    """What did not agree, in the words of the message."""
    differing = [PROBLEMS[field] for field in said.get("differing") or () if field in PROBLEMS]
    return PROBLEMS[kind] if kind in PROBLEMS else ", ".join(differing) or PROBLEMS["nik"]
