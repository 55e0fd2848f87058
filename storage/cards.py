"""The cards that were printed: a card with the same on it is the same card, and a newer one replaces the older."""

from datetime import datetime
from hashlib import blake2b
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from storage.crypto import Vault
from storage.ids import new_id
from storage.models.cards import Card

Verdict = Literal["genuine", "replaced", "revoked", "unknown"]

_FINGERPRINT_BYTES: Final = 32
_TABLE: Any = Card.__table__  # type: ignore[attr-defined]
_NEWEST = (
    select(_TABLE.c.id, _TABLE.c.fingerprint)
    .where(
        _TABLE.c.account_id == bindparam("account"),
        _TABLE.c.kind == bindparam("of_kind"),
        _TABLE.c.revoked_at.is_(None),
    )
    .order_by(_TABLE.c.id.desc())
    .limit(1)
)


class Judgement(NamedTuple):
    """What a card is worth; an unknown one is of kind "" and account 0."""

    verdict: Verdict
    kind: str
    account_id: int


def issue(session: Session, vault: Vault, account_id: int, kind: str, facts: bytes | str, now: datetime) -> int:
    """The id of the card that says these facts (all that stands on it): the newest one, or else a new one.

    One statement, two for a new one. Only a keyed fingerprint of the facts is kept.
    """
    said = f"{account_id}:{kind}:".encode() + (facts.encode() if isinstance(facts, str) else facts)
    fingerprint = blake2b(said, key=vault.derive("index:card"), digest_size=_FINGERPRINT_BYTES).digest()
    newest = session.connection().execute(_NEWEST, {"account": account_id, "of_kind": kind}).first()
    if newest and newest.fingerprint == fingerprint:
        return int(newest.id)
    card = new_id()
    row = {"id": card, "account_id": account_id, "kind": kind, "fingerprint": fingerprint, "printed_at": now}
    session.connection().execute(_TABLE.insert(), row)
    return card


def judge(session: Session, card_id: int) -> Judgement:
    """Whether a card is genuine, was replaced by a newer one, was revoked, or never was; at most two statements."""
    row = session.connection().execute(select(_TABLE).where(_TABLE.c.id == card_id)).first()
    if row is None:
        return Judgement("unknown", "", 0)
    if row.revoked_at is not None:
        return Judgement("revoked", row.kind, row.account_id)
    newest = session.connection().execute(_NEWEST, {"account": row.account_id, "of_kind": row.kind}).scalar_one()
    return Judgement("genuine" if newest == card_id else "replaced", row.kind, row.account_id)


def revoke(session: Session, account_id: int, kind: str, now: datetime) -> None:
    """Let no card of this kind count any more; the next one that is issued will. One statement."""
    mine = (_TABLE.c.account_id == account_id, _TABLE.c.kind == kind, _TABLE.c.revoked_at.is_(None))
    session.connection().execute(update(_TABLE).where(*mine).values(revoked_at=now))


def revoke_all(session: Session, account_id: int, now: datetime) -> None:
    """Let no card of an account that goes count any more, and forget what stood on them; two statements."""
    mine = _TABLE.c.account_id == account_id
    session.connection().execute(update(_TABLE).where(mine, _TABLE.c.revoked_at.is_(None)).values(revoked_at=now))
    session.connection().execute(update(_TABLE).where(mine).values(fingerprint=b""))
