"""Each person's drafts: one sealed body for each conversation, at most one of them active."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, col

from storage.crypto import Vault
from storage.listed import among
from storage.models.turns import ConversationRow
from storage.prepared import Prepared
from storage.upsert import insert_or_update

_TABLE: Any = ConversationRow.__table__  # type: ignore[attr-defined]
_OF_PEOPLE = Prepared(
    select(_TABLE.c.person, _TABLE.c.flow, _TABLE.c.active, _TABLE.c.body).where(among(_TABLE.c.person, "people")),
    "people",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation's state as bytes, and whether the person is in it now."""

    person: int
    flow: str
    active: bool
    body: bytes


def load(session: Session, vault: Vault, people: Collection[int]) -> dict[int, list[Draft]]:
    """All drafts of these people."""
    drafts: dict[int, list[Draft]] = {}
    for person, flow, active, body in _OF_PEOPLE.rows(session, list(people)):
        opened = vault.open_bytes("conversation", "body", f"{person}:{flow}", body)
        drafts.setdefault(person, []).append(Draft(person, flow, active, opened))
    return drafts


def save(session: Session, vault: Vault, drafts: Iterable[Draft]) -> None:
    """Write drafts, new or changed."""
    rows = [
        {
            "person": draft.person,
            "flow": draft.flow,
            "active": draft.active,
            "body": vault.seal_bytes("conversation", "body", f"{draft.person}:{draft.flow}", draft.body),
        }
        for draft in drafts
    ]
    insert_or_update(session, ConversationRow, rows, key=("person", "flow"))


def drop(session: Session, person: int, flow: str) -> None:
    """Forget a draft that has come to its end."""
    session.connection().execute(
        delete(ConversationRow).where(col(ConversationRow.person) == person, col(ConversationRow.flow) == flow)
    )
