"""Statements that go straight to the driver keep SQLAlchemy's promises: types, errors, both dialects."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Dialect, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from storage.database import Database
from storage.listed import among, not_among
from storage.migrate import migrate
from storage.models.roster import Instansi
from storage.prepared import Prepared
from tests.databases import fresh_url

COLUMNS = (Instansi.id, Instansi.kode, Instansi.deadline, Instansi.created_at)
ADD = Prepared(insert(Instansi), "id", "kode", "nama", "created_at")
ALL = Prepared(select(*map(col, COLUMNS)).order_by(col(Instansi.id)).limit(bindparam("limit")), "limit")
NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
JAKARTA = timezone(timedelta(hours=7))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(fresh_url(tmp_path))
    migrate(database)
    yield database
    database.close()


def test_values_come_back_as_their_types(database: Database) -> None:
    """A moment keeps its instant, whatever its zone; what was not given is None; order and limit hold."""
    rows = [(number, f"KODE{number}", "Dinas Contoh", NOW.astimezone(JAKARTA)) for number in (3, 1, 2)]
    with database.transaction() as session:
        ADD.each(session, rows)
        ADD.each(session, [])
        assert ALL.rows(session, 2) == [(1, "KODE1", None, NOW), (2, "KODE2", None, NOW)]


def test_a_broken_rule_is_named_without_the_values(database: Database) -> None:
    """The error is SQLAlchemy's, and what the rows held is not in it; nothing of the block stays."""

    def add_twice() -> None:
        with database.transaction() as session:
            ADD.run(session, 1, "RAHASIA", "Dinas Rahasia", NOW)
            ADD.run(session, 2, "RAHASIA", "Dinas Rahasia", NOW)

    with pytest.raises(IntegrityError) as caught:
        add_twice()
    assert "RAHASIA" not in str(caught.value).upper().replace("INSTANSI.KODE", "")
    with database.transaction() as session:
        assert ALL.rows(session, 9) == []


def test_a_list_of_any_length_is_one_parameter(database: Database) -> None:
    """None, one and thousands; those that are in it, and those that are not."""
    inside = Prepared(select(col(Instansi.id)).where(among(col(Instansi.id), "ids")), "ids")
    outside = Prepared(select(col(Instansi.id)).where(not_among(col(Instansi.id), "ids")), "ids")
    with database.transaction() as session:
        ADD.each(session, [(number, f"KODE{number}", "Dinas Contoh", NOW) for number in (1, 2)])
        found = [
            (inside.rows(session, ids), outside.rows(session, ids)) for ids in ([], [2], list(range(2, 40_000)), [1, 2])
        ]
    one, two = (1,), (2,)
    assert found == [([], [one, two]), ([two], [one]), ([two], [one]), ([one, two], [])]


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])  # type: ignore[no-untyped-call]
def test_a_list_is_written_for_either_database(dialect: Dialect) -> None:
    """Each reads JSON in its own words."""
    sql = str(select(col(Instansi.id)).where(among(col(Instansi.id), "ids")).compile(dialect=dialect))
    assert {"sqlite": "json_each(?)", "postgresql": "json_array_elements_text(CAST("}[dialect.name] in sql
