"""Officers at one queue: each ticket has one holder, whoever is fastest."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from storage import audit_check, ticket_escalation, ticket_queue, ticket_state, tickets
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.ticket_queue import NotHelpdeskError
from storage.ticket_state import NotYoursError, TicketFacts
from tests.databases import fresh_url
from tests.house import BUDI, MORNING, SARI, House
from tests.storage.officers import OFFICER, SECOND, asks, names, taken

OFFICERS, TICKETS = 20, 200
OTHER = 72


def numbers(found: list[TicketFacts]) -> list[int]:
    return [ticket.number for ticket in found]


def test_the_queue_is_oldest_first(house: House) -> None:
    """Page by page, and without what somebody holds or has solved."""
    old = asks(house)
    house.waits(timedelta(days=1))
    new = asks(house, "lain")
    assert numbers(ticket_queue.queue(house.session)) == [old, new]
    assert numbers(ticket_queue.queue(house.session, limit=1, offset=1)) == [new]
    taken(house, "unggah")
    solved = taken(house, "lupa_password")
    tickets.solve(house.session, house.vault, solved, OFFICER, "Beres", house.now)
    assert numbers(ticket_queue.queue(house.session)) == [old, new]
    assert ticket_queue.count(house.session) == 2


def test_the_queue_is_filtered_by_kind_and_kabupaten(house: House) -> None:
    """The filters offer what there is, the most first; an unknown kabupaten is one too."""
    here, there = asks(house), asks(house, person=OTHER, facts={"nik": "7371014703900001"})
    unknown = asks(house, "lain", facts={})
    expected = {
        ("dukcapil", None): [here, there],
        (None, SARI.nik[:4]): [here],
        (None, ""): [unknown],
        ("lain", "7371"): [],
    }
    for (kind, kabupaten), found in expected.items():
        assert numbers(ticket_queue.queue(house.session, kind, kabupaten)) == found
        assert ticket_queue.count(house.session, kind, kabupaten) == len(found)
    assert ticket_queue.kinds_open(house.session) == [("dukcapil", 2), ("lain", 1)]
    assert ticket_queue.kabupaten_open(house.session) == [("", 1), (SARI.nik[:4], 1), ("7371", 1)]


def test_whoever_takes_first_has_it(house: House) -> None:
    """The other one gets nothing, and takes another."""
    number = taken(house)
    ticket = ticket_state.load(house.session, number)
    assert (ticket.status, ticket.holder, ticket.taken_at) == ("diambil", OFFICER, house.now)
    assert ticket_queue.take(house.session, house.vault, number, SECOND, house.now) is None
    assert ticket_queue.take(house.session, house.vault, 999, SECOND, house.now) is None
    assert ticket_state.load(house.session, number).holder == OFFICER
    assert numbers(ticket_queue.held_by(house.session, OFFICER)) == [number]
    assert ticket_queue.held_by(house.session, SECOND) == []


def test_a_solved_ticket_is_held_by_nobody_and_taken_by_nobody(house: House) -> None:
    """It waits for its worker only."""
    number = taken(house)
    tickets.solve(house.session, house.vault, number, OFFICER, "Beres", house.now)
    assert ticket_queue.held_by(house.session, OFFICER) == []
    assert ticket_queue.take(house.session, house.vault, number, SECOND, house.now) is None


def test_a_ticket_is_handed_to_another_officer(house: House) -> None:
    """With its state, and only by its holder to somebody of the helpdesk."""
    number = taken(house)
    ticket_escalation.wait_for_dukcapil(house.session, house.vault, number, OFFICER, house.now)
    with pytest.raises(NotHelpdeskError):
        ticket_queue.hand_over(house.session, house.vault, number, OFFICER, SECOND, house.now)
    names(house.session, SECOND)
    with pytest.raises(NotYoursError):
        ticket_queue.hand_over(house.session, house.vault, number, SECOND, SECOND, house.now)
    ticket = ticket_queue.hand_over(house.session, house.vault, number, OFFICER, SECOND, house.now)
    assert (ticket.holder, ticket.status) == (SECOND, "menunggu_dukcapil")
    with pytest.raises(NotYoursError):
        ticket_queue.put_back(house.session, house.vault, number, OFFICER, house.now)


def test_a_ticket_goes_back_to_its_place_in_the_queue(house: House) -> None:
    """Before what came later."""
    number = taken(house)
    house.waits(timedelta(hours=1))
    later = asks(house, "lain", facts={"nik": BUDI.nik})
    ticket = ticket_queue.put_back(house.session, house.vault, number, OFFICER, house.now)
    assert (ticket.holder, ticket.status) == (None, "terbuka")
    assert numbers(ticket_queue.queue(house.session)) == [number, later]


def test_twenty_officers_take_two_hundred_tickets(tmp_path: Path) -> None:
    """Each wants every one of them; each ticket has one holder, whom the trail names, and none is left."""
    databases = [Database(fresh_url(tmp_path, "race")) for _ in range(2)]
    vault, start = Vault(bytes(32)), threading.Barrier(OFFICERS)
    migrate(databases[0])
    with databases[0].transaction() as session:
        opened = [tickets.open_ticket(session, vault, person, "lain", {}, MORNING).number for person in range(TICKETS)]

    def officer(person: int) -> list[int]:
        # As two processes: transactions of one queue at its lock, and the database keeps the two apart.
        database, had = databases[person % 2], []
        start.wait()
        for step in range(TICKETS):
            number = opened[(step + person * 3) % TICKETS]
            with database.transaction() as session:
                if ticket_queue.take(session, vault, number, person, MORNING):
                    had.append(number)
        return had

    with ThreadPoolExecutor(OFFICERS) as pool:
        had = list(pool.map(officer, range(1, OFFICERS + 1)))
    assert Counter(number for mine in had for number in mine) == Counter(opened)
    with databases[0].transaction() as session:
        for person, mine in enumerate(had, 1):
            assert sorted(numbers(ticket_queue.held_by(session, person))) == sorted(mine)
        assert ticket_queue.count(session) == 0
        assert audit_check.verify(session, vault) is None
    for database in databases:
        database.close()
