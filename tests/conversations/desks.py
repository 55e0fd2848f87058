"""Officers and workers at the helpdesk, for the tests in which they speak in turns."""

from collections.abc import Mapping

from storage import audit
from tests.chat import Chat
from tests.house import House
from tests.storage.officers import IDENTITY, OFFICER, WORKER, asks, names


def officer(house: House, person: int = OFFICER) -> Chat:
    """Somebody of the helpdesk."""
    names(house.session, person)
    return Chat(house, person)


def worker(house: House, person: int = WORKER) -> Chat:
    """Somebody who asks."""
    return Chat(house, person)


def holding(house: House, facts: Mapping[str, object] = IDENTITY, kind: str = "dukcapil", words: str = "") -> Chat:
    """An officer who has taken the only ticket and stands at it."""
    asks(house, kind, WORKER, facts, words)
    chat = officer(house).says("/tiket").taps("button.ambil").hears("ask.tiket")
    house.told.clear()
    return chat


def recorded(house: House, subject: int) -> list[str]:
    """What the audit trail says about somebody, oldest first."""
    return [one.action for one in audit.of_subject(house.session, house.vault, [subject], 100)]
