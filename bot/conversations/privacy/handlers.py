"""`/privasi` and `/hapus`."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.conversations.account.names import NAME as ACCOUNT
from bot.conversations.context import Context, Notice
from bot.conversations.filling.names import OPENED
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Discard, Media, Run, Say, Term
from bot.engine.inputs import Command
from bot.rules.clock import wib
from storage import accounts, audit, records, sessions, staff, withdrawal

NAME: Final = "privacy"
LOOKED: Final = "lihat"
"""The trail's word for a look at somebody's data or files by staff."""
_LATEST: Final = 10


def privasi(visit: Visit, given: Command) -> list[Spoken]:
    """What is stored, why, and who sees it; `data` sends a copy, `tarik` takes the consent back."""
    context = visit.open_store()
    opened = sessions.of_person(context.session, context.person, context.now)
    own = _OWN.get(given.argument)
    if own is not None:
        if opened is None:
            return [(NAME, Say("say.masuk_dulu", {}, (Run("button.masuk", "/masuk"),)))]
        return own(visit, context, opened.account_id)
    account = opened.account_id if opened else _made_here(context)
    return [(NAME, Say("say.privasi", {"looks": _looks(context, account)}, _buttons(visit, context, account)))]


def hapus(visit: Visit, given: Command) -> list[Spoken]:
    """Consent withdrawn before there is an account: once confirmed, answers and pictures are forgotten."""
    if ACCOUNT not in visit.states:
        return [(NAME, Say("say.nothing_to_erase"))]
    if given.argument != "ya":
        keep_or_not = (Run("button.hapus_ya", "/hapus ya"), Run("button.lanjutkan_daftar", "/daftar"))
        return [(NAME, Say("say.erase", {}, keep_or_not, screen=True))]
    gone = visit.forget(ACCOUNT)
    return [*gone, (NAME, Say("say.erased", {}, (Run("button.daftar", "/daftar"),), screen=True))]


def _made_here(context: Context) -> int | None:
    account = accounts.of_person(context.session, context.person)
    return account.id if account else None


def _buttons(visit: Visit, context: Context, account_id: int | None) -> tuple[Button, ...]:
    account = accounts.by_id(context.session, account_id) if account_id else None
    if account is not None:
        once = () if account.withdrawn_at else (Run("button.tarik", "/privasi tarik"),)
        return (Run("button.data", "/privasi data"), *once)
    return (Run("button.hapus", "/hapus"),) if ACCOUNT in visit.states else ()


def _looks(context: Context, account: int | None) -> Term:
    """Who of the staff looked, and when; by role, for it is their office that looks."""
    found = accounts.by_id(context.session, account) if account else None
    subjects = (found.id, found.worker_id) if found else ()
    looks = audit.of_subject(context.session, context.vault, subjects, _LATEST, LOOKED)
    if not looks:
        return Term("term.belum_dilihat")
    lines = tuple(Term("term.dilihat", {"who": Term(f"term.role_{one.role}"), "at": wib(one.at)}) for one in looks)
    return Term("term.semua", {"lines": lines})


def _copy(visit: Visit, context: Context, account_id: int) -> list[Spoken]:
    """My data as a file."""
    del visit
    entry = audit.Entry(context.person, "data.salin", account_id, {}, "worker")
    audit.record(context.session, context.vault, entry, context.now)
    return [(NAME, Say("say.data", media=Media("document", "data", str(account_id))))]


def _ask(visit: Visit, context: Context, account_id: int) -> list[Spoken]:
    """What taking the consent back means, and whether it is wanted."""
    del visit
    record = records.load(context.session, context.vault, account_id)
    if record.withdrawn_at is not None:
        return [(NAME, Say("say.ditarik_final"))]
    text = "say.tarik" if record.instansi.finalised_at is None else "say.tarik_final"
    sure = (Run("button.tarik_ya", "/privasi tarik-ya"), Run("button.tarik_tidak", "/privasi"))
    return [(NAME, Say(text, {"instansi": record.instansi.nama}, sure, screen=True))]


def _withdraw(visit: Visit, context: Context, account_id: int) -> list[Spoken]:
    """Stop, erase what nobody has answered for yet, and tell the instansi's admins."""
    record = records.load(context.session, context.vault, account_id)
    if record.withdrawn_at is not None:
        return [(NAME, Say("say.ditarik_final"))]
    gone = [spoken for name in OPENED if name in visit.states for spoken in visit.forget(name)]
    files = withdrawal.withdraw(context.session, context.vault, account_id, context.person, context.now)
    told = Say("say.ditarik_admin", {"nama": record.nama, "nomor": record.nomor_registrasi, "at": wib(context.now)})
    if record.telegram_id != context.person:
        elsewhere = Say("say.ditarik_di_tempat_lain", {"at": wib(context.now)})
        context.notices.append(Notice(record.telegram_id, NAME, elsewhere))
    for admin in staff.admins_of(context.session, record.instansi.id):
        context.notices.append(Notice(admin, NAME, told))
    visit.active = None
    done = "say.ditarik" if record.instansi.finalised_at is None else "say.ditarik_final"
    return [*gone, *((NAME, Discard(file)) for file in files), (NAME, Say(done, {}, screen=True))]


_OWN: Final[Mapping[str, Callable[[Visit, Context, int], list[Spoken]]]] = {
    "data": _copy,
    "tarik": _ask,
    "tarik-ya": _withdraw,
}
