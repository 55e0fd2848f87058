"""The helpdesk in figures: read month by month, so that nobody's turn waits for them, and drawn off the event loop."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.conversations.wording import Wording
from bot.documents import ticket_chart, ticket_sheet, ticket_times
from bot.gateway.send import Made
from bot.rules.clock import WIB
from bot.rules.ticket_figures import TicketFacts, by_kind
from storage import ticket_figures
from storage.database import Database
from storage.ticket_figures import Row

_TEXTS: Final = "tiket"
_ANY_MONTH: Final = timedelta(days=32)


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
        tallies = by_kind(await self._tickets(now), tuple(self._kinds.values()), now)
        data = await asyncio.to_thread(ticket_chart.draw, tallies, now)
        return Made("angka-helpdesk.png", data, ticket_times.caption(tallies, now))

    async def sheet(self) -> Made:
        """By kind, by officer and by day, as a workbook."""
        now = self._clock()
        tickets = await self._tickets(now)
        data = await asyncio.to_thread(ticket_sheet.write, tickets, tuple(self._kinds.values()), now)
        return Made("angka-helpdesk.xlsx", data)

    async def _tickets(self, now: datetime) -> list[TicketFacts]:
        first = await self._database.run(ticket_figures.oldest)
        if first is None:
            return []
        rows: list[Row] = []
        for since, until in _months(first, now):
            rows += await self._database.run(
                lambda session, since=since, until=until: ticket_figures.figures(session, since, until)  # type: ignore[misc]
            )
        return [self._facts(row) for row in rows]

    def _facts(self, row: Row) -> TicketFacts:
        officer = None if row.holder is None else self._words.text(_TEXTS, "button.petugas", {"nomor": str(row.holder)})
        kind = self._kinds.get(row.kind) or self._kind(row.kind)
        return TicketFacts(kind, officer, row.created_at, row.first_answer_at, row.solved_at)

    def _kind(self, kind: str) -> str:
        told = self._words.text(_TEXTS, f"term.jenis_{kind}", plain=True)
        return told[:1].upper() + told[1:]


def _months(first: datetime, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """(since, until) of each month in WIB, from that of `first` to that of `now`."""
    since = _begun(first)
    while since <= now:
        until = _begun(since + _ANY_MONTH)
        yield since, until
        since = until


def _begun(moment: datetime) -> datetime:
    return moment.astimezone(WIB).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
