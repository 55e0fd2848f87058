"""INSERT of many rows by the driver's own executemany.

SQLAlchemy's spends twice the driver's time on each row's parameters: it looks up each name and converts each value, of
which only moments and dates need it.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Dialect, Table, insert
from sqlmodel import Session, SQLModel


def insert_many(session: Session, model: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the first one's columns, which must be at least two."""
    connection = session.connection()
    table: Table = model.__table__  # type: ignore[attr-defined]
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    order = statement.positiontup or list(rows[0])
    columns: list[Sequence[Any]] = list(zip(*map(itemgetter(*order), rows), strict=True))
    for place, name in enumerate(order):
        if convert := _converter(table, name, connection.dialect):
            columns[place] = [convert(value) for value in columns[place]]
    values = list(zip(*columns, strict=True))
    if statement.positiontup is None:
        connection.exec_driver_sql(str(statement), [dict(zip(order, row, strict=True)) for row in values])
    else:
        connection.exec_driver_sql(str(statement), values)


def _converter(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
