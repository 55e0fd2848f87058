"""Confidential reports of fraud, for pusat alone: who reported is sealed and given to nobody.

Reports about one worker are merged by a blind index of the NIK, or of name and instansi where the NIK is not known.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from storage import audit, staff
from storage.crypto import Vault
from storage.models.helpdesk import FraudReport
from storage.staff import Role
from storage.ticket_state import NotYoursError
from storage.ticket_words import Attached

PUSAT: Final = "pusat"

_TABLE: Any = FraudReport.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, repr=False)
class About:
    """Who is reported: a NIK (16 digits) or "", the name as the reporter writes it, the instansi or 0."""

    nik: str
    nama: str
    instansi_id: int


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What one report says."""

    number: int
    at: datetime
    words: str
    file: Attached | None


@dataclass(frozen=True, slots=True, repr=False)
class Merged:
    """All reports about one worker, as pusat sees them: by how many different people, and newest first."""

    about: About
    reporters: int
    latest: datetime
    reports: tuple[Told, ...]

    @property
    def count(self) -> int:
        """How many reports there are."""
        return len(self.reports)


def report(
    session: Session,
    vault: Vault,
    reporter: int,
    about: About,
    words: str,
    now: datetime,
    file: Attached | None = None,
) -> int:
    """Report somebody in confidence; the number that the reporter may quote. Two statements, and no audit entry.

    The trail would name the reporter.
    """
    # The number is known only once the row is there, and every seal is bound to it.
    row = {
        "about_index": vault.index("fraud", _subject(about)),
        "instansi_id": about.instansi_id,
        **dict.fromkeys(("about", "reporter", "words"), b""),
        "file": file.file if file else "",
        "form": file.form if file else "",
        "created_at": now,
    }
    made: Any = session.connection().execute(_TABLE.insert(), row)
    number: int = made.inserted_primary_key[0]
    said = {"about": json.dumps([about.nik, about.nama]), "reporter": str(reporter), "words": words}
    sealed = {name: vault.seal("fraud_report", name, number, text) for name, text in said.items()}
    session.connection().execute(_TABLE.update().where(_TABLE.c.id == number).values(sealed))
    return number


def for_pusat(
    session: Session, vault: Vault, viewer: int, now: datetime, limit: int = 10, offset: int = 0
) -> list[Merged]:
    """The reported workers, the latest report first; the look is recorded. Six statements.

    Raises:
        NotYoursError: whoever looks is not of pusat.
    """
    if Role(PUSAT, 0) not in staff.roles_of(session, viewer):
        raise NotYoursError
    latest = select(_TABLE.c.about_index).group_by(_TABLE.c.about_index)
    page = latest.order_by(func.max(_TABLE.c.id).desc()).limit(limit).offset(offset)
    indexes = session.connection().execute(page).scalars().all()
    query = select(_TABLE).where(_TABLE.c.about_index.in_(indexes))
    rows = session.connection().execute(query.order_by(_TABLE.c.about_index, _TABLE.c.id.desc())).all()
    merged = [_merged(vault, group) for _, group in groupby(rows, key=lambda row: row.about_index)]
    seen = {"reports": [told.number for one in merged for told in one.reports]}
    audit.record(session, vault, audit.Entry(viewer, "lihat", 0, seen, PUSAT), now)
    return sorted(merged, key=lambda one: one.reports[0].number, reverse=True)


def count(session: Session) -> int:
    """How many workers are reported; one statement."""
    query = select(func.count(_TABLE.c.about_index.distinct()))
    return int(session.connection().execute(query).scalar_one())


def _subject(about: About) -> str:
    """What tells the reported apart: the NIK, or the letters of the name at an instansi."""
    return about.nik or f"{''.join(filter(str.isalnum, about.nama.casefold()))}:{about.instansi_id}"


def _merged(vault: Vault, group: Iterable[Any]) -> Merged:
    rows = list(group)
    newest = rows[0]
    nik, nama = json.loads(vault.open("fraud_report", "about", newest.id, newest.about))
    told = tuple(
        Told(
            row.id,
            row.created_at,
            vault.open("fraud_report", "words", row.id, row.words),
            Attached(row.file, row.form) if row.file else None,
        )
        for row in rows
    )
    reporters = {vault.open("fraud_report", "reporter", row.id, row.reporter) for row in rows}
    return Merged(About(nik, nama, newest.instansi_id), len(reporters), newest.created_at, told)
