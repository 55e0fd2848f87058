"""The riwayat pekerjaan of an account: what the instansi entered, and what the worker adds, five entries at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col, delete, update

from storage import filling, papers
from storage.crypto import Vault
from storage.filling import Act
from storage.ids import new_id
from storage.models.accounts import Account
from storage.models.roster import Riwayat
from storage.papers import Paper

MOST: Final = 5
FIELDS: Final = (
    "nomor_sk",
    "tanggal_sk",
    "tanggal_mulai",
    "tanggal_berakhir",
    "unit_kerja",
    "jabatan",
    "pendidikan",
    "jabatan_penandatangan",
    "jenis_jabatan_penandatangan",
    "jenis_pembayaran",
)
"""What an entry says, in the order of the page; the first and the last of its work are dates, and that of its SK."""

Fields = Mapping[str, str | date | None]
"""By the names of FIELDS; a date may be ISO 8601 text."""

_DATES: Final = ("tanggal_sk", "tanggal_mulai", "tanggal_berakhir")
_TABLE: Any = Riwayat.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_OF_ACCOUNT = (
    select(_TABLE)
    .join(_ACCOUNT, _ACCOUNT.c.worker_id == _TABLE.c.worker_id)
    .where(_ACCOUNT.c.id == bindparam("account"))
    .order_by(_TABLE.c.tanggal_mulai, _TABLE.c.id)
)


class TooManyRiwayatError(Exception):
    """There are five entries already."""


class NotThisRiwayatError(Exception):
    """This worker has no such entry, or may not do that to it: of the instansi's, only the pendidikan is theirs."""


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One period of work; `source` is "instansi" or "worker".

    `pendidikan` is the worker's word where they gave one, else the instansi's, which is `pendidikan_instansi` (None for
    an own entry). `papers` are by kind.
    """

    id: int
    source: str
    nomor_sk: str | None
    tanggal_sk: date | None
    tanggal_mulai: date
    tanggal_berakhir: date | None
    unit_kerja: str
    jabatan: str
    pendidikan: str | None
    jabatan_penandatangan: str | None
    jenis_jabatan_penandatangan: str | None
    jenis_pembayaran: str | None
    pendidikan_instansi: str | None
    papers: Mapping[str, Paper]


def entries(session: Session, account_id: int) -> list[Entry]:
    """All entries of the account's worker in the order of `tanggal_mulai`; two statements."""
    rows = session.connection().execute(_OF_ACCOUNT, {"account": account_id}).mappings().all()
    kept: dict[int, dict[str, Paper]] = {}
    for paper in papers.of_account(session, account_id):
        kept.setdefault(paper.riwayat_id, {})[paper.kind] = paper
    return [_entry(dict(row), kept.get(row["id"], {})) for row in rows]


def add(session: Session, vault: Vault, account_id: int, fields: Fields, actor: int, now: datetime) -> int:
    """Add an entry of the worker's own, with every name of FIELDS; its id. Six statements.

    Raises:
        TooManyRiwayatError: there are five.
        ValueError: a date that is none.
        NoAccountError: there is no such account.
    """
    whose = filling.holder(session, account_id)
    of_worker = select(func.count()).where(_TABLE.c.worker_id == whose.worker_id)
    if session.connection().execute(of_worker).scalar_one() >= MOST:
        raise TooManyRiwayatError
    riwayat = new_id()
    row = {"id": riwayat, "worker_id": whose.worker_id, "source": "worker", **_columns(fields)}
    session.connection().execute(_TABLE.insert(), row)
    body = {"riwayat": riwayat, "before": None, "after": dict(fields)}
    filling.changed(session, vault, whose, Act(actor, "riwayat.add", body), now)
    return riwayat


def change(
    session: Session, vault: Vault, account_id: int, riwayat_id: int, fields: Fields, actor: int, now: datetime
) -> None:
    """Change some fields of an entry of the worker's own; six statements.

    Raises:
        NotThisRiwayatError: it is not there, or the instansi's.
        ValueError: a date that is none.
        NoAccountError: there is no such account.
    """
    whose = filling.holder(session, account_id)
    before = _row(session, whose.worker_id, riwayat_id, "worker")
    session.exec(update(Riwayat).where(col(Riwayat.id) == riwayat_id).values(**_columns(fields)))
    body = {"riwayat": riwayat_id, "before": {name: before[name] for name in fields}, "after": dict(fields)}
    filling.changed(session, vault, whose, Act(actor, "riwayat.change", body), now)


def remove(session: Session, vault: Vault, account_id: int, riwayat_id: int, actor: int, now: datetime) -> list[str]:
    """Remove an entry of the worker's own; the keys of its files, which nothing names any more. Eight statements.

    Raises:
        NotThisRiwayatError: it is not there, or the instansi's.
        NoAccountError: there is no such account.
    """
    whose = filling.holder(session, account_id)
    before = _row(session, whose.worker_id, riwayat_id, "worker")
    files = papers.drop(session, account_id, riwayat_id)
    session.exec(delete(Riwayat).where(col(Riwayat.id) == riwayat_id))
    body = {"riwayat": riwayat_id, "before": {name: before[name] for name in FIELDS}, "files": files, "after": None}
    filling.changed(session, vault, whose, Act(actor, "riwayat.remove", body), now)
    return files


def set_education(
    session: Session, vault: Vault, account_id: int, riwayat_id: int, pendidikan: str | None, actor: int, now: datetime
) -> None:
    """The worker's own word on the pendidikan of the instansi's entry; None takes it back. Six statements.

    Raises:
        NotThisRiwayatError: it is not there, or the worker's own.
        NoAccountError: there is no such account.
    """
    whose = filling.holder(session, account_id)
    before = _row(session, whose.worker_id, riwayat_id, "instansi")
    session.exec(update(Riwayat).where(col(Riwayat.id) == riwayat_id).values(pendidikan_pekerja=pendidikan))
    body = {
        "riwayat": riwayat_id,
        "before": {"pendidikan": _education(before)},
        "after": {"pendidikan": pendidikan if pendidikan is not None else before["pendidikan"]},
    }
    filling.changed(session, vault, whose, Act(actor, "riwayat.education", body), now)


def _row(session: Session, worker_id: int, riwayat_id: int, source: str) -> Mapping[str, Any]:
    here = (_TABLE.c.id == riwayat_id, _TABLE.c.worker_id == worker_id, _TABLE.c.source == source)
    row = session.connection().execute(select(_TABLE).where(*here)).mappings().first()
    if row is None:
        raise NotThisRiwayatError
    return dict(row)


def _columns(fields: Fields) -> dict[str, str | date | None]:
    if unknown := fields.keys() - set(FIELDS):
        raise KeyError(*sorted(unknown))
    return {
        name: date.fromisoformat(value) if name in _DATES and isinstance(value, str) else value
        for name, value in fields.items()
    }


def _education(row: Mapping[str, Any]) -> str | None:
    own: str | None = row["pendidikan_pekerja"]
    return own if own is not None else row["pendidikan"]


def _entry(row: Mapping[str, Any], kept: Mapping[str, Paper]) -> Entry:
    said = {name: row[name] for name in FIELDS} | {"pendidikan": _education(row)}
    registered = row["pendidikan"] if row["source"] == "instansi" else None
    return Entry(id=row["id"], source=row["source"], **said, pendidikan_instansi=registered, papers=kept)
