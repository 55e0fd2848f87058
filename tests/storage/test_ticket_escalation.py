"""What goes to Dukcapil and comes back, the reminder when nothing does, and what figures are made of."""

from datetime import timedelta

import pytest

from storage import audit, ticket_escalation, ticket_figures, ticket_queue, ticket_state, ticket_words, tickets
from storage.models.tickets import TicketSent
from storage.ticket_escalation import REMINDED_AFTER, NothingSentError, Sent
from storage.ticket_figures import Row
from storage.ticket_state import NotYoursError
from tests.house import House
from tests.storage.officers import OFFICER, SECOND, asks, taken, texts
from tests.storage.worker_desk import Desk

MESSAGE = "#3201014703900001 #Sari_Dewi #3201010101010002"


def sends(house: House, number: int, channel: str = "wa", officer: int = OFFICER) -> None:
    ticket_escalation.sent(house.session, house.vault, number, channel, officer, MESSAGE, house.now)


def waits(house: House, number: int) -> ticket_state.TicketFacts:
    return ticket_escalation.wait_for_dukcapil(house.session, house.vault, number, OFFICER, house.now)


def due(house: House) -> list[int]:
    return [ticket.number for ticket in ticket_escalation.due_reminders(house.session, 10, house.now)]


def test_what_was_sent_and_came_back_stays_on_the_ticket(house: House, desk: Desk) -> None:
    """When, through which channel, by whom; an answer is one to all that waited for it."""
    number = taken(house)
    sends(house, number)
    sends(house, number, "mail")
    waits(house, number)
    began = house.now
    house.waits(timedelta(days=1))
    ticket = ticket_escalation.answered(house.session, house.vault, number, OFFICER, "KK benar", house.now)
    assert (ticket.status, ticket.waiting_since) == ("diambil", None)
    found = ticket_escalation.of_ticket(house.session, house.vault, number, OFFICER, house.now)
    assert found == [Sent(began, name, OFFICER, MESSAGE, house.now, "KK benar") for name in ("wa", "mail")]
    actions = [one.action for one in audit.of_subject(house.session, house.vault, [desk.account], 10)]
    assert actions == ["tiket.ambil", "tiket.kirim", "tiket.kirim", "tiket.tunggu", "tiket.jawaban", "lihat"]
    assert b"Sari" not in texts(house.session, TicketSent)
    assert b"benar" not in texts(house.session, TicketSent)


def test_what_has_no_answer_yet_says_so(house: House) -> None:
    """And a second answer needs a second message."""
    number = taken(house)
    with pytest.raises(NothingSentError):
        ticket_escalation.answered(house.session, house.vault, number, OFFICER, "KK benar", house.now)
    sends(house, number, "batch")
    found = ticket_escalation.of_ticket(house.session, house.vault, number, OFFICER, house.now)
    assert [(one.answered_at, one.answer) for one in found] == [(None, "")]


def test_only_the_holder_sends_and_sees(house: House) -> None:
    """Another officer neither sends, nor waits, nor reads what was sent."""
    number = taken(house)
    sends(house, number)
    with pytest.raises(NotYoursError):
        sends(house, number, officer=SECOND)
    with pytest.raises(NotYoursError):
        ticket_escalation.of_ticket(house.session, house.vault, number, SECOND, house.now)
    with pytest.raises(NotYoursError):
        ticket_escalation.wait_for_dukcapil(house.session, house.vault, number, SECOND, house.now)


def test_three_days_of_waiting_are_reminded_once(house: House) -> None:
    """Waiting anew begins three new days."""
    number = taken(house)
    assert waits(house, number).status == "menunggu_dukcapil"
    house.waits(REMINDED_AFTER - timedelta(seconds=1))
    assert due(house) == []
    house.waits(timedelta(seconds=1))
    assert due(house) == [number]
    ticket_escalation.mark_reminded(house.session, [number], house.now)
    assert due(house) == []
    waits(house, number)
    house.waits(REMINDED_AFTER)
    assert due(house) == [number]


@pytest.mark.parametrize("end", ["solved", "put_back"])
def test_what_waits_no_more_is_not_reminded(house: House, end: str) -> None:
    """A ticket that is solved or given back."""
    number = taken(house)
    waits(house, number)
    if end == "solved":
        tickets.solve(house.session, house.vault, number, OFFICER, "Beres", house.now)
    else:
        ticket_queue.put_back(house.session, house.vault, number, OFFICER, house.now)
    house.waits(REMINDED_AFTER)
    assert due(house) == []


def test_figures_tell_times_and_officers_and_nobodys_data(house: House) -> None:
    """Some at a time, each from the number of the last one on."""
    began = house.now
    number = taken(house)
    ticket_words.say(house.session, house.vault, number, OFFICER, True, "Baik", house.now)
    house.waits(timedelta(days=1))
    tickets.solve(house.session, house.vault, number, OFFICER, "Beres", house.now)
    newer = asks(house, "lain")
    solved = Row(number, "dukcapil", began, began, house.now, OFFICER, "selesai")
    fresh = Row(newer, "lain", house.now, None, None, None, "terbuka")
    assert ticket_figures.figures(house.session, 0, 9) == [solved, fresh]
    assert ticket_figures.figures(house.session, 0, 1) == [solved]
    assert ticket_figures.figures(house.session, number, 9) == [fresh]
