"""The papers of an account: ijazah and kartu keluarga, and for each riwayat its SK and its bukti pembayaran."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session

from storage import filling
from storage.crypto import Vault
from storage.filling import Act
from storage.ids import new_id
from storage.models.filling import Document
from storage.models.roster import Riwayat
from storage.upsert import insert_or_update

OF_ACCOUNT: Final = ("ijazah", "kk")
OF_RIWAYAT: Final = ("sk", "bukti")

_TABLE: Any = Document.__table__  # type: ignore[attr-defined]
_RIWAYAT: Any = Riwayat.__table__  # type: ignore[attr-defined]
_FACTS = (_TABLE.c.kind, _TABLE.c.riwayat_id, _TABLE.c.file, _TABLE.c.form, _TABLE.c.size, _TABLE.c.pages)
_OF_ACCOUNT = select(*_FACTS).where(_TABLE.c.account_id == bindparam("account")).order_by(_TABLE.c.id)


class NoPlaceError(Exception):
    """A paper of this kind has no place there: not an account's kind, or no riwayat of this worker."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A kept paper: `kind` is ijazah, kk, sk or bukti, `riwayat_id` 0 for the first two, `form` jpeg or pdf."""

    kind: str
    riwayat_id: int
    file: str
    form: str
    size: int
    pages: int


def keep(
    session: Session,
    vault: Vault,
    account_id: int,
    kind: str,
    riwayat_id: int,
    file: Mapping[str, Any],
    actor: int,
    now: datetime,
) -> str | None:
    """Keep a paper (its `file`, `form`, `size` in bytes, `pages`); six statements, seven for a riwayat's.

    The key of the file that it replaces, which nothing names any more.

    Raises:
        NoPlaceError: it has no place there.
        NoAccountError: there is no such account.
    """
    whose = filling.holder(session, account_id)
    _check_place(session, whose.worker_id, kind, riwayat_id)
    here = (_TABLE.c.account_id == account_id, _TABLE.c.kind == kind, _TABLE.c.riwayat_id == riwayat_id)
    before = session.connection().execute(select(_TABLE.c.file, _TABLE.c.size).where(*here)).first()
    row = {
        "id": new_id(),
        "account_id": account_id,
        "kind": kind,
        "riwayat_id": riwayat_id,
        **{name: file[name] for name in ("file", "form", "size", "pages")},
        "kept_at": now,
    }
    insert_or_update(session, Document, [row], key=("account_id", "kind", "riwayat_id"))
    body = {
        "kind": kind,
        "riwayat": riwayat_id,
        "before": before and {"file": before.file, "size": before.size},
        "after": {"file": file["file"], "size": file["size"]},
    }
    filling.changed(session, vault, whose, Act(actor, "paper.keep", body), now)
    return before.file if before and before.file != file["file"] else None


def of_account(session: Session, account_id: int) -> list[Paper]:
    """All papers of an account, in the order in which they were kept; one statement."""
    return [Paper(*row) for row in session.connection().execute(_OF_ACCOUNT, {"account": account_id})]


def drop(session: Session, account_id: int, riwayat_id: int | None = None) -> list[str]:
    """Forget the papers of a riwayat, or all of the account's; the keys of their files. Two statements."""
    chosen = [_TABLE.c.account_id == account_id]
    if riwayat_id is not None:
        chosen.append(_TABLE.c.riwayat_id == riwayat_id)
    files = session.connection().execute(select(_TABLE.c.file).where(*chosen).order_by(_TABLE.c.id)).scalars().all()
    session.connection().execute(delete(_TABLE).where(*chosen))
    return list(files)


def _check_place(session: Session, worker_id: int, kind: str, riwayat_id: int) -> None:
    if kind in OF_ACCOUNT and riwayat_id == 0:
        return
    of_worker = select(_RIWAYAT.c.id).where(_RIWAYAT.c.id == riwayat_id, _RIWAYAT.c.worker_id == worker_id)
    if kind not in OF_RIWAYAT or session.connection().execute(of_worker).first() is None:
        raise NoPlaceError
