"""People who work for an instansi, for the chats in which they speak in turns with workers."""

from datetime import date
from typing import Any

from storage import audit
from storage.models.roster import Worker
from storage.models.staff import Staff
from tests.chat import Chat
from tests.house import DINAS, SARI, House, Who

OPERATOR = 501
ADMIN = 502
VERIFIER = 503
OTHER_ADMIN = 601
DINKES = "DINKES"
DINKES_NAME = "Dinas Kesehatan Contoh"


def works(house: House, role: str, kode: str = DINAS, person: int = OPERATOR, label: str = "") -> Chat:
    """Somebody who works for an instansi, under a label."""
    instansi = house.opens(kode, DINKES_NAME if kode == DINKES else "Dinas Lain")
    place = f"{person}:{role}:{instansi.id}"
    sealed = house.vault.seal("staff", "label", place, label) if label else None
    row = Staff(person=person, role=role, instansi_id=instansi.id, granted_at=house.now, label=sealed)
    house.session.add(row)
    house.session.flush()
    return Chat(house, person)


def registers(house: House, who: Who = SARI, kode: str = DINAS, born: date = date(1990, 3, 7), **more: Any) -> Worker:  # noqa: ANN401 - columns of Worker
    """An instansi that takes part already, or from now on, registers somebody."""
    house.opens(kode, DINKES_NAME)
    return house.registers(who, kode, born, **more)


def recorded(house: House, *subjects: int) -> list[str]:
    """What the audit trail says about these, oldest first."""
    return [one.action for one in audit.of_subject(house.session, house.vault, subjects, 100)]
