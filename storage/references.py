"""Questions to the reference lists: what pusat has loaded, and whether that has changed."""

import hashlib
from datetime import datetime

from sqlmodel import Session, col, select

from storage.models.references import ReferenceRow


def replace(session: Session, name: str, body: str, now: datetime) -> None:
    """Keep a list in the place of the one before; its text was checked already."""
    digest = hashlib.sha256(body.encode()).hexdigest()
    session.merge(ReferenceRow(name=name, digest=digest, body=body, loaded_at=now))
    session.flush()


def digest(session: Session, name: str) -> str | None:
    """What tells one text of a list from another; None where none was loaded."""
    return session.exec(select(ReferenceRow.digest).where(col(ReferenceRow.name) == name)).first()


def body(session: Session, name: str) -> str:
    """The text of a list that was loaded; raises NoResultFound where none was."""
    return session.exec(select(ReferenceRow.body).where(col(ReferenceRow.name) == name)).one()
