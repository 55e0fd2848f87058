"""Where the store decides who is let in."""

from typing import Any

from bot.conversations.context import Context, Notice
from bot.conversations.filling import drafts
from bot.conversations.login.names import NAME
from bot.conversations.patience import count_failure, forgive, paused_until, told
from bot.engine.effects import Say
from bot.engine.parse import Answers
from bot.rules.clock import wib
from storage import accounts, audit, roster, sessions
from storage.accounts import AccountFacts, Credentials


def who(context: Context, answers: Answers) -> dict[str, Any]:
    """The NIK of the account that was made with this Telegram, if one was: nobody types it who need not."""
    del answers
    account = accounts.of_person(context.session, context.person)
    if account is None:
        return {"nik": ""}
    return {"nik": roster.printed_facts(context.session, context.vault, account.worker_id).nik}


def open_account(context: Context, answers: Answers) -> dict[str, Any]:
    """Let the person in whose password was right, and go on where they were on another phone.

    Refused with `login_wrong`, for a wrong NIK and a wrong password alike, or with `login_paused` (until). The first
    failures are free, for a NIK and for a Telegram user; the owner's own are counted apart, so that no stranger can
    lock anybody out.
    """
    nik = answers.get("nik") or answers["siapa"]["nik"]
    kept = accounts.credentials(context.session, context.vault, nik)
    owner = "pemilik" if kept is not None and kept.telegram_id == context.person else "orang lain"
    subjects = (f"masuk:{context.person}", f"masuk:{owner}:{nik}")
    if until := paused_until(context, *subjects):
        return {"refused": "login_paused", "params": {"until": told(until)}}
    account = _opened_by(context, kept, answers["password"])
    if account is None:
        count_failure(context, b"", *subjects)
        if until := paused_until(context, *subjects):
            return {"refused": "login_paused", "params": {"until": told(until)}}
        return {"refused": "login_wrong", "params": {}}
    forgive(context, *subjects)
    _open(context, account)
    return {"account": account.id}


def _opened_by(context: Context, kept: Credentials | None, checked: dict[str, Any]) -> AccountFacts | None:
    """The account, if the password that was compared still is its own: both may have changed since the job."""
    if kept is None or checked["account"] != kept.account_id:
        return None
    if checked["of"] != accounts.hash_mark(context.vault, kept.password_hash):
        return None
    return accounts.by_id(context.session, kept.account_id)


def _open(context: Context, account: AccountFacts) -> None:
    before = sessions.holder(context.session, account.id) or account.telegram_id
    ended = sessions.open(context.session, account.id, context.person, context.now)
    drafts.bring(context, account.id, before)
    is_new = context.person != account.telegram_id
    entry = audit.Entry(context.person, "masuk", account.id, {"baru": is_new}, "worker")
    audit.record(context.session, context.vault, entry, context.now)
    opened = Say("say.dibuka_di_tempat_lain", {"at": wib(context.now)})
    for person in {account.telegram_id, ended or account.telegram_id} - {context.person}:
        context.notices.append(Notice(person, NAME, opened))
