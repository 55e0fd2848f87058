"""A ticket from before the helpdesk had a queue comes up, is worked on, and goes back."""

from pathlib import Path

from alembic import command

from storage import ticket_queue, tickets
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import configuration, migrate
from storage.models.staff import Staff
from tests.databases import execute, fresh_url
from tests.house import MORNING

STAMP = "2022-09-01 03:00:00.000000"
VAULT = Vault(bytes(32))
COLUMNS = "person, kind, facts, status, created_at, updated_at"
INSERT = f"INSERT INTO ticket ({COLUMNS}) VALUES (71, 'dukcapil', ?, 'terbuka', ?, ?)"  # noqa: S608 - the test's own names


def test_a_ticket_of_before_is_taken_and_identified(tmp_path: Path) -> None:
    """Its words are opened as they were sealed then; going back and up again keeps it."""
    database = Database(fresh_url(tmp_path, "old"))
    with database.transaction() as session:
        command.upgrade(configuration(session.connection()), "0003")
        facts = VAULT.seal("ticket", "facts", "71:dukcapil", '{"nama": "Sari"}')
        execute(session, INSERT, (facts, STAMP, STAMP))
    migrate(database)
    with database.transaction() as session:
        session.add(Staff(person=501, role="helpdesk", granted_at=MORNING))
        session.flush()
        (old,) = ticket_queue.queue(session, kabupaten="")
        assert ticket_queue.take(session, VAULT, old.number, 501, MORNING)
        assert tickets.facts(session, VAULT, old.number, 501, MORNING).said == {"nama": "Sari"}
    with database.transaction() as session:
        command.downgrade(configuration(session.connection()), "0003")
    migrate(database)
    with database.transaction() as session:
        assert [ticket.number for ticket in tickets.of_person(session, 71)] == [old.number]
    database.close()
