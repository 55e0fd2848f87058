"""IN and NOT IN for a list that is one parameter.

With a parameter for each number, SQL would be made anew, and the driver prepare it anew, for every length.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Dialect, SQLColumnExpression, Text, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Numbers(TypeDecorator[Sequence[int]]):
    """A sequence of whole numbers, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ANN401 - SQLAlchemy's signature
        """To the statement."""
        del dialect
        return msgspec.json.encode(value).decode()


class _Listed(FunctionElement[int]):
    """The numbers of such a list, as a subquery."""

    inherit_cache = True


@compiles(_Listed)
def _listed(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    given = compiler.process(element.clauses, **options)
    return f"(SELECT value FROM json_each({given}))"  # noqa: S608 - a parameter's place, not its value


@compiles(_Listed, "postgresql")
def _listed_on_postgresql(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as above
    numbers = f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSON))"
    return f"(SELECT CAST(value AS BIGINT) FROM {numbers} AS listed(value))"  # noqa: S608 - as above


def among(column: SQLColumnExpression[int], name: str) -> ColumnElement[bool]:
    """Whether the column holds one of the numbers in the parameter of this name, a sequence."""
    return column.op("IN", is_comparison=True)(_Listed(bindparam(name, type_=_Numbers)))


def not_among(column: SQLColumnExpression[int], name: str) -> ColumnElement[bool]:
    """Whether it holds none of them."""
    return column.op("NOT IN", is_comparison=True)(_Listed(bindparam(name, type_=_Numbers)))
