"""A worker asks the helpdesk, is answered, and asks again."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage import audit, requests, ticket_queue, ticket_state, ticket_words, tickets
from storage.models.roster import Worker
from storage.models.tickets import Ticket, TicketMessage
from storage.ticket_state import NoTicketError, NotYoursError, TicketSolvedError
from storage.tickets import Opened
from tests.house import BUDI, SARI, House
from tests.storage.officers import IDENTITY, OFFICER, PHOTO, SECOND, WORKER, asks, dismisses, names, taken, texts
from tests.storage.worker_desk import Desk

STRANGER = 99


def says(
    house: House, number: int, words: str, author: int = WORKER, *, staff: bool = False
) -> ticket_state.TicketFacts:
    return ticket_words.say(house.session, house.vault, number, author, staff, words, house.now)


def heard(house: House, number: int, reader: int = WORKER) -> list[tuple[bool, str]]:
    said = ticket_words.messages(house.session, house.vault, number, reader, house.now)
    return [(message.from_staff, message.words) for message in said]


def solves(house: House, number: int) -> ticket_state.TicketFacts:
    return tickets.solve(house.session, house.vault, number, OFFICER, "KK sudah sesuai", house.now)


def reopens(house: House, number: int, person: int = WORKER) -> ticket_state.TicketFacts | None:
    return tickets.reopen(house.session, house.vault, number, person, house.now)


def test_asking_twice_adds_to_the_open_ticket(house: House) -> None:
    """It has one number, all words, and what was known before beside what is known now."""
    first = tickets.open_ticket(
        house.session, house.vault, WORKER, "dukcapil", {"nik": SARI.nik}, house.now, "Mohon cek"
    )
    more = {"nama": "Sari"}
    again = tickets.open_ticket(house.session, house.vault, WORKER, "dukcapil", more, house.now, "", PHOTO)
    assert (first, again) == (Opened(first.number, added=False), Opened(first.number, added=True))
    assert heard(house, first.number) == [(False, "Mohon cek"), (False, "")]
    names(house.session, OFFICER)
    assert ticket_queue.take(house.session, house.vault, first.number, OFFICER, house.now)
    said = tickets.facts(house.session, house.vault, first.number, OFFICER, house.now).said
    assert said == {"nik": SARI.nik, "nama": "Sari"}


def test_another_kind_and_another_person_are_other_tickets(house: House) -> None:
    """And they are listed with whoever asked, beside their other requests."""
    numbers = [asks(house), asks(house, "lain"), asks(house, person=STRANGER)]
    assert len(set(numbers)) == 3
    assert [ticket.number for ticket in tickets.of_person(house.session, WORKER)] == numbers[:2]
    assert requests.of_person(house.session, STRANGER) == [("tiket", numbers[2], "terbuka")]


def test_a_ticket_knows_whom_it_is_about(house: House, desk: Desk) -> None:
    """By the NIK: the kabupaten, the worker and their account; without one, by the account of whoever asks."""
    by_nik = ticket_state.load(house.session, asks(house, person=STRANGER))
    assert (by_nik.kabupaten, by_nik.worker_id, by_nik.account_id) == (SARI.nik[:4], desk.worker.id, desk.account)
    own = ticket_state.load(house.session, asks(house, "unggah", facts={}))
    assert (own.kabupaten, own.worker_id, own.account_id) == ("", desk.worker.id, desk.account)
    nobody = ticket_state.load(house.session, asks(house, "lain", STRANGER, facts={}))
    assert (nobody.kabupaten, nobody.worker_id, nobody.account_id) == ("", None, None)
    unknown = ticket_state.load(house.session, asks(house, "belum_didaftarkan", facts={"nik": BUDI.nik}))
    assert (unknown.kabupaten, unknown.worker_id, unknown.account_id) == (BUDI.nik[:4], None, None)


def test_words_go_both_ways(house: House) -> None:
    """Each to the other, with files; the first answer is remembered, and later ones do not move it."""
    number = taken(house, words="Mohon cek")
    answered_at = house.now
    assert says(house, number, "Baik", OFFICER, staff=True).person == WORKER
    house.waits(timedelta(hours=1))
    facts = ticket_words.say(house.session, house.vault, number, WORKER, False, "Ini fotonya", house.now, PHOTO)
    assert facts.holder == OFFICER
    says(house, number, "Terima kasih", OFFICER, staff=True)
    assert ticket_state.load(house.session, number).first_answer_at == answered_at
    said = [(False, "Mohon cek"), (True, "Baik"), (False, "Ini fotonya"), (True, "Terima kasih")]
    assert heard(house, number) == heard(house, number, OFFICER) == said
    files = [one.file for one in ticket_words.messages(house.session, house.vault, number, WORKER, house.now)]
    assert files == [None, None, PHOTO, None]


def test_nobody_else_speaks_or_reads(house: House) -> None:
    """Neither another worker nor an officer who does not hold the ticket, whatever they claim to be."""
    number = taken(house, words="Rahasia")
    names(house.session, SECOND)
    for author, staff in ((STRANGER, False), (SECOND, True), (OFFICER, False), (WORKER, True)):
        with pytest.raises(NotYoursError):
            says(house, number, "Halo", author, staff=staff)
    for reader in (STRANGER, SECOND):
        with pytest.raises(NotYoursError):
            heard(house, number, reader)
        with pytest.raises(NotYoursError):
            tickets.reason_of(house.session, house.vault, number, reader)
        with pytest.raises(NotYoursError):
            tickets.facts(house.session, house.vault, number, reader, house.now)
    assert heard(house, number) == [(False, "Rahasia")]


def test_an_untaken_ticket_is_opened_by_nobody(house: House) -> None:
    """Not even by an officer."""
    number = asks(house, words="Rahasia")
    names(house.session, OFFICER)
    with pytest.raises(NotYoursError):
        heard(house, number, OFFICER)
    with pytest.raises(NotYoursError):
        tickets.facts(house.session, house.vault, number, OFFICER, house.now)


def test_opening_the_identity_is_recorded(house: House, desk: Desk) -> None:
    """The holder sees what the worker typed beside who is registered, and the trail of that account says so."""
    number = taken(house)
    found = tickets.facts(house.session, house.vault, number, OFFICER, house.now)
    assert found.said == IDENTITY
    assert found.registered is not None
    assert (found.registered.id, found.registered.identity.kk) == (desk.worker.id, SARI.kk)
    assert SARI.nik not in repr(found)
    heard(house, number, OFFICER)
    heard(house, number)
    seen = audit.of_subject(house.session, house.vault, [desk.account], 10)
    assert [(one.actor, one.role, one.action, one.body.get("what")) for one in seen] == [
        (OFFICER, "helpdesk", "tiket.ambil", None),
        (OFFICER, "helpdesk", "lihat", "identitas"),
        (OFFICER, "helpdesk", "lihat", "pesan"),
    ]


def test_an_identity_without_nik_is_nobodys(house: House) -> None:
    """There is then nothing to compare with."""
    number = taken(house, "lain", facts={})
    assert tickets.facts(house.session, house.vault, number, OFFICER, house.now).registered is None


def test_nothing_personal_lies_open(house: House) -> None:
    """Neither facts, nor words, nor reasons."""
    number = taken(house, words="Mohon cek KK")
    solves(house, number)
    assert not any(word in texts(house.session, Ticket) for word in (b"Sari", SARI.nik.encode(), b"sesuai"))
    assert b"Mohon" not in texts(house.session, TicketMessage)
    assert house.session.exec(select(Worker)).first() is None


def test_a_solved_ticket_has_a_reason_and_takes_no_words(house: House) -> None:
    """Worker and officer read the reason; asking again begins another ticket."""
    number = taken(house)
    assert tickets.reason_of(house.session, house.vault, number, WORKER) == ""
    ticket = solves(house, number)
    assert (ticket.status, ticket.solved_at, ticket.person) == ("selesai", house.now, WORKER)
    assert {tickets.reason_of(house.session, house.vault, number, who) for who in (WORKER, OFFICER)} == {
        "KK sudah sesuai"
    }
    with pytest.raises(TicketSolvedError):
        says(house, number, "Belum")
    with pytest.raises(TicketSolvedError):
        solves(house, number)
    with pytest.raises(TicketSolvedError):
        tickets.facts(house.session, house.vault, number, OFFICER, house.now)
    assert asks(house) != number


def test_a_reopened_ticket_goes_back_to_its_officer(house: House, desk: Desk) -> None:
    """On the fourteenth day still; what was said stays, and the trail says who opened it."""
    number = taken(house, words="Mohon cek")
    solves(house, number)
    house.waits(tickets.REOPENED_WITHIN)
    ticket = reopens(house, number)
    assert ticket is not None
    assert (ticket.status, ticket.holder, ticket.solved_at) == ("diambil", OFFICER, None)
    assert tickets.reason_of(house.session, house.vault, number, WORKER) == ""
    assert heard(house, number) == [(False, "Mohon cek")]
    last = audit.of_subject(house.session, house.vault, [desk.account], 1)[0]
    assert (last.actor, last.role, last.action, last.body) == (WORKER, "worker", "tiket.buka_lagi", {"ticket": number})


def test_a_reopened_ticket_of_an_officer_who_left_is_in_the_queue(house: House) -> None:
    """Somebody else takes it then."""
    number = taken(house)
    solves(house, number)
    dismisses(house.session, OFFICER)
    ticket = reopens(house, number)
    assert ticket is not None
    assert (ticket.status, ticket.holder) == ("terbuka", None)
    assert ticket_queue.queue(house.session) == [ticket]


def test_who_may_not_reopen(house: House) -> None:
    """Nobody but its worker, not what is open, not after a fortnight, and not beside an open one of the kind."""
    number = taken(house)
    assert reopens(house, number) is None
    solves(house, number)
    assert reopens(house, number, STRANGER) is None
    another = asks(house)
    assert reopens(house, number) is None
    assert ticket_queue.take(house.session, house.vault, another, OFFICER, house.now)
    solves(house, another)
    house.waits(tickets.REOPENED_WITHIN + timedelta(seconds=1))
    assert reopens(house, number) is None
    assert ticket_state.load(house.session, number).status == "selesai"


def test_a_number_of_no_ticket_is_none(house: House) -> None:
    """Whatever is wanted of it."""
    for act in (
        lambda: says(house, 9, "Halo"),
        lambda: heard(house, 9),
        lambda: solves(house, 9),
        lambda: reopens(house, 9),
    ):
        with pytest.raises(NoTicketError):
            act()
