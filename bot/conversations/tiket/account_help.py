"""Bantuan akun: failed tries forgiven, a one-time link, another Telegram; nobody but the worker sees a password."""

from typing import Any

from bot.conversations.context import Context, Notice
from bot.conversations.tiket.holding import held, tell_worker
from bot.conversations.tiket.names import NAME
from bot.engine.effects import Run, Say
from bot.engine.parse import Answers
from storage import accounts, resets, staff, telegram_changes, ticket_state, tickets
from storage.accounts import AccountFacts
from storage.staff import Role
from storage.ticket_state import HELPDESK, TicketFacts


@held
def help_account(context: Context, answers: Answers) -> dict[str, Any]:
    """Do what was chosen; refused with `tanpa_nik`, `tanpa_akun`, `telegram_lain` or `ganti_<code>`."""
    ticket = ticket_state.held(context.session, answers["dibuka"]["nomor"], context.person)
    if answers["bantu"] == "buka_kunci":
        return _unlock(context, ticket)
    account = accounts.by_id(context.session, ticket.account_id or 0)
    if account is None or account.withdrawn_at is not None:
        return {"refused": "tanpa_akun", "params": {}}
    return (
        _send_link(context, ticket, account) if answers["bantu"] == "reset" else _ask_change(context, ticket, account)
    )


def _unlock(context: Context, ticket: TicketFacts) -> dict[str, Any]:
    said = tickets.outline(context.session, context.vault, ticket.number, context.person).said
    if not said.get("nik"):
        return {"refused": "tanpa_nik", "params": {}}
    resets.unlock(context.session, context.vault, said["nik"], context.person, context.now, ticket.person)
    tell_worker(context, ticket, "say.kunci_dibuka")
    return {}


def _send_link(context: Context, ticket: TicketFacts, account: AccountFacts) -> dict[str, Any]:
    """Into the chat of the Telegram that the account belongs to, never into another one's: that is for two officers."""
    if account.telegram_id != ticket.person:
        return {"refused": "telegram_lain", "params": {}}
    code = resets.issue(context.session, context.vault, account.id, context.person, context.now)
    button = Run("button.ganti_password", f"/start reset_{code}")
    context.notices.append(Notice(account.telegram_id, NAME, Say("say.tautan_reset", {}, (button,))))
    return {}


def _ask_change(context: Context, ticket: TicketFacts, account: AccountFacts) -> dict[str, Any]:
    try:
        telegram_changes.ask(context.session, context.vault, account.id, ticket.person, context.person, context.now)
    except telegram_changes.ChangeError as error:
        return {"refused": f"ganti_{error.code}", "params": {}}
    told = Say(
        "say.minta_persetujuan", {"nomor": account.nomor_registrasi}, (Run("button.lihat_permintaan", "/persetujuan"),)
    )
    for officer in staff.people_with(context.session, Role(HELPDESK, 0)):
        if officer != context.person:
            context.notices.append(Notice(officer, NAME, told))
    tell_worker(context, ticket, "say.ganti_diminta")
    return {}
