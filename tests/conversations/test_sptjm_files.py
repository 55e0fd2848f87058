"""The signed SPTJM as a file: what is refused and why, photos of its pages, and another file instead."""

from io import BytesIO
from random import Random

import pypdf
import pytest
from pypdf.generic import NameObject, StreamObject

from storage import letters
from tests.conversations.office_of_admin import asked_for_file, finalised, prints, sends_signed, signed
from tests.house import LIMIT, House, noise, photo


def heavy() -> bytes:
    """A scan that is larger than an SPTJM may be."""
    writer = pypdf.PdfWriter()
    scan = StreamObject()
    scan.set_data(Random(7).randbytes(LIMIT + 1))
    writer.add_blank_page(210, 297)[NameObject("/Contents")] = writer._add_object(scan)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "error.empty"),
        (b"PK\x03\x04 hello", "error.not_paper"),
        (b"hello", "error.paper_unknown"),
        (signed(password="rahasia"), "error.pdf_encrypted"),
        (signed()[:300], "error.pdf_damaged"),
        (signed(0), "error.pdf_without_pages"),
        (heavy(), "error.pdf_too_big"),
    ],
    ids=["empty", "zip", "words", "encrypted", "cut", "no pages", "too big"],
)
def test_what_is_no_letter_is_refused_with_its_own_sentence(house: House, data: bytes, told: str) -> None:
    """And the file is asked for again."""
    chat = asked_for_file(prints(finalised(house))).sends_file(data).hears(told, "ask.berkas")
    chat.sends_file(signed()).hears("offer.berkas_pdf")


def test_photos_of_the_pages_become_a_pdf(house: House) -> None:
    """A single one, and several; too big a photo is made to fit."""
    chat = asked_for_file(prints(finalised(house))).sends_photo(photo((600, 800))).hears("offer.berkas_gabungan")
    chat.sees("jadi foto Anda saya jadikan PDF: 1 halaman").sends_photo(noise()).sees("2 halaman")
    chat.taps("button.berkas_gabungan").hears("ask.pastikan").taps("button.ya_arsipkan").hears("ask.terarsip")
    [letter] = letters.of_instansi(house.session, house.vault, house.opens().id, 5)
    assert house.files.get(letter.signed).startswith(b"%PDF")


def test_another_file_can_be_chosen(house: House) -> None:
    """Bukan asks for the file again, and forgets the one that came."""
    chat = sends_signed(prints(finalised(house))).taps("button.bukan").hears("ask.berkas")
    assert len(house.discarded) == 1
    chat.sends_file(signed(5)).taps("button.berkas_pdf").sees("5 halaman").taps("button.ke_surat").hears("ask.surat")
    assert len(house.discarded) == 2
