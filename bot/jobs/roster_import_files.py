"""The workbooks that go out for an import: the template of an instansi, and the sheet with what is to be mended."""

import asyncio
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlmodel import Session, col

from bot.documents import roster_template
from bot.rules.eligibility import Terms
from storage import roster
from storage.database import Database
from storage.files import FileStore
from storage.models.roster import Worker
from storage.roster import InstansiFacts
from storage.spelling import as_spelled

RETURNED: Final = "perbaikan.xlsx"
_UNITS: Final = 500
"""So many unit kerja to choose from at most; others may be typed."""


class RosterFiles:
    """Makes them when they are sent."""

    def __init__(self, database: Database, files: FileStore, terms: Terms) -> None:
        self._database = database
        self._files = files
        self._terms = terms

    async def template(self, ref: str) -> tuple[str, bytes]:
        """The template of the instansi with this number, with the unit kerja that it has named so far."""
        return await asyncio.to_thread(self._template, int(ref))

    async def returned(self, ref: str) -> tuple[str, bytes]:
        """The sheet that is kept under this key; raises FileMissingError."""
        return RETURNED, await self._files.apart(partial(self._files.get, ref))

    def _template(self, instansi_id: int) -> tuple[str, bytes]:
        with self._database.reading() as session:
            instansi, units = _facts(session, instansi_id)
        data = roster_template.write(instansi.kode, instansi.nama, units, self._terms)
        return f"templat-{instansi.kode.lower()}.xlsx", data


def _facts(session: Session, instansi_id: int) -> tuple[InstansiFacts, list[str]]:
    unit = col(Worker.unit_kerja)
    query = select(unit).where(col(Worker.instansi_id) == instansi_id).group_by(unit).order_by(as_spelled(unit))
    units = session.connection().execute(query.limit(_UNITS)).scalars()
    return roster.instansi_by_id(session, instansi_id), list(units)
