"""Accounts: made once for a worker, found by person or by number."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from storage.crypto import Vault
from storage.ids import new_id
from storage.models.accounts import Account, AccountFile
from storage.models.roster import Worker

_DIGITS = 8


class AccountExistsError(Exception):
    """The worker has an account already."""


@dataclass(frozen=True, slots=True, repr=False)
class NewAccount:
    """What an account is made of, as the worker confirmed it; `files` by kind."""

    worker_id: int
    telegram_id: int
    nama: str
    tempat_lahir: str
    kk: str
    ponsel: str
    email: str
    password_hash: str
    pertanyaan_pengaman: str
    jawaban_hash: str
    consented_at: datetime
    files: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, repr=False)
class AccountFacts:
    """An account as its owner, and the card, may show it."""

    id: int
    worker_id: int
    telegram_id: int
    nomor_registrasi: str
    nama: str
    tempat_lahir: str
    created_at: datetime
    pasfoto: str
    finished_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What a login, or a forgotten password, is judged by; `telegram_id` made the account, `pertanyaan` is a code."""

    account_id: int
    telegram_id: int
    password_hash: str
    pertanyaan: str
    jawaban_hash: str


def create(session: Session, vault: Vault, new: NewAccount, now: datetime) -> AccountFacts:
    """Make the account and its files and mark the worker `berakun`.

    Raises:
        AccountExistsError: the worker has one; nothing was written.
    """
    number = _free_number(session)
    account = new_id()
    sealed: dict[str, Any] = {
        name: vault.seal("account", name, account, getattr(new, name)) for name in ("kk", "ponsel", "email")
    }
    row = Account(
        id=account,
        worker_id=new.worker_id,
        telegram_id=new.telegram_id,
        nomor_registrasi=number,
        nama=new.nama,
        tempat_lahir=new.tempat_lahir,
        password_hash=new.password_hash,
        pertanyaan_pengaman=new.pertanyaan_pengaman,
        jawaban_hash=new.jawaban_hash,
        consented_at=new.consented_at,
        created_at=now,
        **sealed,
    )
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:
        raise AccountExistsError from error
    for kind, file in new.files.items():
        session.add(
            AccountFile(
                id=new_id(),
                account_id=account,
                kind=kind,
                file=file["file"],
                size=file["size"],
                width=file["width"],
                height=file["height"],
                warnings=" ".join(file["warnings"]),
            )
        )
    worker = session.get_one(Worker, new.worker_id)
    worker.status = "berakun"
    session.add(worker)
    session.flush()
    return _facts(session, row)


def of_person(session: Session, telegram_id: int) -> AccountFacts | None:
    """The account that this Telegram user made, or None; the newest where there are several."""
    query = select(Account).where(col(Account.telegram_id) == telegram_id)
    row = session.exec(query.order_by(col(Account.created_at).desc(), col(Account.id).desc())).first()
    return _facts(session, row) if row else None


def by_id(session: Session, account: int) -> AccountFacts | None:
    """The account with this identity, or None."""
    row = session.get(Account, account)
    return _facts(session, row) if row else None


def exists_for(session: Session, worker_id: int) -> bool:
    """Whether the worker has an account."""
    return session.exec(select(Account.id).where(col(Account.worker_id) == worker_id)).first() is not None


def credentials(session: Session, vault: Vault, nik: str) -> Credentials | None:
    """What the account of this NIK (16 digits) is opened with, or None where there is none; one statement."""
    query = select(Account).join(Worker, col(Worker.id) == col(Account.worker_id))
    row = session.exec(query.where(col(Worker.nik_index) == vault.index("nik", nik))).first()
    if row is None:
        return None
    return Credentials(row.id, row.telegram_id, row.password_hash, row.pertanyaan_pengaman, row.jawaban_hash)


def hash_mark(vault: Vault, password_hash: str) -> str:
    """What tells one password's hash from another, and nothing of either."""
    return vault.index("hash", password_hash).hex()


def set_password(session: Session, account: int, password_hash: str) -> None:
    """Let the account be opened with this password from now on; one statement."""
    session.exec(update(Account).where(col(Account.id) == account).values(password_hash=password_hash))


def files(session: Session, account: int) -> list[AccountFile]:
    """KTP, pasfoto and swafoto of an account, in this order."""
    query = select(AccountFile).where(col(AccountFile.account_id) == account).order_by(col(AccountFile.id))
    return list(session.exec(query))


def kk_of(session: Session, vault: Vault, account: int) -> str:
    """The number of the kartu keluarga with which the account was made."""
    row = session.get_one(Account, account)
    return vault.open("account", "kk", account, row.kk)


def jawaban_hash(session: Session, account: int) -> str:
    """The hash of the answer to the security question; empty where there is no such account."""
    return session.exec(select(Account.jawaban_hash).where(col(Account.id) == account)).first() or ""


def _facts(session: Session, row: Account) -> AccountFacts:
    pasfoto = session.exec(
        select(AccountFile.file).where(col(AccountFile.account_id) == row.id, col(AccountFile.kind) == "pasfoto")
    ).one()
    return AccountFacts(
        row.id,
        row.worker_id,
        row.telegram_id,
        row.nomor_registrasi,
        row.nama,
        row.tempat_lahir,
        row.created_at,
        pasfoto,
        row.finished_at,
        row.withdrawn_at,
    )


def _free_number(session: Session) -> str:
    """A nomor registrasi such as NA-1234-5678-2: eight digits by chance, and a Luhn digit against slips."""
    while True:
        digits = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
        number = f"NA-{digits[:4]}-{digits[4:]}-{_luhn(digits)}"
        if session.exec(select(Account.id).where(col(Account.nomor_registrasi) == number)).first() is None:
            return number


def _luhn(digits: str) -> int:
    """The check digit after ISO/IEC 7812-1, annex B."""
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[::-2])
    plain = (int(digit) for digit in digits[-2::-2])
    return -(sum(doubled) + sum(plain)) % 10
