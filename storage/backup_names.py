"""Which stored files the rows of a backup speak of, in the clear or in a draft or message that is sealed.

A file may be removed between the moment that the rows are from and its turn to be copied; this tells.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Table

from storage.backup_tables import Row, kind_of
from storage.crypto import SealBrokenError, Vault
from storage.files import is_key

_LENGTH: Final = 32
_INSIDE: Final = re.compile(rb"[0-9a-f]{%d}" % _LENGTH)
_SEALED: Final[dict[str, tuple[str, Callable[[dict[str, Any]], int | str]]]] = {
    "conversation": ("body", lambda row: f"{row['person']}:{row['flow']}"),
    "inbox": ("payload", lambda row: row["id"]),
    "outbox": ("payload", lambda row: row["id"]),
}
"""Where a file may be named before a record names it: the sealed column, and what it is bound to."""


def named(vault: Vault, of: Table, rows: Sequence[Row]) -> Iterator[str]:
    """Every key of a file that these rows name, and perhaps a few that only look like one."""
    for place, column in enumerate(of.columns):
        if kind_of(column) == "text":
            texts = (row[place] for row in rows)
            # The length first: hardly any text has it, and there are millions.
            yield from (text for text in texts if text and len(text) == _LENGTH and is_key(text))
    if of.name in _SEALED:
        yield from _inside(vault, of, rows)


def _inside(vault: Vault, of: Table, rows: Sequence[Row]) -> Iterator[str]:
    column, bound_to = _SEALED[of.name]
    names = of.columns.keys()
    for values in rows:
        row = dict(zip(names, values, strict=True))
        if row[column] is not None:
            try:
                body = vault.open_bytes(of.name, column, bound_to(row), row[column])
            except SealBrokenError:
                # That row's own trouble, in the backup as in the store.
                continue
            yield from (key.decode() for key in _INSIDE.findall(body))
