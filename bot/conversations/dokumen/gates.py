"""Where the record takes the papers of the account."""

from typing import Any

from bot.conversations.context import Context
from bot.conversations.filling.access import account_of
from bot.conversations.filling.paper import told
from bot.engine.parse import Answers
from storage import papers, records
from storage.papers import OF_ACCOUNT


def known(context: Context, answers: Answers) -> dict[str, Any]:
    """What is kept already: `ijazah` and `kk`, each None or its facts."""
    del answers
    account = account_of(context)
    kept = {paper.kind: told(paper) for paper in papers.of_account(context.session, account)}
    return {"account": account, **{kind: kept.get(kind) for kind in OF_ACCOUNT}}


def keep(context: Context, answers: Answers) -> dict[str, Any]:
    """Put the accepted paper into the record; the last one counts."""
    account = account_of(context)
    replaced = [
        papers.keep(context.session, context.vault, account, kind, 0, answers[kind], context.person, context.now)
        for kind in OF_ACCOUNT
        if kind in answers
    ]
    return {"gone": [file for file in replaced if file]}


def confirm(context: Context, answers: Answers) -> dict[str, Any]:
    """Selanjutnya."""
    del answers
    records.confirm_page(context.session, account_of(context), "dokumen")
    return {}
