"""How much waits and since when, and where everybody stands: figures without names."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.conversations.pusat.names import STATUSES
from storage import depths, inbox, outbox
from storage.crypto import Vault
from storage.database import Database
from storage.depths import Depth
from storage.ids import id_at, made_at, new_id
from storage.inbox import Received
from storage.models.turns import InboxRow, OutboxRow
from storage.outbox import Lane
from tests.databases import fresh
from tests.house import BUDI, SARI, House

VAULT = Vault(bytes(range(32)))
NOW = datetime(2022, 9, 30, 16, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = fresh(tmp_path)
    yield database
    database.close()


def said(database: Database, person: int, seconds: float, **more: Any) -> None:  # noqa: ANN401 - columns
    """Somebody said something so many seconds ago."""
    number = id_at(NOW - timedelta(seconds=seconds)) + person
    with database.transaction() as session:
        session.add(InboxRow(id=number, source=1, number=number, person=person, **more))


def put(database: Database, lane: Lane, seconds: float) -> None:
    with database.transaction() as session:
        session.add(OutboxRow(id=id_at(NOW - timedelta(seconds=seconds)), person=71, lane=lane, payload=b""))


def found(database: Database, now: datetime = NOW) -> depths.Depths:
    with database.reading() as session:
        return depths.depths(session, now)


def test_nothing_waits_in_a_fresh_store(database: Database) -> None:
    """Every lane is told all the same, and no age."""
    assert found(database).inbox == Depth(0, 0.0)
    assert found(database).outbox == dict.fromkeys(get_args(Lane), Depth(0, 0.0))


def test_people_wait_and_not_their_words(database: Database) -> None:
    """Who wrote three times waits once, since the first; who rests after a failure waits as well."""
    for seconds in (90, 60, 30):
        said(database, 71, seconds)
    said(database, 72, 45, retry_at=NOW + timedelta(seconds=3), failures=2)
    assert found(database).inbox == Depth(2, 90.0)


def test_what_was_answered_or_set_aside_waits_no_more(database: Database) -> None:
    """However old it is."""
    said(database, 71, 3600, handled_at=NOW)
    said(database, 72, 1800, handled_at=NOW, set_aside=True)
    said(database, 73, 5)
    assert found(database).inbox == Depth(1, 5.0)


def test_each_lane_has_its_own_depth_and_age(database: Database) -> None:
    """A hundred thousand who are told in turn hide no answer that is late."""
    put(database, "chat", 2)
    for seconds in (600, 500, 400):
        put(database, "many", seconds)
    waiting = {lane: depth for lane, depth in found(database).outbox.items() if depth.count}
    assert waiting == {"chat": Depth(1, 2.0), "many": Depth(3, 600.0)}


def test_rows_as_they_are_really_made_have_an_age(database: Database) -> None:
    """It comes from their identities; a clock that was put back makes none negative."""
    with database.transaction() as session:
        inbox.add(session, VAULT, [Received(1, 1, 71, b"halo")])
        outbox.add(session, VAULT, [outbox.Outgoing(71, "job", b"kerja")])
    late = found(database, datetime.now(UTC) + timedelta(seconds=100))
    assert 100 <= late.inbox.age < 160
    assert 100 <= late.outbox["job"].age < 160
    assert found(database).inbox.age == 0.0


def test_an_identity_tells_when_it_was_made() -> None:
    """To the millisecond, whatever was counted on within it."""
    assert made_at(id_at(NOW)) == made_at(id_at(NOW) + 5) == NOW
    before = datetime.now(UTC)
    assert timedelta(milliseconds=-1) <= made_at(new_id()) - before < timedelta(minutes=1)


def test_everybody_is_counted_by_status(house: House) -> None:
    """Over all instansi; where nobody stands there is a nought."""
    house.registers(SARI)
    house.registers(BUDI, "DINKES", status="selesai")
    counted = depths.census(house.session)
    assert {status: count for status, count in counted.workers.items() if count} == {"terdaftar": 1, "selesai": 1}
    assert set(counted.workers) == set(STATUSES)


def test_what_was_set_aside_is_counted(database: Database) -> None:
    """It stays until somebody has mended it."""
    said(database, 71, 90, handled_at=NOW)
    said(database, 72, 60, handled_at=NOW, set_aside=True)
    with database.reading() as session:
        assert depths.census(session).set_aside == 1


def test_a_store_without_tables_does_not_answer(tmp_path: Path) -> None:
    """And one with them does."""
    with_tables, bare = fresh(tmp_path), Database(f"sqlite:///{tmp_path / 'bare.db'}")
    with with_tables.reading() as session:
        assert depths.is_there(session)
    with bare.reading() as session, pytest.raises(Exception, match="inbox"):
        depths.is_there(session)
    with_tables.close()
    bare.close()
