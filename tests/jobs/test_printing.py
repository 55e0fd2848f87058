"""What a worker prints: both cards, the picture of the masa kerja, and the record as it stands at that moment."""

import asyncio
from datetime import date
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from bot.documents.card_reader import read_link
from bot.rules.eligibility import Terms
from bot.rules.seal import CARD_KEY, CARD_PREFIX, unseal
from storage import records, withdrawal
from storage.cards import Verdict, judge
from storage.files import FileMissingError
from storage.filling import NoAccountError
from tests.house import DINAS_NAME, SARI, House
from tests.jobs.printed import account, ended, printing, read, with_account


def link(pdf: bytes) -> str:
    """The link in a card's QR code, read as from a scan of the print."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=2).to_pil().convert("RGB")
    out = BytesIO()
    picture.save(out, "PNG")
    return read_link(out.getvalue())


def verdict(house: House, pdf: bytes) -> Verdict:
    """What the card is worth now."""
    code = link(pdf).partition(CARD_PREFIX)[2]
    return judge(house.session, unseal(house.vault.derive(CARD_KEY), code)).verdict


def test_the_account_card_says_who_and_where(house: House) -> None:
    """Name, place and date of birth, instansi, number; the NIK only masked; named after its number."""
    with_account(house)
    name, pdf = asyncio.run(printing(house).account_card(account(house)))
    (made,) = house.accounts()
    said = read(pdf)
    assert name == f"Kartu-Informasi-Akun-{made.nomor_registrasi}.pdf"
    for fact in (made.nomor_registrasi, SARI.nama, SARI.tempat_lahir, "7 Maret 1990", DINAS_NAME, "Eks THK-II"):
        assert fact in said
    assert "3201••••••••0001" in said
    assert SARI.nik not in said
    assert link(pdf).startswith("https://t.me/b?start=cek_")


def test_the_pendataan_card_sums_the_record_up(house: House) -> None:
    """Jabatan, unit kerja, pendidikan, masa kerja and the number of riwayat, once the pendataan is ended."""
    ended(house)
    name, pdf = asyncio.run(printing(house).pendataan_card(account(house)))
    said = read(pdf)
    assert name.startswith("Kartu-Pendataan-")
    for fact in (SARI.nama, "Guru", "SDN Contoh 1", "1 riwayat pekerjaan", "3 tahun 11 bulan", "31 Desember 2021"):
        assert fact in said


def test_there_is_no_pendataan_card_before_the_end(house: House) -> None:
    """Nor any print of an account that is none."""
    with_account(house)
    prints = printing(house)
    for asked in (
        prints.pendataan_card(account(house)), prints.account_card(1), prints.masa_kerja(1), prints.own_data(1)
    ):  # fmt: skip
        with pytest.raises(NoAccountError):
            asyncio.run(asked)


def test_a_card_with_the_same_on_it_is_the_same_card(house: House) -> None:
    """However often it is printed, its code is the same, and genuine."""
    ended(house)
    for asked in (printing(house).account_card, printing(house).pendataan_card):
        first, second = (asyncio.run(asked(account(house)))[1] for _ in range(2))
        assert link(first) == link(second)
        assert verdict(house, first) == "genuine"


def test_a_card_printed_after_a_change_replaces_the_older_one(house: House) -> None:
    """The new one has another code and says what the record says now; the old one is told to be replaced."""
    ended(house)
    made = account(house)
    _, before = asyncio.run(printing(house).pendataan_card(made))
    records.keep_biodata(house.session, house.vault, made, {"jabatan": "Guru Kelas"}, 71, house.now)
    _, after = asyncio.run(printing(house).pendataan_card(made))
    assert "Guru Kelas" in read(after)
    assert link(before) != link(after)
    assert (verdict(house, before), verdict(house, after)) == ("replaced", "genuine")


def test_a_card_counts_up_to_the_day_of_the_pendataan(house: House) -> None:
    """Whichever that is."""
    ended(house)
    house.terms = Terms(reference=date(2022, 6, 30))
    assert "4 tahun 5 bulan sampai 30 Juni 2022" in read(asyncio.run(printing(house).pendataan_card(account(house)))[1])


def test_no_card_counts_after_the_consent_was_withdrawn(house: House) -> None:
    """Both are revoked, and none is printed any more."""
    ended(house)
    made = account(house)
    cards = [asyncio.run(asked(made))[1] for asked in (printing(house).account_card, printing(house).pendataan_card)]
    withdrawal.withdraw(house.session, house.vault, made, 71, house.now)
    assert [verdict(house, card) for card in cards] == ["revoked", "revoked"]
    with pytest.raises(NoAccountError):
        asyncio.run(printing(house).account_card(made))


def test_a_card_whose_photo_is_gone_says_so(house: House) -> None:
    """It is not drawn without a face."""
    with_account(house)
    house.files.kept.clear()
    with pytest.raises(FileMissingError):
        asyncio.run(printing(house).account_card(account(house)))


def test_the_masa_kerja_is_a_picture(house: House) -> None:
    """Of the riwayat as it stands, for a phone."""
    with_account(house)
    name, drawn = asyncio.run(printing(house).masa_kerja(account(house)))
    picture = Image.open(BytesIO(drawn))
    assert (name, picture.format) == ("masa-kerja.png", "PNG")
    assert picture.width >= 600
