"""An instansi at its end: its admin, approved workers, and the steps that lead to a finalisasi and to an SPTJM."""

from typing import Any

from sqlmodel import col, update

from storage.models.roster import Worker
from tests.chat import Chat
from tests.conversations.finished import somebody, works
from tests.house import DINAS, House, Who

ADMIN, SECOND_ADMIN, PUSAT = 701, 702, 601
SIGNER = {
    "ask.nama": "Dr. Hasan Basri, M.Si.",
    "ask.nip": "19680512 199303 1 004",
    "ask.jabatan": "Sekretaris Daerah",
    "ask.pangkat": "Pembina Utama Muda, IV/c",
    "ask.tempat": "Bogor",
}


def admin(house: House, person: int = ADMIN) -> Chat:
    """The admin of the instansi."""
    return works(house, "admin", person)


def standing(house: House, status: str, first: int, count: int = 1, **more: Any) -> list[Who]:  # noqa: ANN401 - columns of Worker
    """So many workers, numbered from `first`, whose records stand there."""
    people = [somebody(number) for number in range(first, first + count)]
    for who in people:
        house.registers(who, status=status, **more)
    return people


def now_stands(house: House, who: Who, status: str) -> None:
    """A worker's record stands elsewhere now."""
    index = house.vault.index("nik", who.nik)
    house.session.exec(update(Worker).where(col(Worker.nik_index) == index).values(status=status))


def finalises(chat: Chat, kode: str = DINAS) -> Chat:
    """All the way through `/finalisasi`."""
    return chat.says("/finalisasi").taps("button.lanjut_kunci").says(kode).hears("ask.terkunci")


def at_review(chat: Chat) -> Chat:
    """In `/sptjm`, who signs was told."""
    chat.says("/sptjm").hears("ask.surat")
    chat.taps("button.buat_surat" if "button.buat_surat" in [one.code for one in chat.buttons] else "button.buat_lagi")
    while chat.screen is not None and chat.screen.text in SIGNER:
        chat.says(SIGNER[chat.screen.text])
    return chat.hears("ask.periksa")


def prints(chat: Chat) -> Chat:
    """A letter is printed."""
    return at_review(chat).taps("button.cetak").hears("ask.tercetak")


def asked_for_file(chat: Chat) -> Chat:
    """In `/sptjm`, the signed letter is awaited."""
    return chat.says("/sptjm").taps("button.unggah_surat")
