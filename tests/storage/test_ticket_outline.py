"""What an officer's desk reads of their own tickets without a look being recorded, and what Dukcapil was not asked."""

import pytest

from storage import audit, ticket_escalation, tickets
from storage.ticket_state import NotYoursError, TicketSolvedError
from tests.house import House
from tests.storage.officers import IDENTITY, OFFICER, SECOND, names, taken
from tests.storage.worker_desk import Desk


def unasked(house: House, officer: int = OFFICER) -> list[int]:
    return [one.number for one in ticket_escalation.unasked(house.session, officer)]


def test_an_outline_is_no_look(house: House, desk: Desk) -> None:
    """The same as what is opened, for the holder alone, and nothing of it in the trail."""
    number = taken(house)
    found = tickets.outline(house.session, house.vault, number, OFFICER)
    assert found.said == IDENTITY
    assert found.registered is not None
    assert [one.action for one in audit.of_subject(house.session, house.vault, [desk.account], 10)] == ["tiket.ambil"]
    with pytest.raises(NotYoursError):
        tickets.outline(house.session, house.vault, number, SECOND)
    tickets.solve(house.session, house.vault, number, OFFICER, "Beres", house.now)
    with pytest.raises(TicketSolvedError):
        tickets.outline(house.session, house.vault, number, OFFICER)


def test_unasked_are_the_officers_own_that_were_never_sent(house: House) -> None:
    """Not another officer's, not one that was sent or answered, not one that is solved."""
    names(house.session, SECOND)
    sent, waits, solved = taken(house, "dukcapil"), taken(house, "lain"), taken(house, "unggah")
    other = taken(house, "lain", 72, officer=SECOND)
    assert unasked(house) == [sent, waits, solved]
    ticket_escalation.sent(house.session, house.vault, sent, "wa", OFFICER, "pesan", house.now)
    ticket_escalation.wait_for_dukcapil(house.session, house.vault, waits, OFFICER, house.now)
    tickets.solve(house.session, house.vault, solved, OFFICER, "Beres", house.now)
    assert unasked(house) == []
    assert unasked(house, SECOND) == [other]
    ticket_escalation.answered(house.session, house.vault, sent, OFFICER, "benar", house.now)
    assert unasked(house) == []
