"""A worker's record as the worker fills it in: what is known, what they say, whether they still may, and its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import bindparam, select
from sqlmodel import Session, col, update

from storage import biodata, filling
from storage.biodata import BIODATA, OF_ACCOUNT, OF_INSTANSI, Values
from storage.crypto import Vault
from storage.filling import Act, Holder, NoAccountError
from storage.models.accounts import Account
from storage.models.filling import Biodata
from storage.models.roster import Instansi, Worker
from storage.prepared import Prepared
from storage.roster import InstansiFacts
from storage.upsert import insert_or_update

State = Literal["open", "selesai", "difinalisasi", "tutup", "ditarik"]
ENDED: Final = ("selesai", "disetujui")

# Building a statement costs more than running it, so each is built once.
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_INSTANSI: Any = Instansi.__table__  # type: ignore[attr-defined]
_BIODATA: Any = Biodata.__table__  # type: ignore[attr-defined]
_JOINED = _ACCOUNT.join(_WORKER, _WORKER.c.id == _ACCOUNT.c.worker_id).join(
    _INSTANSI, _INSTANSI.c.id == _WORKER.c.instansi_id
)
_IS_ASKED = _ACCOUNT.c.id == bindparam("account")
_LOAD = (
    select(*(column.label(f"{column.table.name}_{column.name}") for column in (
        *_ACCOUNT.c, *_WORKER.c, *_INSTANSI.c, *_BIODATA.c
    )))
    .select_from(_JOINED.outerjoin(_BIODATA, _BIODATA.c.account_id == _ACCOUNT.c.id))
    .where(_IS_ASKED)
)  # fmt: skip
_STATE = Prepared(
    select(_ACCOUNT.c.withdrawn_at, _WORKER.c.status, _INSTANSI.c.finalised_at, _INSTANSI.c.deadline)
    .select_from(_JOINED)
    .where(_IS_ASKED)
    # Where several processes write at once, finalisasi waits for whoever was told that it is still open.
    .with_for_update(read=True, of=_INSTANSI),
    "account",
)
_PAGES = select(_BIODATA.c.pages_done).where(_BIODATA.c.account_id == bindparam("account"))


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One worker's record.

    `biodata` is what counts: the worker's word, else their account's, else the instansi's; `said` is the worker's word
    alone and `registered` the instansi's, each with every name of BIODATA. `eks_thk2` is the nomor peserta, if any.
    """

    account_id: int
    worker_id: int
    telegram_id: int
    nomor_registrasi: str
    status: str
    instansi: InstansiFacts
    eks_thk2: str | None
    nik: str
    nama: str
    tempat_lahir: str
    tanggal_lahir: date
    finished_at: datetime | None
    withdrawn_at: datetime | None
    pages_done: tuple[str, ...]
    biodata: Values
    said: Values
    registered: Values


def load(session: Session, vault: Vault, account_id: int) -> Record:
    """The record of this account; one statement.

    Raises:
        NoAccountError: there is no such account.
    """
    row = session.connection().execute(_LOAD, {"account": account_id}).mappings().first()
    if row is None:
        raise NoAccountError
    account, worker, instansi, own = (_part(dict(row), name) for name in ("account", "worker", "instansi", "biodata"))
    said = biodata.opened(vault, account_id, own)
    known = {name: vault.open("account", name, account_id, account[name]) for name in OF_ACCOUNT}
    registered = {name: biodata.as_text(worker[name]) if name in OF_INSTANSI else None for name in BIODATA}
    return Record(
        account_id=account_id,
        worker_id=worker["id"],
        telegram_id=account["telegram_id"],
        nomor_registrasi=account["nomor_registrasi"],
        status=worker["status"],
        instansi=InstansiFacts(*(instansi[name] for name in ("id", "kode", "nama", "deadline", "finalised_at"))),
        eks_thk2=worker["no_peserta_thk2"],
        nik=vault.open("worker", "nik", worker["id"], worker["nik"]),
        nama=account["nama"],
        tempat_lahir=account["tempat_lahir"],
        tanggal_lahir=worker["tanggal_lahir"],
        finished_at=account["finished_at"],
        withdrawn_at=account["withdrawn_at"],
        pages_done=tuple((own["pages_done"] or "").split()),
        biodata={name: _first(said[name], known.get(name), registered[name]) for name in BIODATA},
        said=said,
        registered=registered,
    )


def state(session: Session, account_id: int, today: date) -> State:
    """Whether the record may be written to on this day (WIB), or why not; one statement.

    Every write asks this in its own transaction (product, section 2). An account that is gone is `ditarik`.
    """
    rows = _STATE.rows(session, account_id)
    if not rows:
        return "ditarik"
    withdrawn_at, status, finalised_at, deadline = rows[0]
    if withdrawn_at is not None:
        return "ditarik"
    if finalised_at is not None:
        return "difinalisasi"
    if status in ENDED:
        return "selesai"
    return "tutup" if deadline is not None and today > deadline else "open"


def keep_biodata(
    session: Session, vault: Vault, account_id: int, changes: Mapping[str, str | None], actor: int, now: datetime
) -> None:
    """Keep what the worker says: by the names of BIODATA, dates as ISO 8601 text, None takes a word back.

    Five statements, two more for the first write, and one alone where nothing is new.

    Raises:
        KeyError: a name that is none of BIODATA's.
        ValueError: a date that is none.
        NoAccountError: there is no such account.
    """
    columns = biodata.stored(vault, account_id, changes)
    record = load(session, vault, account_id)
    new = {name: value for name, value in changes.items() if record.said[name] != value}
    if not new:
        return
    row = {"account_id": account_id, "pages_done": " ".join(record.pages_done)}
    insert_or_update(session, Biodata, [{**row, **{name: columns[name] for name in new}}], key=("account_id",))
    body = {"before": {name: record.biodata[name] for name in new}, "after": new}
    whose = Holder(account_id, record.worker_id, record.instansi.id, record.status)
    filling.changed(session, vault, whose, Act(actor, "biodata", body), now)


def confirm_page(session: Session, account_id: int, page: str) -> None:
    """Selanjutnya was pressed on this page (a name without blanks); one statement, two the first time."""
    done = (session.connection().execute(_PAGES, {"account": account_id}).scalar() or "").split()
    if page not in done:
        row = {"account_id": account_id, "pages_done": " ".join((*done, page))}
        insert_or_update(session, Biodata, [row], key=("account_id",))


def finish(session: Session, vault: Vault, account_id: int, actor: int, now: datetime) -> None:
    """Akhiri Proses Pendataan: the record is `selesai`; six statements, one where it had ended already.

    Raises:
        NoAccountError: there is no such account.
    """
    whose = filling.holder(session, account_id)
    if whose.status in ENDED:
        return
    body = {"before": {"status": whose.status}, "after": {"status": "selesai"}}
    filling.write_down(session, vault, whose, Act(actor, "finish", body), now)
    session.exec(update(Worker).where(col(Worker.id) == whose.worker_id).values(status="selesai"))
    session.exec(update(Account).where(col(Account.id) == account_id).values(finished_at=now))


def _part(row: Mapping[str, Any], table: str) -> dict[str, Any]:
    """One table's columns of a joined row."""
    return {name.removeprefix(f"{table}_"): value for name, value in row.items() if name.startswith(f"{table}_")}


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value is not None), None)
