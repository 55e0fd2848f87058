"""What is known already of whoever asks for help, so that nobody types it again."""

from typing import Any, Final

import msgspec

from bot.conversations.account.names import IDENTITY
from bot.conversations.account.names import NAME as ACCOUNT
from bot.conversations.context import Context
from bot.conversations.login.names import NAME as LOGIN
from bot.conversations.recovery.flow import NAME as RECOVERY
from storage import accounts, conversations, records, sessions

_TYPED: Final = (*IDENTITY, "ponsel", "email")


def known(context: Context, origin: str) -> dict[str, Any]:
    """Of the account that is open here; else of the conversation that the person came from, or of their own account.

    By the names of the account's answers, dates as ISO 8601 text. What was typed in one conversation is never mixed
    with another's: it may be about somebody else.
    """
    opened = sessions.of_person(context.session, context.person, context.now)
    if opened is not None:
        return _of_account(context, opened.account_id)
    drafts = _typed(context)
    if drafts.get(origin):
        return drafts[origin]
    own = accounts.of_person(context.session, context.person)
    if own is not None:
        return _of_account(context, own.id)
    return next((drafts[flow] for flow in (ACCOUNT, RECOVERY, LOGIN) if drafts.get(flow)), {})


def _of_account(context: Context, account_id: int) -> dict[str, Any]:
    record = records.load(context.session, context.vault, account_id)
    return {
        "nik": record.nik,
        "kk": accounts.kk_of(context.session, context.vault, account_id),
        "nama": record.nama,
        "tempat_lahir": record.tempat_lahir,
        "tanggal_lahir": record.tanggal_lahir.isoformat(),
        "ponsel": record.biodata["ponsel"],
        "email": record.biodata["email"],
    }


def _typed(context: Context) -> dict[str, dict[str, Any]]:
    """What was typed of an identity, by conversation, as it lay in the store when the turn began."""
    lying = conversations.load(context.session, context.vault, [context.person]).get(context.person, [])
    found = {}
    for draft in lying:
        if draft.flow in {ACCOUNT, RECOVERY, LOGIN}:
            answers = msgspec.json.decode(draft.body)[1]
            found[draft.flow] = {name: answers[name] for name in _TYPED if name in answers}
    return found
