"""Officers of the helpdesk, and the tickets that the tests give them."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col, delete

from storage import ticket_queue, tickets
from storage.models.staff import Staff
from storage.ticket_words import Attached
from tests.house import MORNING, SARI, House

OFFICER, SECOND, PUSAT, ADMIN = 501, 502, 601, 701
WORKER = 71
PHOTO = Attached("f" * 64, "jpeg")
IDENTITY: Mapping[str, object] = {"nik": SARI.nik, "kk": "3201010101010002", "nama": "Sari Dewi", "differing": ["kk"]}


def names(session: Session, person: int, role: str = "helpdesk", instansi_id: int = 0) -> int:
    """Somebody gets a role."""
    session.add(Staff(person=person, role=role, instansi_id=instansi_id, granted_at=MORNING))
    session.flush()
    return person


def dismisses(session: Session, person: int) -> None:
    """Somebody has no role any more."""
    session.exec(delete(Staff).where(col(Staff.person) == person))


def asks(
    house: House,
    kind: str = "dukcapil",
    person: int = WORKER,
    facts: Mapping[str, object] = IDENTITY,
    words: str = "",
) -> int:
    """A worker asks the helpdesk; the number."""
    return tickets.open_ticket(house.session, house.vault, person, kind, facts, house.now, words).number


def taken(
    house: House,
    kind: str = "dukcapil",
    person: int = WORKER,
    facts: Mapping[str, object] = IDENTITY,
    words: str = "",
    officer: int = OFFICER,
) -> int:
    """An officer has taken what a worker asks; the number."""
    if not tickets.is_helpdesk(house.session, officer):
        names(house.session, officer)
    number = asks(house, kind, person, facts, words)
    assert ticket_queue.take(house.session, house.vault, number, officer, house.now)
    return number


def texts(session: Session, table: type[SQLModel]) -> bytes:
    """All that a table's rows hold, for a look whether something is readable in it."""
    rows = session.connection().execute(select(SQLModel.metadata.tables[str(table.__tablename__)])).all()
    return b" ".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
