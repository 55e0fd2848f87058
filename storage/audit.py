"""The audit trail: who did what to whose record, in a chain that nobody changes unseen.

Each entry's digest is keyed, and made of all that the entry says and of the trail before it; the head's, of the last
entry's. Whoever has the database but not the key can neither change, add, take nor reorder entries without leaving a
break. A whole trail that is put back to what it once was is none: against that, keep the head's number and digest
elsewhere.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from struct import pack
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from storage.crypto import Vault
from storage.listed import among
from storage.models.audit import AuditHead, AuditRow
from storage.prepared import Prepared

SYSTEM: Final = 0
"""The actor where nobody acts."""

_DIGEST_BYTES: Final = 32
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_TABLE: Any = AuditRow.__table__  # type: ignore[attr-defined]
_HEAD: Any = AuditHead.__table__  # type: ignore[attr-defined]
# Where several processes write at once, they add one after the other.
_TAKE_HEAD = Prepared(select(_HEAD.c.count, _HEAD.c.digest).where(_HEAD.c.id == 1).with_for_update())
_MOVE_HEAD = Prepared(
    update(_HEAD).where(_HEAD.c.id == 1).values(count=bindparam("entries"), digest=bindparam("sealed")),
    "entries",
    "sealed",
)
_ADD = Prepared(_TABLE.insert(), *_TABLE.c.keys())
_OF_SUBJECT = (
    select(*(_TABLE.c[name] for name in ("id", "at", "actor", "actor_role", "action", "body", "instansi_id")))
    .where(among(_TABLE.c.subject, "subjects"))
    .order_by(_TABLE.c.id.desc())
    .limit(bindparam("limit"))
)
_OF_KIND = _OF_SUBJECT.where(_TABLE.c.action == bindparam("kind"))


class AuditHeadMissingError(Exception):
    """Somebody took the head of the trail: nothing is recorded, hence nothing changed, until it is put back."""


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What somebody did: `actor` a Telegram user or SYSTEM, `subject` an account or a worker or 0, `body` for JSON."""

    actor: int
    action: str
    subject: int
    body: Mapping[str, Any]
    role: str = ""
    instansi: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """A recorded entry, opened; `instansi` is where whoever acted did so, 0 for nowhere."""

    number: int
    at: datetime
    actor: int
    role: str
    action: str
    body: dict[str, Any]
    instansi: int


class Links:
    """The two keyed digests that hold the trail together: BLAKE2b of 32 bytes, under keys of their own."""

    def __init__(self, vault: Vault) -> None:
        self._entry_key = vault.derive("audit:entry")
        self._head_key = vault.derive("audit:head")

    def entry(self, before: bytes, row: Mapping[str, Any]) -> bytes:
        """The digest of an entry, from the head's digest before it (empty before the first) and its columns."""
        numbers = (row["id"], _microseconds(row["at"]), row["actor"], row["subject"], row["instansi_id"])
        made = blake2b(pack(">5q", *numbers), key=self._entry_key, digest_size=_DIGEST_BYTES)
        for part in (before, row["actor_role"].encode(), row["action"].encode(), row["body"]):
            # With its length, so that nothing can pass from one part into the next.
            made.update(pack(">q", len(part)) + part)
        return made.digest()

    def head(self, entry: bytes) -> bytes:
        """The head's digest, from the last entry's: that entry's alone would let anybody cut the trail there."""
        return blake2b(entry, key=self._head_key, digest_size=_DIGEST_BYTES).digest()


def record(session: Session, vault: Vault, entry: Entry, now: datetime) -> int:
    """Add an entry to the trail, in three statements; its number. A date in the body becomes ISO 8601 text.

    Raises:
        AuditHeadMissingError: the trail was tampered with.
    """
    heads = _TAKE_HEAD.rows(session)
    if not heads:
        raise AuditHeadMissingError
    count, before = heads[0]
    number: int = count + 1
    body = json.dumps(entry.body, ensure_ascii=False, default=str)
    row: dict[str, Any] = {
        "id": number,
        "at": now,
        "actor": entry.actor,
        "actor_role": entry.role,
        "action": entry.action,
        "subject": entry.subject,
        "instansi_id": entry.instansi,
        "body": vault.seal("audit", "body", number, body),
    }
    links = Links(vault)
    row["digest"] = digest = links.entry(before, row)
    _ADD.run(session, *(row[name] for name in _TABLE.c.keys()))  # noqa: SIM118 - a collection of columns, no dictionary
    _MOVE_HEAD.run(session, number, links.head(digest))
    return number


def of_subject(session: Session, vault: Vault, subjects: Collection[int], limit: int, action: str = "") -> list[Seen]:
    """The latest entries about accounts or workers, or of them those with this action, newest last; one statement.

    What was done before there was an account is recorded about the worker: whoever asks for a person names both.

    Raises:
        SealBrokenError: one of them was changed.
    """
    asked = {"subjects": list(subjects), "limit": limit}
    found = (_OF_KIND, {**asked, "kind": action}) if action else (_OF_SUBJECT, asked)
    rows = session.connection().execute(*found).all()
    return [
        Seen(number, at, actor, role, action, json.loads(vault.open("audit", "body", number, body)), instansi)
        for number, at, actor, role, action, body, instansi in reversed(rows)
    ]


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND
