"""Workers who have ended their pendataan, and those who decide on them: for tests that begin there."""

from dataclasses import replace
from typing import Any

from storage.models.staff import Staff
from tests.chat import Chat
from tests.conversations.filled import Filling
from tests.house import DINAS, KNOWN, SARI, House, Who

VERIFIER, SECOND_VERIFIER = 511, 512
_FIRST_PERSON = 7100


def somebody(number: int) -> Who:
    """An invented woman; no two numbers (1 to 999) make the same one, and none of them SARI."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")
    return replace(
        SARI,
        nik=f"320101470390{1000 + number}",
        kk=f"320101010101{1000 + number}",
        nama=f"Sari {letters.capitalize()}",
        email=f"{letters}@contoh.id",
    )


def finished(house: House, who: Who = SARI, person: int = 71, kode: str = DINAS, **facts: Any) -> Filling:  # noqa: ANN401 - columns of Worker
    """Somebody whose record lacks nothing and was ended just now; of whom the instansi knows these facts."""
    worker = house.registers(who, kode, **{**KNOWN, **facts})
    return Filling(house, worker, who, person).has_everything().has_ended()


def crowd(house: House, count: int, kode: str = DINAS, first: int = 1) -> list[Filling]:
    """So many of them, numbered from `first`, each with a Telegram of their own."""
    return [finished(house, somebody(one), _FIRST_PERSON + one, kode) for one in range(first, first + count)]


def works(house: House, role: str, person: int, kode: str = DINAS) -> Chat:
    """Somebody with this role at the instansi."""
    house.session.add(Staff(person=person, role=role, instansi_id=house.opens(kode).id, granted_at=house.now))
    house.session.flush()
    return Chat(house, person)


def verifier(house: House, person: int = VERIFIER, kode: str = DINAS) -> Chat:
    """Somebody who decides on them."""
    return works(house, "verifier", person, kode)
