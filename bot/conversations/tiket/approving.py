"""`/persetujuan`: a change of Telegram account that one officer asked for, and another one decides."""

from typing import Final

from bot.conversations.context import Context, Notice
from bot.conversations.filling import drafts
from bot.conversations.tiket.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Run, Say, Term
from bot.engine.inputs import Command
from bot.rules.clock import wib
from bot.rules.numbers import GREATEST_IDENTITY, named
from storage import accounts, telegram_changes, tickets
from storage.telegram_changes import Change, Changed, ChangeError

_MOST: Final = 5
_YES: Final = "ya"
_NO: Final = "tidak"
_DESK: Final = Run("button.meja", "/tiket")


def persetujuan(visit: Visit, given: Command) -> list[Spoken]:
    """What waits for a second officer; `ya N` and `tidak N` decide."""
    context = visit.open_store()
    if not tickets.is_helpdesk(context.session, context.person):
        return [(NAME, Say("ask.bukan_petugas", {}, (Run("button.bantuan", "/bantuan"),)))]
    verdict, _, number = given.argument.partition(" ")
    if verdict in {_YES, _NO} and number.isdecimal():
        return [(NAME, _decided(context, named(number, GREATEST_IDENTITY), granted=verdict == _YES))]
    waiting = telegram_changes.pending(context.session)[:_MOST]
    if not waiting:
        return [(NAME, Say("say.tanpa_permintaan", {}, (_DESK,)))]
    lines = tuple(_line(context, one) for one in waiting)
    buttons = tuple(button for one in waiting for button in _buttons(context, one))
    return [(NAME, Say("say.permintaan", {"lines": lines}, (*buttons, _DESK), screen=True))]


def _account(context: Context, change: Change) -> str:
    """The account's nomor registrasi."""
    account = accounts.by_id(context.session, change.account_id)
    assert account is not None
    return account.nomor_registrasi


def _line(context: Context, change: Change) -> Term:
    told = {"nomor": _account(context, change), "at": wib(change.asked_at), "petugas": str(change.asked_by)}
    return Term("term.permintaan", told)


def _buttons(context: Context, change: Change) -> tuple[Button, ...]:
    """Whoever asked may only drop it."""
    nomor = {"nomor": _account(context, change)}
    drop = Run("button.tolak", f"/persetujuan {_NO} {change.id}", nomor)
    if change.asked_by == context.person:
        return (drop,)
    return (Run("button.setujui", f"/persetujuan {_YES} {change.id}", nomor), drop)


def _decided(context: Context, number: int, *, granted: bool) -> Say:
    decide = telegram_changes.approve if granted else telegram_changes.reject
    try:
        decided = decide(context.session, context.vault, number, context.person, context.now)
    except ChangeError as error:
        return Say("say.permintaan_gagal", {"reason": Term(f"term.gagal_{error.code}")}, (_DESK,))
    if isinstance(decided, Changed):
        _tell_both(context, decided)
        return Say("say.disetujui", {"nomor": _account(context, decided.change)}, (_DESK,))
    _tell(context, decided.new_person, Say("say.telegram_ditolak", {}, (Run("button.bantuan", "/bantuan"),)))
    return Say("say.ditolak", {"nomor": _account(context, decided)}, (_DESK,))


def _tell_both(context: Context, changed: Changed) -> None:
    """The new Telegram, and whichever ones had the account before; what was begun there is the new one's now."""
    old, new = changed.old_person, changed.change.new_person
    for person in {old, changed.ended or old} - {new}:
        drafts.send_home(context, changed.change.account_id, person)
        moved = Say("say.telegram_lama", {"at": wib(context.now)}, (Run("button.bantuan", "/bantuan"),))
        _tell(context, person, moved)
    _tell(context, new, Say("say.telegram_baru", {}, (Run("button.masuk", "/masuk"),)))


def _tell(context: Context, person: int, say: Say) -> None:
    context.notices.append(Notice(person, NAME, say))
