"""Statements that run in every turn or over long lists, by the driver itself.

SQLAlchemy takes ten times as long over an execution as SQLite. Such a statement is still written once, in Core and for
whatever dialect; but its SQL is made once, at the first use, and only those values are converted that need it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Dialect, LargeBinary, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

Converter = Callable[[Any], Any]

_REMEMBERED: Final = 16_384
"""About as many different days as a roster of any length has."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in one dialect.

    `parameters` says for each where it lies among values and constants, and what converts it; `repeated` is the same
    for many rows, in which dates and moments come again and again; `names` are theirs, where the driver wants them;
    `columns` convert what was found, and are none if nothing needs it.
    """

    sql: str
    constants: tuple[Any, ...]
    parameters: tuple[tuple[int, Converter | None], ...]
    repeated: tuple[tuple[int, Converter | None], ...]
    names: tuple[str, ...] | None
    columns: tuple[Converter | None, ...]


class Prepared:
    """A statement of Core; `names` are its parameters in the order in which values will be given."""

    def __init__(self, statement: Any, *names: str) -> None:  # noqa: ANN401 - SQLAlchemy has no type for all four
        self._statement = statement
        self._names = names
        self._compiled: dict[str, _Compiled] = {}

    def run(self, session: Session, *values: Any) -> None:  # noqa: ANN401 - whatever the columns hold
        """Execute."""
        compiled, connection = self._for(session)
        given = _one(compiled, values)
        _drive(connection, compiled.sql, lambda cursor: cursor.execute(compiled.sql, given))

    def rows(self, session: Session, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - as above
        """Execute, and give all that was found."""
        compiled, connection = self._for(session)
        given = _one(compiled, values)
        found: list[tuple[Any, ...]] = _drive(
            connection, compiled.sql, lambda cursor: cursor.execute(compiled.sql, given).fetchall()
        )
        return [_typed(row, compiled.columns) for row in found] if compiled.columns else found

    def each(self, session: Session, rows: Sequence[Sequence[Any]]) -> None:
        """Execute for each of the rows of hashable values; for none, do nothing."""
        if rows:
            compiled, connection = self._for(session)
            given = _many(compiled, rows)
            _drive(connection, compiled.sql, lambda cursor: cursor.executemany(compiled.sql, given))

    def _for(self, session: Session) -> tuple[_Compiled, Connection]:
        connection = session.bind
        assert isinstance(connection, Connection)
        compiled = self._compiled.get(connection.dialect.name)
        if compiled is None:
            compiled = self._compiled[connection.dialect.name] = self._compile(connection.dialect)
        return compiled, connection

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled: SQLCompiler = self._statement.compile(dialect=dialect, column_keys=list(self._names))
        names = tuple(compiled.binds if compiled.positiontup is None else compiled.positiontup)
        # What the statement itself fixes, such as the OFFSET that SQLite wants with a LIMIT.
        fixed = [name for name in compiled.binds if name in names and name not in self._names]
        places = (*self._names, *fixed)
        selected = self._statement.selected_columns if isinstance(self._statement, Select) else ()
        columns = tuple(_out(column.type, dialect) for column in selected)
        parameters = tuple((places.index(name), _in(compiled.binds[name].type, dialect)) for name in names)
        return _Compiled(
            sql=str(compiled),
            constants=tuple(compiled.binds[name].effective_value for name in fixed),
            parameters=parameters,
            repeated=tuple((place, way and lru_cache(_REMEMBERED)(way)) for place, way in parameters),
            names=names if compiled.positiontup is None else None,
            columns=columns if any(columns) else (),
        )


def _drive(connection: Connection, sql: str, act: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - the driver's own
    """Act on the driver's cursor, with its errors as SQLAlchemy's; they never tell the values."""
    driver: Any = connection.dialect.dbapi
    try:
        return act(connection.connection.cursor())
    except driver.Error as error:
        told: Exception = DBAPIError.instance(
            sql, None, error, driver.Error, hide_parameters=True, dialect=connection.dialect
        )
        raise told from error


def _one(compiled: _Compiled, values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a list or a dictionary, as the driver likes
    values += compiled.constants
    ordered = [values[place] if way is None else way(values[place]) for place, way in compiled.parameters]
    return ordered if compiled.names is None else dict(zip(compiled.names, ordered, strict=True))


def _many(compiled: _Compiled, rows: Sequence[Sequence[Any]]) -> list[Any]:
    columns = [*zip(*rows, strict=True), *([constant] * len(rows) for constant in compiled.constants)]
    ordered = [columns[place] if way is None else map(way, columns[place]) for place, way in compiled.repeated]
    values = zip(*ordered, strict=True)
    return list(values) if compiled.names is None else [dict(zip(compiled.names, row, strict=True)) for row in values]


def _typed(row: tuple[Any, ...], columns: tuple[Converter | None, ...]) -> tuple[Any, ...]:
    return tuple(value if way is None else way(value) for value, way in zip(row, columns, strict=True))


# Drivers take and give bytes as they are.
def _in(kind: TypeEngine[Any], dialect: Dialect) -> Converter | None:
    return None if isinstance(kind, LargeBinary) else kind.dialect_impl(dialect).bind_processor(dialect)


def _out(kind: TypeEngine[Any], dialect: Dialect) -> Converter | None:
    return None if isinstance(kind, LargeBinary) else kind.dialect_impl(dialect).result_processor(dialect, None)
