"""INSERT … ON CONFLICT, which SQLite and PostgreSQL share and SQLAlchemy keeps in two dialects."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from storage.prepared import Prepared


def insert_new(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows that break no unique key, and pass over the others. Rows share their columns."""
    if rows:
        _new(_dialect(session), table, tuple(rows[0])).each(session, _values(rows))


def insert_or_update(
    session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]], key: Sequence[str]
) -> None:
    """Insert the rows; where the key is there already, the row takes the new values. Rows share their columns."""
    if rows:
        changed = _changed(_dialect(session), table, tuple(key), tuple(rows[0]))
        changed.each(session, _values(rows))


def _values(rows: Sequence[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in rows[0]) for row in rows]


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def _insert(dialect: str, table: type[SQLModel]) -> Any:  # noqa: ANN401 - either dialect's Insert
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


@cache
def _new(dialect: str, table: type[SQLModel], columns: tuple[str, ...]) -> Prepared:
    return Prepared(_insert(dialect, table).on_conflict_do_nothing(), *columns)


@cache
def _changed(dialect: str, table: type[SQLModel], key: tuple[str, ...], columns: tuple[str, ...]) -> Prepared:
    statement = _insert(dialect, table)
    changed = {name: statement.excluded[name] for name in columns if name not in key}
    return Prepared(statement.on_conflict_do_update(index_elements=list(key), set_=changed), *columns)
