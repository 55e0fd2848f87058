"""Where the store decides who may choose a new password: three failures, and the helpdesk takes over."""

from datetime import date
from typing import Any, Final

from bot.conversations.account.names import IDENTITY
from bot.conversations.context import Context, Notice
from bot.conversations.patience import count_failure, failures, forgive, paused_until
from bot.engine.effects import Say
from bot.engine.parse import Answers
from bot.rules.clock import wib
from bot.rules.identity import Identity
from bot.rules.identity import compare as differing
from storage import accounts, audit, records, requests, sessions

NAME: Final = "recovery"
MOST: Final = 3
"""So many failures open a ticket."""


def compare(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether this is the owner of an account: cocok (account, pertanyaan), tidak_cocok, jeda (until) or tiket (nomor).

    One word for no such account and for another identity: nobody learns here who is registered.
    """
    subject = f"lupa:{answers['nik']}"
    if until := paused_until(context, subject, f"lupa:{context.person}"):
        return {"outcome": "jeda", "until": wib(until)}
    found = accounts.credentials(context.session, context.vault, answers["nik"])
    if found is not None and not differing(_typed(answers), _known(context, found.account_id)):
        return {"outcome": "cocok", "account": found.account_id, "pertanyaan": found.pertanyaan}
    tried = context.vault.index("tried", "\n".join(answers[field] for field in IDENTITY))
    count_failure(context, tried, subject, f"lupa:{context.person}")
    if failures(context, subject) >= MOST:
        return {"outcome": "tiket", "nomor": _open_ticket(context, answers)}
    return {"outcome": "tidak_cocok"}


def judge_answer(context: Context, answers: Answers) -> dict[str, Any]:
    """Go on with a right security answer; refused with `answer_wrong` (left), at last `nomor`, that of a ticket."""
    subject = f"jawaban:{answers['pemilik']['account']}"
    if until := paused_until(context, subject):
        return {"refused": "answer_paused", "params": {"until": wib(until)}}
    if answers["jawaban"]["right"]:
        forgive(context, subject, f"lupa:{answers['nik']}")
        return {}
    count_failure(context, b"", subject)
    left = MOST - failures(context, subject)
    if left <= 0:
        return {"nomor": _open_ticket(context, answers)}
    return {"refused": "answer_wrong", "params": {"left": left}}


def change_password(context: Context, answers: Answers) -> dict[str, Any]:
    """The new password counts at once; whoever had the account open is shown out, and its first Telegram user told."""
    account_id = answers["pemilik"]["account"]
    accounts.set_password(context.session, account_id, answers["password"])
    account = accounts.by_id(context.session, account_id)
    assert account is not None
    opened_by = sessions.holder(context.session, account_id)
    if opened_by is not None:
        sessions.close(context.session, opened_by)
    forgive(context, f"masuk:pemilik:{answers['nik']}", f"masuk:orang lain:{answers['nik']}")
    entry = audit.Entry(context.person, "password.ganti", account_id, {}, "worker")
    audit.record(context.session, context.vault, entry, context.now)
    if account.telegram_id != context.person:
        told = Say("say.password_diganti", {"at": wib(context.now)})
        context.notices.append(Notice(account.telegram_id, NAME, told))
    return {}


def _open_ticket(context: Context, answers: Answers) -> str:
    facts = {field: answers[field] for field in IDENTITY}
    number = requests.open_ticket(context.session, context.vault, context.person, "lupa_password", facts, context.now)
    return f"T-{number:06d}"


def _typed(answers: Answers) -> Identity:
    return Identity(
        answers["nik"],
        answers["kk"],
        answers["nama"],
        answers["tempat_lahir"],
        date.fromisoformat(answers["tanggal_lahir"]),
    )


def _known(context: Context, account_id: int) -> Identity:
    record = records.load(context.session, context.vault, account_id)
    kk = accounts.kk_of(context.session, context.vault, account_id)
    return Identity(record.nik, kk, record.nama, record.tempat_lahir, record.tanggal_lahir)
