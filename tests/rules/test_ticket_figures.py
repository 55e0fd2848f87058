"""The helpdesk in figures, counted from its tickets."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.rules.durations import Spread
from bot.rules.ticket_figures import AGES, Day, TicketFacts, by_day, by_kind, by_officer, tally

NOW = datetime(2022, 9, 20, 3, 0, tzinfo=UTC)
KINDS = ("Lupa password", "Belum didaftarkan", "Lain-lain")


def ticket(
    hours: float, kind: str = KINDS[0], officer: str | None = None, *, answered: float = 0, solved: float = 0
) -> TicketFacts:
    """A ticket opened so many hours ago, answered and solved so many hours later."""
    opened = NOW - timedelta(hours=hours)
    moments = [opened + timedelta(hours=later) if later else None for later in (answered, solved)]
    return TicketFacts(kind, officer, opened, *moments)


@pytest.mark.parametrize(
    ("hours", "age"),
    [(0, AGES[0]), (23.9, AGES[0]), (24, AGES[1]), (71.9, AGES[1]), (72, AGES[2]), (168, AGES[3]), (9000, AGES[3])],
)
def test_an_open_ticket_has_its_age(hours: float, age: str) -> None:
    """After three days Dukcapil is reminded, after seven something is wrong."""
    counted = tally("Semua", [ticket(hours)], NOW)
    assert [name for name, count in zip(AGES, counted.open, strict=True) if count] == [age]
    assert counted.open_in_all == 1


def test_what_is_solved_is_not_open() -> None:
    """It counts for the times; what was only answered counts for the first of them."""
    counted = tally("Semua", [ticket(50, answered=1, solved=3), ticket(50, answered=2), ticket(5)], NOW)
    assert counted.open == (1, 1, 0, 0)
    assert counted.solved == 1
    assert counted.first_answer == Spread(2, timedelta(hours=1.5), timedelta(hours=2))
    assert counted.solving == Spread(1, timedelta(hours=3), timedelta(hours=3))


def test_nothing_gives_nothing() -> None:
    """A helpdesk's first morning."""
    counted = tally("Semua", [], NOW)
    assert counted.open == (0, 0, 0, 0)
    assert (counted.solved, counted.first_answer, counted.solving) == (0, None, None)
    assert by_day([], NOW) == []
    assert by_officer([], NOW) == []


def test_every_kind_has_its_line() -> None:
    """In the given order, also those without tickets; a kind of former times comes behind."""
    counted = by_kind([ticket(1), ticket(30), ticket(1, "Jenis lama")], KINDS, NOW)
    assert [(of.name, of.open_in_all) for of in counted] == [
        ("Lupa password", 2),
        ("Belum didaftarkan", 0),
        ("Lain-lain", 0),
        ("Jenis lama", 1),
    ]


def test_every_officer_has_a_line() -> None:
    """By name, and last what nobody has taken yet, if there is any."""
    taken = [ticket(1, officer="Rina"), ticket(2, officer="Budi"), ticket(9, officer="Rina", solved=1)]
    assert [(of.name, of.open_in_all, of.solved) for of in by_officer(taken, NOW)] == [("Budi", 1, 0), ("Rina", 1, 1)]
    assert by_officer([*taken, ticket(1)], NOW)[-1].name == "Belum diambil"


def test_every_day_is_told_as_it_was_in_wib() -> None:
    """A ticket of 17.30 UTC came on the next day in Jakarta; a day without any still has what was left open."""
    came = datetime(2022, 9, 16, 17, 30, tzinfo=UTC)
    tickets = [TicketFacts(KINDS[0], None, came), TicketFacts(KINDS[0], None, came, solved=NOW)]
    assert by_day(tickets, NOW) == [
        Day(date(2022, 9, 17), 2, 0, 2),
        Day(date(2022, 9, 18), 0, 0, 2),
        Day(date(2022, 9, 19), 0, 0, 2),
        Day(date(2022, 9, 20), 0, 1, 1),
    ]
