"""Walks the audit trail for the command line, and says what was found."""

from collections.abc import Callable
from typing import Any, Final

from storage.audit_check import Kind, Walk
from storage.crypto import Vault
from storage.database import Database

_BROKEN: Final[dict[Kind, str]] = {
    "changed": "entry {} was changed",
    "missing": "entry {} is missing",
    "added": "entry {} was put in from outside",
    "out of order": "entry {} is out of order",
    "cut off at the end": "it is cut off at the end, from entry {} on",
}


def walk(database: Database, vault: Vault, progress: Callable[[int, int], None]) -> Walk:
    """Walk the trail to its end or its first break, in transactions short enough for a bot that runs meanwhile."""
    under_way = Walk(vault)
    goes_on = True
    while goes_on:
        with database.transaction() as session:
            goes_on = under_way.step(session)
        progress(under_way.done, under_way.total)
    return under_way


def words(walked: Walk) -> str:
    """The result in one line."""
    if walked.found is None:
        return f"The audit trail is whole: {walked.done} entries."
    return f"The audit trail is broken: {_BROKEN[walked.found.kind].format(walked.found.number)}."


def facts(walked: Walk) -> dict[str, Any]:
    """The result for scripts; `head` is worth keeping elsewhere, against a trail that is put back whole."""
    broken = walked.found and {"entry": walked.found.number, "kind": walked.found.kind}
    return {"whole": broken is None, "entries": walked.done, "head": walked.head.hex(), "broken": broken}
