"""Text in the same order on every database: by code points, as SQLite and Python have it.

PostgreSQL sorts as the locale of its database does, which passes over blanks and punctuation, and differs by server.
"""

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Spelled(FunctionElement[str]):
    """A text for ORDER BY."""

    type = Text()
    inherit_cache = True


@compiles(_Spelled)
def _spelled(element: _Spelled, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return str(compiler.process(element.clauses, **options))


@compiles(_Spelled, "postgresql")
def _spelled_on_postgresql(element: _Spelled, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as above
    return f'{compiler.process(element.clauses, **options)} COLLATE "C"'


def as_spelled(text: SQLColumnExpression[str]) -> ColumnElement[str]:
    """What to order by; not in a SELECT DISTINCT, which has to select what it is ordered by."""
    return _Spelled(text)
