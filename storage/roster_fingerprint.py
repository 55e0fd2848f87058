"""Who counts in of an instansi: the approved workers as an SPTJM names them, and the fingerprint of all of them.

Where the worker says something else than the instansi registered, the worker's word counts, as it does on the card.
The fingerprint needs no sealed column: a NIK is told from another by its blind index. It is keyed, so that nobody who
has the letter can try out rosters against it.
"""

from base64 import b32encode
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import String, bindparam, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from storage.crypto import Vault
from storage.models.accounts import Account
from storage.models.filling import Biodata
from storage.models.roster import Worker
from storage.prepared import Prepared

COUNTED: Final = "disetujui"
"""The status of whoever counts in."""

_DIGEST_BYTES: Final = 32
_READ_BYTES: Final = 10
_GROUP: Final = 4

_WORKER: Any = Worker.__table__  # type: ignore[attr-defined]
_ACCOUNT: Any = Account.__table__  # type: ignore[attr-defined]
_BIODATA: Any = Biodata.__table__  # type: ignore[attr-defined]


class hexadecimal(FunctionElement[str]):  # noqa: N801 - a function of the database
    """Bytes as hexadecimal text."""

    type = String()
    inherit_cache = True


@compiles(hexadecimal)
def _hex(element: hexadecimal, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return f"hex({compiler.process(element.clauses, **options)})"


@compiles(hexadecimal, "postgresql")
def _hex_on_postgresql(element: hexadecimal, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as above
    return f"upper(encode({compiler.process(element.clauses, **options)}, 'hex'))"


class day(FunctionElement[str]):  # noqa: N801 - as above
    """A date as ISO 8601 text, whatever the server's DateStyle."""

    type = String()
    inherit_cache = True


@compiles(day)
def _day(element: day, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as above
    return f"CAST({compiler.process(element.clauses, **options)} AS TEXT)"


@compiles(day, "postgresql")
def _day_on_postgresql(element: day, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as above
    return f"to_char({compiler.process(element.clauses, **options)}, 'YYYY-MM-DD')"


def _said(name: str) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    return func.coalesce(_BIODATA.c[name], _WORKER.c[name])


_FACTS: Any = (
    _WORKER.c.nama,
    _WORKER.c.no_peserta_thk2,
    _WORKER.c.tempat_lahir,
    # As text: a date that Python need not make.
    day(_WORKER.c.tanggal_lahir),
    _said("jenis_kelamin"),
    _said("tingkat_pendidikan"),
    _said("pendidikan_terakhir"),
    _said("jabatan"),
    _said("unit_kerja"),
)
_JOINED = _WORKER.outerjoin(_ACCOUNT, _ACCOUNT.c.worker_id == _WORKER.c.id).outerjoin(
    _BIODATA, _BIODATA.c.account_id == _ACCOUNT.c.id
)


def _of_counted(*columns: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own
    """In the order of registration, which the index has."""
    counted = (_WORKER.c.instansi_id == bindparam("instansi")) & (_WORKER.c.status == COUNTED)
    return select(*columns).select_from(_JOINED).where(counted).order_by(_WORKER.c.id)


# Put together by the database: to make so many values for Python takes twice as long.
_LINES = _of_counted(func.format("%s\x1f" * (1 + len(_FACTS)), hexadecimal(_WORKER.c.nik_index), *_FACTS).label("line"))
_MARKED = select(func.aggregate_strings(_LINES.subquery().c.line, "\x1e"))
_OPENED = Prepared(_of_counted(_WORKER.c.id, _WORKER.c.nik, *_FACTS), "instansi")


@dataclass(frozen=True, slots=True, repr=False)
class Nominative:
    """A worker as an SPTJM lists them, NIK in clear; `tanggal_lahir` is ISO 8601 text."""

    nik: str
    nama: str
    no_peserta_thk2: str | None
    tempat_lahir: str
    tanggal_lahir: str
    jenis_kelamin: str
    tingkat_pendidikan: str | None
    pendidikan_terakhir: str | None
    jabatan: str
    unit_kerja: str


def fingerprint(session: Session, vault: Vault, instansi_id: int) -> bytes:
    """32 bytes that are others as soon as anybody comes in, leaves, or is listed otherwise; one statement."""
    lines = session.connection().execute(_MARKED, {"instansi": instansi_id}).scalar_one()
    made = blake2b(key=vault.derive("roster:fingerprint"), digest_size=_DIGEST_BYTES)
    made.update(f"{instansi_id}\x1e{lines or ''}".encode())
    return made.digest()


def nominative(session: Session, vault: Vault, instansi_id: int) -> list[Nominative]:
    """Everybody who counts in, by unit kerja, name and NIK; one statement.

    Raises:
        SealBrokenError: a NIK was tampered with.
    """
    listed = [
        Nominative(vault.open("worker", "nik", worker_id, sealed), *facts)
        for worker_id, sealed, *facts in _OPENED.rows(session, instansi_id)
    ]
    return sorted(listed, key=lambda one: (one.unit_kerja, one.nama, one.nik))


def readable(digest: bytes) -> str:
    """What of a fingerprint is printed and read aloud: 80 bits as ABCD-EFGH-IJKL-MNOP, of A to Z and 2 to 7."""
    letters = b32encode(digest[:_READ_BYTES]).decode("ascii")
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))
