"""What the import's desk is told of the store."""

from typing import Any

from bot.conversations.context import Context
from bot.engine.parse import Answers
from bot.rules.clock import today_wib, wib
from storage import acting, desks, imports
from storage.imports import Import


def look(context: Context, answers: Answers) -> dict[str, Any]:
    """For which instansi, whether its data may change (`tutup` says why not), the last import, and the one to undo.

    Whoever sat down waits for a file that may take longer than a desk stays open.
    """
    del answers
    instansi_id = desks.last(context.session, context.person)
    assert instansi_id is not None
    return {
        "instansi": instansi_id,
        "tutup": acting.why_closed(context.session, instansi_id, today_wib(context.now)),
        "terakhir": _facts(imports.last(context.session, instansi_id)),
        "urung": _facts(imports.last_written(context.session, instansi_id)),
    }


def _facts(found: Import | None) -> dict[str, Any]:
    if found is None:
        return {}
    counts = {name: getattr(found, name) for name in ("loaded", "updated", "unchanged", "refused")}
    return {"impor": found.id, "at": wib(found.at), **counts}
