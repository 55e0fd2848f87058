"""Whether a master key is the one that the data were sealed with: another would set aside whatever people say."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from storage.crypto import SealBrokenError, Vault
from storage.models.audit import AuditRow
from storage.models.turns import ConversationRow

_AUDIT: Final[Any] = AuditRow.__table__  # type: ignore[attr-defined]
_DRAFT: Final[Any] = ConversationRow.__table__  # type: ignore[attr-defined]


def is_of(session: Session, vault: Vault) -> bool:
    """Whether it opens one of a few that are looked at, or there are none; somebody may have changed one of them."""
    opened = [_opens(vault, *sealed) for sealed in _some(session)]
    return any(opened) or not opened


def _some(session: Session) -> Iterator[tuple[str, int | str, bytes]]:
    """The first and the last of the audit trail, and a draft: table, row and what is sealed in its `body`."""
    connection = session.connection()
    for end in (func.min, func.max):
        chosen = select(end(_AUDIT.c.id)).scalar_subquery()
        for row, body in connection.execute(select(_AUDIT.c.id, _AUDIT.c.body).where(_AUDIT.c.id == chosen)):
            yield "audit", row, body
    for person, flow, body in connection.execute(select(_DRAFT.c.person, _DRAFT.c.flow, _DRAFT.c.body).limit(1)):
        yield "conversation", f"{person}:{flow}", body


def _opens(vault: Vault, table: str, row: int | str, sealed: bytes) -> bool:
    try:
        vault.open_bytes(table, "body", row, sealed)
    except SealBrokenError:
        return False
    return True
