"""Where the store decides who may choose a new password: three failures, and the helpdesk takes over."""

from datetime import datetime, timedelta
from typing import Any, Final

from bot.conversations.account.gates import typed_identity
from bot.conversations.account.names import IDENTITY
from bot.conversations.context import Context, Notice
from bot.conversations.filling import drafts
from bot.conversations.patience import count_failure, failures, forgive, paused_until, told
from bot.engine.effects import Say
from bot.engine.parse import Answers
from bot.rules.clock import wib
from bot.rules.identity import Identity
from bot.rules.identity import compare as differing
from storage import accounts, audit, records, sessions, tickets

NAME: Final = "recovery"
MOST: Final = 3
"""So many failures open a ticket."""
GOOD_FOR: Final = timedelta(minutes=15)
"""So long after a right security answer a password may be chosen: the phone may be in other hands later."""


def compare(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether this is the owner of an account: cocok (account, pertanyaan), tidak_cocok, jeda (until) or tiket (nomor).

    One word for no such account and for another identity: nobody learns here who is registered. As at the login, the
    failures of the Telegram that made the account are counted apart.
    """
    found = accounts.credentials(context.session, context.vault, answers["nik"])
    owner = "pemilik" if found is not None and found.telegram_id == context.person else "orang lain"
    subjects = (f"lupa:{owner}:{answers['nik']}", f"lupa:{context.person}")
    if until := paused_until(context, *subjects):
        return {"outcome": "jeda", "until": told(until)}
    if found is not None and not differing(typed_identity(answers), _known(context, found.account_id)):
        return {"outcome": "cocok", "account": found.account_id, "pertanyaan": found.pertanyaan, "pemilik": owner}
    tried = context.vault.index("tried", "\n".join(answers[field] for field in IDENTITY))
    count_failure(context, tried, *subjects)
    if _too_often(context, *subjects):
        return {"outcome": "tiket", "nomor": _open_ticket(context, answers)}
    return {"outcome": "tidak_cocok"}


def judge_answer(context: Context, answers: Answers) -> dict[str, Any]:
    """When a right security answer was given, as `at` (ISO 8601); or `nomor`, the ticket after too many wrong ones.

    Refused with `answer_wrong` (left) or `answer_paused` (until).
    """
    owner = answers["pemilik"]
    subject = f"jawaban:{owner['pemilik']}:{owner['account']}"
    if until := paused_until(context, subject):
        return {"refused": "answer_paused", "params": {"until": told(until)}}
    if answers["jawaban"]["right"]:
        forgive(context, subject, f"lupa:{owner['pemilik']}:{answers['nik']}", f"lupa:{context.person}")
        return {"at": context.now.isoformat()}
    count_failure(context, b"", subject)
    if _too_often(context, subject):
        return {"nomor": _open_ticket(context, answers)}
    return {"refused": "answer_wrong", "params": {"left": MOST - failures(context, subject)}}


def change_password(context: Context, answers: Answers) -> dict[str, Any]:
    """The new password counts at once; whoever had the account open is shown out and told, and so is its owner.

    Or `hilang`: the account has gone meanwhile. Refused with `answer_expired` (minutes) too long after the answer.
    """
    account_id = answers["pemilik"]["account"]
    is_late = context.now - datetime.fromisoformat(answers["sah"]["at"]) >= GOOD_FOR
    if is_late and accounts.by_id(context.session, account_id) is not None:
        return {"refused": "answer_expired", "params": {"minutes": GOOD_FOR // timedelta(minutes=1)}}
    changed = replace_password(context, account_id, answers["nik"], answers["password"])
    return {} if changed else {"hilang": True}


def replace_password(context: Context, account_id: int, nik: str, password_hash: str) -> bool:
    """Let the account be opened with this password, show out and tell whom that concerns; False where it is gone."""
    account = accounts.by_id(context.session, account_id)
    if account is None:
        return False
    accounts.set_password(context.session, account.id, password_hash)
    concerned = {account.telegram_id, _shown_out(context, account.id) or account.telegram_id} - {context.person}
    forgive(context, f"masuk:{context.person}", *(f"masuk:{who}:{nik}" for who in ("pemilik", "orang lain")))
    entry = audit.Entry(context.person, "password.ganti", account.id, {}, "worker")
    audit.record(context.session, context.vault, entry, context.now)
    changed = Say("say.password_diganti", {"at": wib(context.now)})
    context.notices.extend(Notice(person, NAME, changed) for person in concerned)
    return True


def _shown_out(context: Context, account_id: int) -> int | None:
    """Close the account, and send home what was begun in it elsewhere; who had it open."""
    opened_by = sessions.holder(context.session, account_id)
    if opened_by is None:
        return None
    sessions.close(context.session, opened_by)
    if opened_by != context.person:
        drafts.send_home(context, account_id, opened_by)
    return opened_by


def _too_often(context: Context, *subjects: str) -> bool:
    """So many failures, or so many more that a pause has begun."""
    return (
        any(failures(context, subject) >= MOST for subject in subjects) or paused_until(context, *subjects) is not None
    )


def _open_ticket(context: Context, answers: Answers) -> str:
    facts = {field: answers[field] for field in IDENTITY}
    opened = tickets.open_ticket(context.session, context.vault, context.person, "lupa_password", facts, context.now)
    return f"T-{opened.number:06d}"


def _known(context: Context, account_id: int) -> Identity:
    record = records.load(context.session, context.vault, account_id)
    kk = accounts.kk_of(context.session, context.vault, account_id)
    return Identity(record.nik, kk, record.nama, record.tempat_lahir, record.tanggal_lahir)
