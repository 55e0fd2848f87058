"""Where the record takes the papers of the account, and the pictures that are to be sent anew."""

from typing import Any

from bot.conversations.account.names import PICTURES
from bot.conversations.context import Context
from bot.conversations.filling.access import account_of
from bot.conversations.filling.paper import told
from bot.conversations.verifikasi.names import PICTURES as FOR_REASON
from bot.engine.parse import Answers
from storage import account_pictures, accounts, decisions, papers, records
from storage.papers import OF_ACCOUNT


def known(context: Context, answers: Answers) -> dict[str, Any]:
    """What is kept already: `ijazah` and `kk`, each None or its facts; and of what may be sent anew, the `pictures`."""
    del answers
    account = account_of(context)
    kept = {paper.kind: told(paper) for paper in papers.of_account(context.session, account)}
    pictures = {one.kind: one.file for one in accounts.files(context.session, account)}
    anew = {kind: pictures[kind] for kind in _to_mend(context, account) if kind in pictures}
    return {"account": account, **{kind: kept.get(kind) for kind in OF_ACCOUNT}, "pictures": anew}


def _to_mend(context: Context, account: int) -> list[str]:
    """The pictures of the account may not be changed, but where a verifier gave the record back for them."""
    record = records.load(context.session, context.vault, account)
    mend = decisions.to_mend(context.session, context.vault, record.worker_id, record.status)
    return [kind for code in (mend.reasons if mend else ()) for kind in FOR_REASON.get(code, ())]


def keep(context: Context, answers: Answers) -> dict[str, Any]:
    """Put the accepted paper or picture into the record; the last one counts."""
    account = account_of(context)
    replaced = [
        papers.keep(context.session, context.vault, account, kind, 0, answers[kind], context.person, context.now)
        for kind in OF_ACCOUNT
        if kind in answers
    ]
    replaced += [
        account_pictures.replace(
            context.session, context.vault, account, kind, answers[kind], context.person, context.now
        )
        for kind in PICTURES
        if kind in answers
    ]
    return {"gone": [file for file in replaced if file]}


def confirm(context: Context, answers: Answers) -> dict[str, Any]:
    """Selanjutnya."""
    del answers
    records.confirm_page(context.session, account_of(context), "dokumen")
    return {}
