"""A table's rows as they lie in a backup: each an array of values, which are what their columns mean.

Bytes are base64, moments and days ISO 8601: what one kind of database wrote, another one reads.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    LargeBinary,
    String,
    Table,
    TypeDecorator,
    column,
    insert,
    select,
    table,
)
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from storage.backup_manifest import Kind, TablePart, table_file
from storage.models.columns import UtcDateTime
from storage.packed_lines import packed, unpacked
from storage.prepared import Prepared

Row = tuple[Any, ...]

_AT_ONCE: Final = 1_000
_MEANING: Final[dict[Kind, tuple[type, TypeEngine[Any]]]] = {
    "int": (int, BigInteger()),
    "bool": (bool, Boolean()),
    "text": (str, String()),
    "bytes": (bytes, LargeBinary()),
    "date": (date, Date()),
    "moment": (datetime, UtcDateTime()),
}
_KIND: Final = {meant: kind for kind, (meant, _) in _MEANING.items()}


def kind_of(one: Column[Any]) -> Kind:
    """What a column's values are."""
    beneath = one.type.impl_instance if isinstance(one.type, TypeDecorator) else one.type
    return _KIND[beneath.python_type]


def write(connection: Connection, of: Table, folder: Path, shown: Callable[[Table, list[Row]], None]) -> TablePart:
    """Write a table into the backup in this folder, in the order of its key; `shown` gets each thousand rows.

    Raises:
        OSError: as the disk says.
    """
    found = connection.execute(select(of).order_by(*of.primary_key), execution_options={"yield_per": _AT_ONCE})
    count = 0
    with packed(table_file(folder, of.name)) as lines:
        for partition in found.partitions():
            rows = [tuple(row) for row in partition]
            lines.add(rows)
            count += len(rows)
            shown(of, rows)
        digest = lines.end()
    columns = tuple((str(one.name), kind_of(one)) for one in of.columns)
    return TablePart(str(of.name), columns, count, digest)


def load(session: Session, part: TablePart, folder: Path) -> Iterator[int]:
    """Put the rows of a backup's table into the one of that name, a thousand at once; how many, each time.

    Raises:
        sqlalchemy.exc.DBAPIError: the database refuses one.
    """
    into = table(part.name, *(column(name, _MEANING[kind][1]) for name, kind in part.columns))
    add = Prepared(insert(into), *(name for name, _ in part.columns))
    values = tuple(_MEANING[kind][0] | None for _, kind in part.columns)
    decoder: msgspec.json.Decoder[Row] = msgspec.json.Decoder(tuple.__class_getitem__(values))
    for rows in unpacked(table_file(folder, part.name), decoder.decode):
        add.each(session, rows)
        yield len(rows)
