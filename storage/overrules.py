"""Kesampingkan aturan: a rule of eligibility that a verifier sets aside for one NIK, with a written reason.

It belongs to the NIK within an instansi, not to a record: it holds before the NIK is registered, so that an import may
load what it would refuse, and after its account is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select
from sqlmodel import Session

from storage import audit, permits
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.verification import Overrule
from storage.upsert import insert_new

VERIFIER: Final = "verifier"
"""The role under which a verifier's acts stand in the audit trail."""
_AT_ONCE: Final = 500

_TABLE: Any = Overrule.__table__  # type: ignore[attr-defined]
_OF_NIK = (
    select(_TABLE)
    .where(_TABLE.c.nik_index == bindparam("nik"), _TABLE.c.instansi_id == bindparam("instansi"))
    .order_by(_TABLE.c.id)
)


@dataclass(frozen=True, slots=True, repr=False)
class Overruled:
    """A rule (a code of bot.rules.eligibility) that does not count for one NIK, by whom, when, and why."""

    rule: str
    reason: str
    by: int
    at: datetime


def set_aside(
    session: Session,
    vault: Vault,
    instansi_id: int,
    nik: str,
    rule: str,
    reason: str,
    verifier: int,
    now: datetime,
    subject: int = 0,
) -> None:
    """Let a rule not count for this NIK (16 digits); the first reason stays, should there be one already.

    `subject` is the account or worker that the trail's entry is about, 0 where there is none yet. Seven statements.

    Raises:
        NotAllowedError: whoever wants this is no verifier of the instansi.
    """
    permits.check(session, verifier, instansi_id, "kesampingkan")
    number = new_id()
    row = {
        "id": number,
        "instansi_id": instansi_id,
        "nik_index": vault.index("nik", nik),
        "rule": rule,
        "reason": vault.seal("overrule", "reason", number, reason),
        "overruled_by": verifier,
        "overruled_at": now,
    }
    insert_new(session, Overrule, [row])
    body = {"rule": rule, "reason": reason}
    audit.record(session, vault, audit.Entry(verifier, "kesampingkan", subject, body, VERIFIER, instansi_id), now)


def of_nik(session: Session, vault: Vault, instansi_id: int, nik: str) -> list[Overruled]:
    """What was set aside for this NIK in this instansi, oldest first; one statement."""
    asked = {"nik": vault.index("nik", nik), "instansi": instansi_id}
    return [
        Overruled(row.rule, vault.open("overrule", "reason", row.id, row.reason), row.overruled_by, row.overruled_at)
        for row in session.connection().execute(_OF_NIK, asked)
    ]


def of_niks(session: Session, vault: Vault, instansi_id: int, niks: Iterable[str]) -> dict[str, frozenset[str]]:
    """The rules that do not count, for those of these NIK for which there are any; a statement for each 500 of them."""
    by_index = {vault.index("nik", nik): nik for nik in niks}
    wanted = list(by_index)
    found: dict[str, set[str]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        here = (_TABLE.c.instansi_id == instansi_id, _TABLE.c.nik_index.in_(wanted[start : start + _AT_ONCE]))
        for nik_index, rule in session.connection().execute(select(_TABLE.c.nik_index, _TABLE.c.rule).where(*here)):
            found.setdefault(by_index[bytes(nik_index)], set()).add(rule)
    return {nik: frozenset(rules) for nik, rules in found.items()}


def any_in(session: Session, instansi_id: int) -> bool:
    """Whether anything was set aside in this instansi at all; one statement."""
    query = select(_TABLE.c.id).where(_TABLE.c.instansi_id == instansi_id).limit(1)
    return session.connection().execute(query).first() is not None
