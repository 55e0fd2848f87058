"""Proposals, watches and reopenings: each request has a number, and asking twice gives the same one."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from storage import tickets
from storage.crypto import Vault
from storage.models.accounts import Account
from storage.models.filling import Reopening
from storage.models.requests import Proposal, Watch
from storage.models.roster import Instansi, Worker

WAITING: Final = "menunggu"


def propose(
    session: Session, vault: Vault, person: int, instansi_id: int, identity: Mapping[str, Any], now: datetime
) -> int:
    """Ask an instansi to register this identity (its `nik` among it); the number of the proposal.

    Asked again, it says what was typed last, and waits again if it was decided; whoever asked last is told.
    """
    nik_index = vault.index("nik", identity["nik"])
    query = select(Proposal).where(col(Proposal.nik_index) == nik_index, col(Proposal.instansi_id) == instansi_id)
    row = session.exec(query).first() or Proposal(
        person=person, instansi_id=instansi_id, nik_index=nik_index, identity=b"", created_at=now
    )
    row.identity = vault.seal("proposal", "identity", f"{nik_index.hex()}:{instansi_id}", json.dumps(identity))
    row.person = person
    if row.status != "menunggu":
        row.status, row.created_at = "menunggu", now
        row.decided_by = row.decided_at = row.answer = None
    return _number(session, row)


def watch(session: Session, vault: Vault, person: int, nik: str, now: datetime) -> int:
    """Ask to be told when the NIK is registered; the number of the request."""
    nik_index = vault.index("nik", nik)
    query = select(Watch).where(col(Watch.nik_index) == nik_index, col(Watch.person) == person)
    row = session.exec(query).first() or Watch(person=person, nik_index=nik_index, created_at=now)
    row.told_at = None
    return _number(session, row)


def watchers(session: Session, nik_indexes: Collection[bytes], now: datetime) -> list[int]:
    """The people to tell that one of these NIK was registered, whoever asked first at the head; each is told once."""
    query = select(Watch).where(col(Watch.nik_index).in_(nik_indexes), col(Watch.told_at).is_(None))
    rows = session.exec(query.order_by(col(Watch.id))).all()
    for row in rows:
        row.told_at = now
        session.add(row)
    session.flush()
    return [row.person for row in rows]


def ask_reopening(session: Session, vault: Vault, account_id: int, person: int, reason: str, now: datetime) -> int:
    """Minta dibuka kembali: ask the instansi to open a record that was ended; its number.

    While it waits, asking again adds the words to it.
    """
    query = select(Reopening).where(col(Reopening.account_id) == account_id, col(Reopening.status) == "menunggu")
    row = session.exec(query).first()
    if row is None:
        row = Reopening(account_id=account_id, person=person, reason=b"", created_at=now)
        said = reason
        _number(session, row)
    else:
        said = f"{vault.open('reopening', 'reason', row.id or 0, row.reason)}\n{reason}"
    row.reason = vault.seal("reopening", "reason", row.id or 0, said)
    return _number(session, row)


def of_person(session: Session, person: int) -> list[tuple[str, int, str]]:
    """(kind, number, status) of all that this person asked for, by kind (usulan, pantauan, tiket, buka) and number.

    What was undecided when its instansi finalised is `difinalisasi`, and waits again should pusat open it.
    """
    proposals = session.exec(
        select(Proposal.id, Proposal.status, Instansi.finalised_at)
        .join(Instansi, col(Instansi.id) == col(Proposal.instansi_id))
        .where(col(Proposal.person) == person)
        .order_by(col(Proposal.id))
    )
    reopenings = session.exec(
        select(Reopening.id, Reopening.status, Instansi.finalised_at)
        .join(Account, col(Account.id) == col(Reopening.account_id))
        .join(Worker, col(Worker.id) == col(Account.worker_id))
        .join(Instansi, col(Instansi.id) == col(Worker.instansi_id))
        .where(col(Reopening.person) == person)
        .order_by(col(Reopening.id))
    )
    watches = session.exec(select(Watch).where(col(Watch.person) == person).order_by(col(Watch.id))).all()
    return [
        *(("usulan", number or 0, _stands(status, ended)) for number, status, ended in proposals),
        *(("pantauan", row.id or 0, WAITING if row.told_at is None else "terpenuhi") for row in watches),
        *(("tiket", ticket.number, ticket.status) for ticket in tickets.of_person(session, person)),
        *(("buka", number or 0, _stands(status, ended)) for number, status, ended in reopenings),
    ]


def _stands(status: str, finalised_at: datetime | None) -> str:
    return status if finalised_at is None or status != WAITING else "difinalisasi"


def _number(session: Session, row: Proposal | Watch | Reopening) -> int:
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id
