"""Into one's record and out of it: `/masuk`, with or without a page, and `/keluar`."""

from dataclasses import replace
from typing import Final

from bot.conversations.context import Context
from bot.conversations.filling import access, drafts
from bot.conversations.filling.menu import menu, next_page
from bot.conversations.filling.names import FINAL, NAME, OPENED, PAGES, PESERTA, TO_FILL
from bot.conversations.login.names import NAME as LOGIN
from bot.conversations.login.names import WANTED
from bot.conversations.resume.gates import unready
from bot.conversations.resume.sections import sections
from bot.conversations.verifikasi.names import REASONS
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Media, Run, Say
from bot.engine.inputs import Command
from bot.engine.state import begin
from bot.rules.clock import today_wib
from bot.rules.dates import format_date
from bot.rules.service import Period, in_words, years
from storage import audit, decisions, records, riwayat, sessions
from storage.records import Record
from storage.sessions import SessionFacts

LANJUT: Final = "lanjut"
"""`/masuk lanjut`: to where one was; what a login ends with."""


def masuk(visit: Visit, given: Command) -> list[Spoken]:
    """Log in first; then the menu, `lanjut` for where one was (or a page behind it), or the page that is named."""
    context = visit.open_store()
    opened = sessions.of_person(context.session, context.person, context.now)
    if opened is None:
        return _log_in(visit, given)
    after_login, _, wanted = given.argument.partition(" ")
    spoken = drafts.settle(visit, opened.account_id) if after_login == LANJUT else []
    given = replace(given, argument=wanted) if wanted else given
    state = records.state(context.session, opened.account_id, today_wib(context.now))
    record = records.load(context.session, context.vault, opened.account_id)
    if state != "open":
        return [*spoken, *_read_only(visit, given, state, record)]
    page = given.argument if given.argument in (*PAGES, PESERTA) else ""
    if given.argument == LANJUT:
        page = _where_left(visit, record, opened)
    if not page:
        visit.active = None
        return [*spoken, menu(visit, record)]
    return [*spoken, *enter(visit, page, given)]


def _log_in(visit: Visit, given: Command) -> list[Spoken]:
    """The page that was wanted waits in the login's draft; whoever then asks for none goes on where they were."""
    begun = visit.states.get(LOGIN) or begin(visit.moment.dice)
    others = {name: answer for name, answer in begun.answers.items() if name != WANTED}
    wanted = {WANTED: given.argument} if given.argument in TO_FILL else {}
    if begun.answers.get(WANTED) != wanted.get(WANTED):
        begun = replace(begun, answers={**others, **wanted}, revision=begun.revision + 1)
    visit.states[LOGIN] = begun
    return visit.enter(LOGIN, given)


def enter(visit: Visit, page: str, given: Command) -> list[Spoken]:
    """Go to a page; the resume comes after everything that it sums up."""
    context = visit.open_store()
    sessions.set_page(context.session, context.person, page)
    before = _everything(visit) if page == "resume" and _is_ready(context) else []
    return [*before, *visit.enter(page, given)]


def _is_ready(context: Context) -> bool:
    """Whether there is a whole record to sum up."""
    return not unready(context, records.load(context.session, context.vault, access.account_of(context)))


def _everything(visit: Visit) -> list[Spoken]:
    """The record in sections, and the picture of the masa kerja."""
    context = visit.open_store()
    account_id = access.account_of(context)
    picture = Media("photo", "masa_kerja", str(account_id))
    entries = riwayat.entries(context.session, account_id)
    until = context.terms.reference
    worked = years((Period(entry.tanggal_mulai, entry.tanggal_berakhir) for entry in entries), until)
    told = {"worked": in_words(worked), "day": format_date(until)}
    return [*sections(context, account_id), (NAME, Say("say.masa_kerja", told, media=picture))]


def keluar(visit: Visit, given: Command) -> list[Spoken]:
    """Close the account on this Telegram; the answers stay."""
    del given
    context = visit.open_store()
    opened = sessions.of_person(context.session, context.person, context.now)
    if opened is None:
        return [(NAME, Say("say.tidak_masuk", {}, (Run("button.masuk", "/masuk"),)))]
    sessions.close(context.session, context.person)
    entry = audit.Entry(context.person, "keluar", opened.account_id, {}, "worker")
    audit.record(context.session, context.vault, entry, context.now)
    visit.active = None if visit.active in OPENED else visit.active
    for name in drafts.send_home(context, opened.account_id, context.person):
        visit.states.pop(name, None)
    return [(NAME, Say("say.keluar", {}, (Run("button.masuk", "/masuk"),), screen=True))]


def _where_left(visit: Visit, record: Record, opened: SessionFacts) -> str:
    """Where the person was last, or what lies half-written; an eks THK-II first sees what the instansi holds.

    Whose record was just given back goes to the first page on which something is to be mended.
    """
    if not opened.page and record.eks_thk2:
        return PESERTA
    if record.status == decisions.RETURNED and (to_mend := _to_mend(visit.open_store(), record)):
        return to_mend
    begun = next((page for page in PAGES if page in visit.states and drafts.is_half_written(visit.states[page])), "")
    return opened.page if opened.page in PAGES else begun or next_page(visit.open_store(), record)


def _to_mend(context: Context, record: Record) -> str:
    mend = decisions.to_mend(context.session, context.vault, record.worker_id, record.status)
    return REASONS[mend.reasons[0]] if mend else ""


def _read_only(visit: Visit, given: Command, state: str, record: Record) -> list[Spoken]:
    """A record that was locked before its end has no final page, but can be looked at all the same."""
    before = _everything(visit) if given.argument == "resume" and state != "ditarik" else []
    if record.finished_at is None or state == "ditarik":
        visit.active = None
        return [*before, access.locked(state)]
    return [*before, *visit.enter(FINAL, given)]
