"""Hands drafts from one Telegram user to another, when an account is opened from a new one."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session

from storage import conversations
from storage.conversations import Draft
from storage.crypto import Vault
from storage.models.turns import ConversationRow

_TABLE: Any = ConversationRow.__table__  # type: ignore[attr-defined]


def hand_over(
    session: Session,
    vault: Vault,
    flows: Collection[str],
    from_person: int,
    to_person: int,
    rewrite: Callable[[bytes], bytes],
) -> None:
    """Move the drafts of these flows, over those that the other one has of them; one statement, three to move any.

    None of them is active for the new person, who is in a conversation already, and each body is what `rewrite` makes
    of it. A draft is sealed for its person, so each is sealed anew.
    """
    if from_person == to_person:
        return
    drafts = conversations.load(session, vault, [from_person]).get(from_person, [])
    moved = [
        Draft(to_person, draft.flow, active=False, body=rewrite(draft.body)) for draft in drafts if draft.flow in flows
    ]
    session.connection().execute(
        delete(_TABLE).where(_TABLE.c.person.in_((from_person, to_person)), _TABLE.c.flow.in_(flows))
    )
    conversations.save(session, vault, moved)
