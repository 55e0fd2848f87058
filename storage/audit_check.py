"""Walks the audit trail from its first entry to its head and tells the first place where it is broken.

The walk goes in steps, each of which may have a transaction of its own: a trail only grows, so what was walked stays
walked, and nobody who writes waits for a long one.
"""

import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, bindparam, column, select, table
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage.audit import Links
from storage.crypto import SealBrokenError, Vault

Kind = Literal["changed", "missing", "added", "out of order", "cut off at the end"]

_STEP: Final = 1000
_BEFORE_ALL: Final = -(2**63)
_COLUMNS: Final = ("id", "at", "actor", "actor_role", "action", "subject", "instansi_id", "body", "digest")
# Without types: a value that was changed into nonsense must not stop the walk.
_TABLE: Final = table("audit", *(column(name) for name in _COLUMNS))
_HEAD: Final = table("audit_head", column("id"), column("count"), column("digest"))
# Held for the step, so that no entry is added between the two statements.
_READ_HEAD: Final = select(_HEAD.c.count, _HEAD.c.digest).where(_HEAD.c.id == 1).with_for_update(read=True)
_NEXT: Final = select(_TABLE).where(_TABLE.c.id > bindparam("last")).order_by(_TABLE.c.id).limit(bindparam("limit"))


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the trail is broken: an entry's number, and what became of it."""

    number: int
    kind: Kind


class Walk:
    """One walk along the trail: `done` of `total` entries are right, and `found` is the break, if there is one."""

    def __init__(self, vault: Vault) -> None:
        self.done = 0
        self.total = 0
        self.found: Break | None = None
        self._vault = vault
        self._links = Links(vault)
        self._reached = b""
        self._stride = _STEP

    @property
    def head(self) -> bytes:
        """The digest of the entries that were walked, empty before the first; at a whole trail's end, its head's."""
        return self._reached

    def step(self, session: Session) -> bool:
        """Walk a thousand entries on; whether there is more to walk."""
        connection = session.connection()
        head = connection.execute(_READ_HEAD).first()
        # A head without a number is as good as none.
        end = head if head and isinstance(head[0], int) else None
        self.total = end[0] if end else 0
        rows = self._next(connection)
        if rows is None:
            return self.found is None
        for row in rows:
            self.found = self._judge(row, ends=end is not None)
            if self.found:
                return False
            self.done += 1
        if len(rows) < self._stride:
            self.found = self._judge_end(end and end[1])
            return False
        return True

    def _next(self, connection: Connection) -> list[dict[str, Any]] | None:
        """The next entries; None where the driver cannot read them, which is sought one by one."""
        asked = {"last": self.done or _BEFORE_ALL, "limit": self._stride}
        try:
            return [dict(row) for row in connection.execute(_NEXT, asked).mappings()]
        except DBAPIError:
            if self._stride == 1:
                self.found = Break(self.done + 1, "changed")
            self._stride = 1
            return None

    def _judge(self, row: Mapping[str, Any], *, ends: bool) -> Break | None:
        """Whether this is the entry that follows the last one."""
        number, expected = row["id"], self.done + 1
        if number < 1 or (ends and expected > self.total):
            return Break(number, "added")
        if number != expected:
            return Break(expected, "missing")
        digest = self._digest(row)
        if digest is None or digest != row["digest"]:
            return Break(number, "out of order" if self._is_of_another_place(row) else "changed")
        self._reached = self._links.head(digest)
        return None

    def _digest(self, row: Mapping[str, Any]) -> bytes | None:
        """What the entry's digest has to be; None where a column is nonsense."""
        with suppress(AttributeError, OverflowError, struct.error, TypeError, ValueError):
            at = row["at"] if isinstance(row["at"], datetime) else datetime.fromisoformat(row["at"])
            return self._links.entry(self._reached, {**row, "at": at.replace(tzinfo=UTC)})
        return None

    def _is_of_another_place(self, row: Mapping[str, Any]) -> bool:
        """Whether the body, which is sealed for its number, was written for another one."""
        others = (number for number in range(1, self.total + 1) if number != row["id"])
        return any(self._opens(row["body"], number) for number in others)

    def _opens(self, body: Any, number: int) -> bool:  # noqa: ANN401 - whatever lies there
        try:
            self._vault.open_bytes("audit", "body", number, body)
        except (SealBrokenError, TypeError):
            return False
        return True

    def _judge_end(self, head_digest: object) -> Break | None:
        """Whether the trail ends where its head says."""
        if head_digest is None or self.done < self.total or (not self.done and head_digest != b""):
            return Break(self.done + 1, "cut off at the end")
        return None if head_digest == self._reached else Break(self.done, "changed")


def verify(session: Session, vault: Vault, progress: Callable[[int, int], None] | None = None) -> Break | None:
    """Walk the whole trail in one transaction, in bounded memory; its first break, or None.

    `progress` hears how many entries of how many were walked.
    """
    walk = Walk(vault)
    while walk.step(session):
        if progress:
            progress(walk.done, walk.total)
    return walk.found
