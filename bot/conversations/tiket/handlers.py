"""The helpdesk's commands: the desk, its figures, another officer's consent; and a worker's Buka lagi."""

from dataclasses import replace
from typing import Final

from bot.conversations.balas.flow import NAME as BALAS
from bot.conversations.balas.flow import number_of
from bot.conversations.context import Notice
from bot.conversations.koreksi.flow import NAME as KOREKSI
from bot.conversations.tiket.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Media, Run, Say, Term
from bot.engine.inputs import Command
from bot.engine.state import begin
from bot.rules.clock import wib
from storage import telegram_changes, ticket_state, tickets
from storage.ticket_queue import NotHelpdeskError

_MOST: Final = 5


def tiket(visit: Visit, given: Command) -> list[Spoken]:
    """The desk; with a number, that ticket, if the officer holds it or nobody does."""
    if given.argument.isdecimal():
        visit.states.pop(NAME, None)
        visit.states[NAME] = replace(begin(visit.moment.dice), answers={"saring": "semua"})
        opened = visit.enter(NAME, Command("tiket"))
        state = visit.states[NAME]
        if state.answers["isian"]["petugas"]:
            chosen = replace(state, answers={**state.answers, "antrean": f"t{given.argument}"})
            visit.states[NAME] = chosen
            return visit.go_on(NAME, Command("tiket"))
        return opened
    return visit.enter(NAME, given)


def balas(visit: Visit, given: Command) -> list[Spoken]:
    """A worker's answer in a ticket of theirs."""
    if not given.argument.isdecimal():
        return [(NAME, Say("say.balas_bagaimana", {}, (Run("button.status", "/status"),)))]
    gone = visit.forget(BALAS) if BALAS in visit.states else []
    ticket = {"nomor": int(given.argument)}
    visit.states[BALAS] = replace(begin(visit.moment.dice), answers={"tiket": ticket})
    return [*gone, *visit.enter(BALAS, given)]


def bukalagi(visit: Visit, given: Command) -> list[Spoken]:
    """Buka lagi, within 14 days; whoever solved it is told."""
    context = visit.open_store()
    number = int(given.argument) if given.argument.isdecimal() else 0
    try:
        ticket = tickets.reopen(context.session, context.vault, number, context.person, context.now)
    except ticket_state.NoTicketError:
        ticket = None
    if ticket is None:
        return [(NAME, Say("say.tidak_dibuka_lagi", {}, (Run("button.bantuan", "/bantuan"),)))]
    if ticket.holder is not None:
        told = Say("say.dibuka_lagi_petugas", {"nomor": number_of(number)}, (Run("button.buka_tiket", f"/tiket {number}"),))
        context.notices.append(Notice(ticket.holder, NAME, told))
    button = (Run("button.balas", f"/balas {number}"),)
    return [(NAME, Say("say.dibuka_lagi", {"nomor": number_of(number)}, button))]


def koreksi(visit: Visit, given: Command) -> list[Spoken]:
    """What waits for the instansi's consent."""
    return visit.enter(KOREKSI, given)


def angka(visit: Visit, given: Command) -> list[Spoken]:
    """The helpdesk in figures, as a picture and as a sheet."""
    context = visit.open_store()
    if not tickets.is_helpdesk(context.session, context.person):
        return [(NAME, Say("ask.bukan_petugas"))]
    if given.argument == "xlsx":
        return [(NAME, Say("say.angka_xlsx", media=Media("document", "angka_xlsx", "")))]
    sheet = (Run("button.angka_xlsx", "/angka xlsx"), Run("button.meja", "/tiket"))
    return [(NAME, Say("say.angka", {}, sheet, media=Media("photo", "angka", "")))]


def persetujuan(visit: Visit, given: Command) -> list[Spoken]:
    """Changes of a Telegram account that wait for a second officer; `ya N` and `tidak N` decide."""
    context = visit.open_store()
    verdict, _, number = given.argument.partition(" ")
    if not tickets.is_helpdesk(context.session, context.person):
        return [(NAME, Say("ask.bukan_petugas"))]
    if verdict in {"ya", "tidak"} and number.isdecimal():
        return _decide(visit, int(number), granted=verdict == "ya")
    waiting = telegram_changes.pending(context.session)[:_MOST]
    if not waiting:
        return [(NAME, Say("say.tanpa_permintaan", {}, (Run("button.meja", "/tiket"),)))]
    lines = tuple(
        Term("term.permintaan", {"nomor": one.id, "at": wib(one.asked_at), "petugas": str(one.asked_by)})
        for one in waiting
    )
    buttons: tuple[Button, ...] = tuple(
        button
        for one in waiting
        for button in (
            Run("button.setujui", f"/persetujuan ya {one.id}", {"nomor": one.id}),
            Run("button.tolak", f"/persetujuan tidak {one.id}", {"nomor": one.id}),
        )
    )
    return [(NAME, Say("say.permintaan", {"lines": lines}, buttons))]


def _decide(visit: Visit, number: int, *, granted: bool) -> list[Spoken]:
    context = visit.open_store()
    decide = telegram_changes.approve if granted else telegram_changes.reject
    try:
        decided = decide(context.session, context.vault, number, context.person, context.now)
    except (telegram_changes.ChangeError, NotHelpdeskError) as error:
        code = error.code if isinstance(error, telegram_changes.ChangeError) else "bukan_petugas"
        return [(NAME, Say("say.permintaan_gagal", {"reason": Term(f"term.gagal_{code}")}))]
    if isinstance(decided, telegram_changes.Changed):
        old, new = decided.old_person, decided.change.new_person
        context.notices.append(Notice(new, NAME, Say("say.telegram_baru", {}, (Run("button.masuk", "/masuk"),))))
        for person in {old, decided.ended or old} - {new}:
            context.notices.append(Notice(person, NAME, Say("say.telegram_lama", {"at": wib(context.now)})))
    return [(NAME, Say("say.disetujui" if granted else "say.ditolak", {"nomor": number}))]
