"""INSERT of many rows by the driver's own executemany.

SQLAlchemy's spends twice the driver's time on each row's parameters: it looks up each name and converts each value, of
which only moments and dates need it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Dialect, LargeBinary, Table, insert
from sqlmodel import Session, SQLModel


def insert_many(session: Session, model: type[SQLModel], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of values in the order of `columns`; columns that are left out are NULL. Values are hashable."""
    connection = session.connection()
    table: Table = model.__table__  # type: ignore[attr-defined]
    statement = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
    by_name = dict(zip(columns, zip(*rows, strict=True), strict=True))
    order = statement.positiontup or list(columns)
    values = list(zip(*(_converted(table, name, by_name[name], connection.dialect) for name in order), strict=True))
    if statement.positiontup is None:
        connection.exec_driver_sql(str(statement), [dict(zip(order, row, strict=True)) for row in values])
    else:
        connection.exec_driver_sql(str(statement), values)


def _converted(table: Table, name: str, values: Sequence[Any], dialect: Dialect) -> Sequence[Any]:
    """A column's values as the driver takes them; dates and moments come many times, so each is converted once."""
    kind = table.c[name].type
    convert = kind.dialect_impl(dialect).bind_processor(dialect)
    # Both drivers take bytes as they are.
    if convert is None or isinstance(kind, LargeBinary):
        return values
    converted = {value: convert(value) for value in set(values)}
    return [converted[value] for value in values]
