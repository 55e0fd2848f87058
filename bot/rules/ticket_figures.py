"""The helpdesk in figures: what is open and how old it is, and how quickly tickets are answered and solved.

Everything is counted from the tickets' own moments, so that chart and sheet cannot tell different stories.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from bot.rules.clock import today_wib
from bot.rules.durations import Spread, spread

AGES: Final = ("kurang dari 1 hari", "1 sampai 3 hari", "3 sampai 7 hari", "lebih dari 7 hari")
"""How long a ticket has been open, youngest first; after 3 days Dukcapil is reminded."""
_LIMITS: Final = (timedelta(days=1), timedelta(days=3), timedelta(days=7))


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """One ticket: its kind and its officer as they are read, and its moments (aware); None has not happened yet.

    `officer` is None where nobody has taken it. `solved` is None as long as it is open, also if it was opened again.
    """

    kind: str
    officer: str | None
    opened: datetime
    answered: datetime | None = None
    solved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Several tickets of one name: `open` by age in the order of AGES, how many are solved, and how long it took.

    `first_answer` and `solving` count from the opening; None where nothing was answered or solved.
    """

    name: str
    open: tuple[int, ...]
    solved: int
    first_answer: Spread | None
    solving: Spread | None

    @property
    def open_in_all(self) -> int:
        """Open tickets of every age."""
        return sum(self.open)


@dataclass(frozen=True, slots=True)
class Day:
    """One day in WIB: how many tickets came and were solved, and how many were open when it ended."""

    day: date
    came: int
    solved: int
    left_open: int


def tally(name: str, tickets: Iterable[TicketFacts], now: datetime) -> Tally:
    """Count these tickets together."""
    counted = list(tickets)
    ages = Counter(_age(ticket, now) for ticket in counted if ticket.solved is None)
    return Tally(
        name,
        tuple(ages[age] for age in range(len(AGES))),
        sum(ticket.solved is not None for ticket in counted),
        spread(ticket.answered - ticket.opened for ticket in counted if ticket.answered),
        spread(ticket.solved - ticket.opened for ticket in counted if ticket.solved),
    )


def by_kind(tickets: Sequence[TicketFacts], kinds: Sequence[str], now: datetime) -> list[Tally]:
    """A tally for each of `kinds`, in their order, then for any others by name; also where there are no tickets."""
    others = sorted({ticket.kind for ticket in tickets} - set(kinds))
    return _grouped(tickets, lambda ticket: ticket.kind, (*kinds, *others), now)


def by_officer(tickets: Sequence[TicketFacts], now: datetime, nobody: str = "Belum diambil") -> list[Tally]:
    """A tally for each officer by name; last what `nobody` has taken, if there is any."""
    names = sorted({ticket.officer for ticket in tickets if ticket.officer is not None})
    untaken = [nobody] if any(ticket.officer is None for ticket in tickets) else []
    return _grouped(
        tickets, lambda ticket: nobody if ticket.officer is None else ticket.officer, (*names, *untaken), now
    )


def by_day(tickets: Sequence[TicketFacts], now: datetime) -> list[Day]:
    """Every day from the first ticket's to today, also those on which nothing happened; none without tickets."""
    if not tickets:
        return []
    came = Counter(today_wib(ticket.opened) for ticket in tickets)
    solved = Counter(today_wib(ticket.solved) for ticket in tickets if ticket.solved)
    first = min(came)
    days: list[Day] = []
    left = 0
    for number in range((today_wib(now) - first).days + 1):
        day = first + timedelta(days=number)
        left += came[day] - solved[day]
        days.append(Day(day, came[day], solved[day], left))
    return days


def _grouped(
    tickets: Sequence[TicketFacts], group: Callable[[TicketFacts], str], names: Iterable[str], now: datetime
) -> list[Tally]:
    held: dict[str, list[TicketFacts]] = {name: [] for name in names}
    for ticket in tickets:
        held[group(ticket)].append(ticket)
    return [tally(name, those, now) for name, those in held.items()]


def _age(ticket: TicketFacts, now: datetime) -> int:
    """Its place in AGES."""
    return sum(now - ticket.opened >= limit for limit in _LIMITS)
