"""INSERT of many rows by the driver's own executemany.

SQLAlchemy's spends twice the driver's time on each row's parameters: it looks up each name and converts each value, of
which only moments and dates need it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Dialect, LargeBinary, Table, insert
from sqlmodel import Session, SQLModel

Converter = Callable[[Any], Any]


class BulkInsert:
    """INSERT into the named columns of one table; the others are NULL. Its SQL is made once, at the first use."""

    def __init__(self, model: type[SQLModel], columns: Sequence[str]) -> None:
        """Take the table and the columns in the order in which rows will hold their values."""
        self._table: Table = model.__table__  # type: ignore[attr-defined]
        self._columns = columns
        self._prepared: tuple[str, bool, list[tuple[int, Converter | None]]] | None = None

    def run(self, session: Session, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows of hashable values."""
        connection = session.connection()
        sql, positional, places = self._prepared = self._prepared or self._prepare(connection.dialect)
        columns = list(zip(*rows, strict=True))
        values = list(zip(*(_converted(columns[place], convert) for place, convert in places), strict=True))
        if positional:
            connection.exec_driver_sql(sql, values)
        else:
            connection.exec_driver_sql(sql, [dict(zip(self._columns, row, strict=True)) for row in values])

    def _prepare(self, dialect: Dialect) -> tuple[str, bool, list[tuple[int, Converter | None]]]:
        statement = insert(self._table).compile(dialect=dialect, column_keys=list(self._columns))
        order = statement.positiontup or self._columns
        places = [(self._columns.index(name), self._converter(name, dialect)) for name in order]
        return str(statement), statement.positiontup is not None, places

    def _converter(self, name: str, dialect: Dialect) -> Converter | None:
        kind = self._table.c[name].type
        # Both drivers take bytes as they are.
        return None if isinstance(kind, LargeBinary) else kind.dialect_impl(dialect).bind_processor(dialect)


def _converted(values: Sequence[Any], convert: Converter | None) -> Sequence[Any]:
    """A column's values as the driver takes them; dates and moments come many times, so each is converted once."""
    if convert is None:
        return values
    converted = {value: convert(value) for value in set(values)}
    return [converted[value] for value in values]
