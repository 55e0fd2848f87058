"""The jobs behind `/impor` as the tests' chats do them: in the house's one open transaction, and in this process."""

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, TypeVar

from sqlmodel import Session, col, select

from bot import outgoing
from bot.jobs.roster_import_chat import Kept, RosterImports
from bot.jobs.roster_import_outcome import Imported, Who
from bot.jobs.roster_import_sheet import import_sheet
from bot.rules.eligibility import Terms
from storage.database import Database
from storage.models.turns import OutboxRow
from tests import house as houses

if TYPE_CHECKING:
    from tests.house import House

T = TypeVar("T")
Doing = Callable[[int, dict[str, Any]], Coroutine[Any, Any, dict[str, Any]]]


class Inside(Database):
    """A database whose transactions are savepoints of an open session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with self._session.begin_nested():
            yield self._session
            self._session.flush()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        self._session.flush()
        yield self._session

    async def run(self, work: Callable[[Session], T]) -> T:
        with self.transaction() as session:
            return work(session)


def roster_jobs(house: "House") -> dict[str, Doing]:
    """The jobs, by kind."""
    database = Inside(house.session)

    async def here(who: Who, data: bytes, progress: Callable[[int, int], None]) -> Imported:
        with NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            return import_sheet(database, house.vault, house.words, Terms(), who, Path(file.name), progress)

    kept = Kept(database, house.vault, house.files)
    jobs = RosterImports(kept, house.words, house.sent, houses.Silent(), here, lambda: house.now, lambda: None)
    return {"import_roster": jobs.import_roster, "undo_import": jobs.undo_import}


def sent_to(house: "House", person: int) -> list[outgoing.Message]:
    """What jobs sent this person since this was asked last, oldest first."""
    house.session.expire_all()
    found = []
    for row in house.session.exec(select(OutboxRow).where(col(OutboxRow.person) == person).order_by(col(OutboxRow.id))):
        body = house.vault.open_bytes("outbox", "payload", row.id, row.payload)
        if row.lane == "chat":
            message = outgoing.decode_send(body)
            assert isinstance(message, outgoing.Message)
            found.append(message)
        else:
            task = outgoing.decode_task(body)
            assert isinstance(task, outgoing.Disposal)
            house.files.remove(task.file)
        house.session.delete(row)
    house.session.flush()
    return found
