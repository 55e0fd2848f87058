"""What came in is kept once and in order; what goes out is claimed, repeated only knowingly, and ticked off."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from storage import inbox, outbox
from storage.crypto import Vault
from storage.database import Database
from storage.inbox import Received
from storage.migrate import migrate
from storage.models.turns import InboxRow, OutboxRow
from storage.outbox import Outgoing
from tests.databases import fresh_url

VAULT = Vault(bytes(range(32)))
NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(fresh_url(tmp_path))
    migrate(database)
    yield database
    database.close()


def receive(database: Database, *items: tuple[int, int, bytes], source: int = 1) -> None:
    """(number, person, payload)."""
    with database.transaction() as session:
        inbox.add(session, VAULT, [Received(source, *item) for item in items])


def waiting(database: Database, now: datetime = NOW, limit: int = 100) -> list[tuple[int, bytes]]:
    with database.transaction() as session:
        return [(row.person, inbox.opened(VAULT, row)) for row in inbox.waiting(session, now, limit)]


def handle(database: Database, person: int) -> None:
    with database.transaction() as session:
        found = [row.id for row in inbox.waiting(session, NOW, 100) if row.person == person]
        inbox.finish(session, found, NOW)


def test_a_number_is_kept_once_whatever_comes_with_it(database: Database) -> None:
    """Within one call or over many, before it was handled or after; another source has its own numbers."""
    receive(database, (5, 71, b"satu"), (5, 71, b"lain"))
    receive(database, (5, 71, b"lain"))
    handle(database, 71)
    receive(database, (5, 71, b"lain"))
    assert waiting(database) == []
    receive(database, (5, 71, b"dua"), source=2)
    assert waiting(database) == [(71, b"dua")]


def test_numbers_may_begin_anew_lower(database: Database) -> None:
    """Telegram restarts its numbering; order is the order of coming."""
    receive(database, (900, 71, b"satu"))
    receive(database, (3, 71, b"dua"))
    assert waiting(database) == [(71, b"satu")]
    handle(database, 71)
    assert waiting(database) == [(71, b"dua")]


def test_each_person_waits_with_their_oldest_only(database: Database) -> None:
    """Longest waiting first, and no more people than asked for."""
    receive(database, (1, 72, b"b1"), (2, 71, b"a1"), (3, 72, b"b2"), (4, 73, b"c1"))
    assert waiting(database) == [(72, b"b1"), (71, b"a1"), (73, b"c1")]
    assert waiting(database, limit=2) == [(72, b"b1"), (71, b"a1")]


def test_who_rests_after_a_failure_is_passed_over_until_it_is_time(database: Database) -> None:
    """Nothing later of that person comes instead, and a resting person takes nobody's place."""
    receive(database, (1, 71, b"a1"), (2, 71, b"a2"), (3, 72, b"b1"))
    with database.transaction() as session:
        inbox.fail(session, inbox.waiting(session, NOW, 1)[0].id, LATER)
    assert waiting(database, limit=1) == [(72, b"b1")]
    assert waiting(database, LATER) == [(71, b"a1"), (72, b"b1")]


def test_what_was_handled_leaves_its_number_only(database: Database) -> None:
    """The payload goes at once; what was set aside keeps it, sealed."""
    receive(database, (1, 71, b"rahasia"), (2, 72, b"racun"))
    handle(database, 71)
    with database.transaction() as session:
        inbox.put_aside(session, inbox.waiting(session, NOW, 1)[0].id, NOW)
    with database.transaction() as session:
        kept = {row.number: row.payload for row in session.exec(select(InboxRow))}
    assert kept[1] is None
    assert kept[2] is not None
    assert b"racun" not in kept[2]
    assert waiting(database) == []


def put(database: Database, *items: tuple[int, bytes], lane: outbox.Lane = "chat") -> None:
    with database.transaction() as session:
        outbox.add(session, VAULT, [Outgoing(person, lane, payload) for person, payload in items])


def claim(
    database: Database, lane: outbox.Lane = "chat", *, one_each: bool = False, without: tuple[int, ...] = ()
) -> list[tuple[bytes, int, bool]]:
    """(payload, attempts, repeated)."""
    with database.transaction() as session:
        rows = outbox.claim(session, lane, NOW, limit=100, without_people=without, one_each=one_each)
        return [(outbox.opened(VAULT, row), row.attempts, row.repeated) for row in rows]


def test_a_second_claim_says_that_it_may_have_been_done(database: Database) -> None:
    """And the row remembers it."""
    put(database, (71, b"satu"))
    assert claim(database) == [(b"satu", 1, False)]
    assert claim(database) == [(b"satu", 2, True)]
    with database.transaction() as session:
        assert session.exec(select(OutboxRow.ambiguous)).all() == [True]


def test_claims_keep_their_order_and_their_lane(database: Database) -> None:
    """Oldest first; whoever is busy is left out; jobs are nobody's messages."""
    put(database, (71, b"a1"), (72, b"b1"), (71, b"a2"))
    put(database, (71, b"kerja"), lane="job")
    assert [row[0] for row in claim(database, without=(72,))] == [b"a1", b"a2"]
    assert [row[0] for row in claim(database)] == [b"a1", b"b1", b"a2"]
    assert [row[0] for row in claim(database, one_each=True)] == [b"a1", b"b1"]
    assert [row[0] for row in claim(database, "job")] == [b"kerja"]


def test_what_was_done_is_gone(database: Database) -> None:
    """Ticking off nothing, or twice, is no error."""
    put(database, (71, b"satu"))
    with database.transaction() as session:
        rows = outbox.claim(session, "chat", NOW, limit=1)
        outbox.done(session, [row.id for row in rows])
        outbox.done(session, [row.id for row in rows])
        outbox.done(session, [])
    assert claim(database) == []


def test_a_person_has_one_screen_or_none(database: Database) -> None:
    """The newest counts, and None takes it away."""
    with database.transaction() as session:
        outbox.set_screens(session, {71: 5, 72: 6})
        outbox.set_screens(session, {71: 7, 72: None, 73: None})
        assert outbox.screens(session, [71, 72, 73]) == {71: 7}
