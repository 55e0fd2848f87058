"""Where the record is looked at as a whole, and ended."""

from typing import Any

from bot.conversations.context import Context
from bot.conversations.filling.access import account_of
from bot.conversations.filling.menu import missing
from bot.conversations.resume.sections import NAME, captions
from bot.engine.parse import Answers
from storage import records
from storage.records import Record


def known(context: Context, answers: Answers) -> dict[str, Any]:
    """What is still `missing` on which page, and all `files` with the codes of their captions."""
    del answers
    record = records.load(context.session, context.vault, account_of(context))
    return {
        "account": record.account_id,
        "missing": unready(context, record),
        "files": captions(context, record.account_id),
    }


def unready(context: Context, record: Record) -> dict[str, int]:
    """By page, how much it lacks; 0 where nothing does, but the page was never left by Selanjutnya."""
    counts = {page: count for page, count in missing(context, record).items() if page != NAME}
    return {page: count for page, count in counts.items() if count or page not in record.pages_done}


def finish(context: Context, answers: Answers) -> dict[str, Any]:
    """Iya: the record is `selesai`; where something was taken away meanwhile, it is not, and there is a `kurang`."""
    del answers
    record = records.load(context.session, context.vault, account_of(context))
    if unready(context, record):
        return {"kurang": True}
    records.finish(context.session, context.vault, record.account_id, context.person, context.now)
    return {"nomor": record.nomor_registrasi, "instansi": record.instansi.nama}
