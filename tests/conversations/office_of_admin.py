"""An instansi at its end: its admin, approved workers, and the steps that lead to a finalisasi and to an SPTJM."""

from io import BytesIO
from typing import Any

import pypdf
from sqlmodel import col, update

from storage import finalisation
from storage.models.roster import Worker
from tests.chat import Chat
from tests.conversations.finished import somebody, works
from tests.house import DINAS, House, Who
from tests.storage.officers import names

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


def signed(pages: int = 3, password: str = "") -> bytes:
    """The letter as it came out of the scanner."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(210, 297)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def sends_signed(chat: Chat) -> Chat:
    """The signed letter is sent, and looked at."""
    return asked_for_file(chat).sends_file(signed()).hears("offer.berkas_pdf").taps("button.berkas_pdf")


def opens_again(house: House) -> None:
    """Pusat opens the instansi again."""
    names(house.session, PUSAT, "pusat")
    finalisation.reopen(house.session, house.vault, house.opens().id, PUSAT, "Ada yang tertinggal.", house.now)


def finalised(house: House, count: int = 2) -> Chat:
    """The admin of an instansi with so many approved workers, which is finalised."""
    standing(house, "disetujui", 1, count)
    return finalises(admin(house))


def stands(house: House) -> str:
    """Where the instansi stands."""
    return finalisation.standing(house.session, house.opens().id)
