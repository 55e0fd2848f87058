"""The helpdesk in figures: read by the thousand, so that nobody's turn waits for them, and drawn off the event loop."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from bot.conversations.wording import Wording
from bot.documents import ticket_chart, ticket_sheet, ticket_times
from bot.gateway.send import Made
from bot.rules.ticket_figures import TicketFacts, by_kind
from storage import ticket_figures
from storage.database import Database
from storage.ticket_figures import Row

_TEXTS: Final = "tiket"
_AT_ONCE: Final = 1_000


class Figures:
    """Prints of all tickets that ever came, as of the moment when they are made; `kinds` is the order of the kinds."""

    def __init__(self, database: Database, words: Wording, kinds: Sequence[str], clock: Callable[[], datetime]) -> None:
        self._database = database
        self._words = words
        self._clock = clock
        self._kinds = {kind: self._kind(kind) for kind in kinds}

    async def chart(self) -> Made:
        """The open tickets as a picture, with the times of each kind in words."""
        now = self._clock()
        return await asyncio.to_thread(self._drawn, await self._rows(), now)

    async def sheet(self) -> Made:
        """By kind, by officer and by day, as a workbook."""
        now = self._clock()
        return await asyncio.to_thread(self._written, await self._rows(), now)

    async def _rows(self) -> list[Row]:
        rows: list[Row] = []
        while page := await self._database.run(
            partial(ticket_figures.figures, after=rows[-1].id if rows else 0, most=_AT_ONCE)
        ):
            rows += page
        return rows

    def _drawn(self, rows: list[Row], now: datetime) -> Made:
        tallies = by_kind(self._facts(rows), tuple(self._kinds.values()), now)
        return Made("angka-helpdesk.png", ticket_chart.draw(tallies, now), ticket_times.caption(tallies, now))

    def _written(self, rows: list[Row], now: datetime) -> Made:
        data = ticket_sheet.write(self._facts(rows), tuple(self._kinds.values()), now)
        return Made("angka-helpdesk.xlsx", data)

    def _facts(self, rows: list[Row]) -> list[TicketFacts]:
        """The same with kinds and officers as they are read."""
        kinds = {kind: self._kinds.get(kind) or self._kind(kind) for kind in {row.kind for row in rows}}
        officers = {holder: self._officer(holder) for holder in {row.holder for row in rows}}
        return [
            TicketFacts(kinds[row.kind], officers[row.holder], row.created_at, row.first_answer_at, row.solved_at)
            for row in rows
        ]

    def _officer(self, holder: int | None) -> str | None:
        return None if holder is None else self._words.text(_TEXTS, "button.petugas", {"nomor": str(holder)})

    def _kind(self, kind: str) -> str:
        told = self._words.text(_TEXTS, f"term.jenis_{kind}", plain=True)
        return told[:1].upper() + told[1:]
