"""What finalisasi and SPTJM send along: the letter, the signed one, and the list of whom would be left out."""

import asyncio
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from bot.gateway.send import AttachmentGoneError
from bot.jobs.letter_prints import LetterPrints
from storage import letters
from storage.files import FileMissingError
from tests.conversations.finished import somebody
from tests.conversations.office_of_admin import ADMIN, admin, asked_for_file, finalises, prints, signed, standing
from tests.house import House
from tests.jobs.printed import Opened, read
from tests.jobs.test_render import made
from tests.storage.officers import PUSAT, dismisses, names


def archived(house: House) -> int:
    """The number of a letter of two workers that was printed, signed and archived."""
    standing(house, "disetujui", 1, 2)
    house.session.flush()
    chat = prints(finalises(admin(house)))
    asked_for_file(chat).sends_file(signed()).taps("button.berkas_pdf").taps("button.ya_arsipkan").hears("ask.terarsip")
    return letters.of_instansi(house.session, house.vault, house.opens().id, 1)[0].id


def test_the_letter_is_made_of_what_was_kept(house: House) -> None:
    """With the NIK in full, by unit kerja and name, however the roster has changed since."""
    number = archived(house)
    house.removes(somebody(2))
    name, data = made(house, "sptjm", f"{number}:{ADMIN}")
    said = read(data)
    assert name == "SPTJM-000001-DISDIK.pdf"
    for one in (somebody(1), somebody(2)):
        assert one.nama.upper() in said
        assert one.nik in said
    assert "Non-ASN 0 2 2" in said.replace("Tenaga non-ASN", "Non-ASN")
    assert "Pembina Utama Muda, IV/c" in said


def test_the_signed_letter_is_sent_as_it_came(house: House) -> None:
    """Under a name of its own."""
    name, data = made(house, "sptjm_ttd", f"{archived(house)}:{ADMIN}")
    assert name == "SPTJM-000001-DISDIK-bertanda-tangan.pdf"
    assert data.startswith(b"%PDF")


@pytest.mark.parametrize("source", ["sptjm", "sptjm_ttd"])
def test_what_is_gone_is_moot(house: House, source: str) -> None:
    """No such letter."""
    with pytest.raises(AttachmentGoneError):
        made(house, source, f"1:{ADMIN}")
    prints_ = LetterPrints(Opened(house.session), house.vault, house.files, house.words, lambda: house.now)
    with pytest.raises(FileMissingError):
        asyncio.run(prints_.letter(f"1:{ADMIN}"))


def test_whoever_may_no_more_gets_nothing(house: House) -> None:
    """Though it was asked for before the role was taken away; somebody of pusat has the letter still."""
    number = archived(house)
    dismisses(house.session, ADMIN)
    for source, of in (("sptjm", number), ("sptjm_ttd", number), ("belum_masuk", house.opens().id)):
        with pytest.raises(AttachmentGoneError):
            made(house, source, f"{of}:{ADMIN}")
    names(house.session, PUSAT, "pusat")
    assert made(house, "sptjm", f"{number}:{PUSAT}")[1].startswith(b"%PDF")


def test_whom_it_would_leave_out_as_a_workbook(house: House) -> None:
    """Each with what is lacking; a name that looks like a formula stays a name."""
    standing(house, "disetujui", 1)
    standing(house, "selesai", 2)
    house.registers(somebody(3), status="terdaftar").nama = "=1+1"
    house.session.flush()
    admin(house)
    name, data = made(house, "belum_masuk", f"{house.opens().id}:{ADMIN}")
    assert name == "Belum-Masuk-DISDIK-2022-09-01.xlsx"
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["No", "Nama", "Unit kerja", "Keadaan", "Yang kurang"],
        [1, somebody(2).nama.upper(), "SDN Contoh 1", "Selesai, belum diverifikasi", "menunggu verifikasi"],
        [2, "=1+1", "SDN Contoh 1", "Terdaftar, belum punya akun", "belum membuat akun"],
    ]
