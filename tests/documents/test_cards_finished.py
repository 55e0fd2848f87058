"""What a person holds in hand once the pendataan is ended: the Kartu Pendataan Non ASN."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from bot.documents.cards import AccountCard, PendataanCard, PhotoError, account_card, pendataan_card
from bot.rules.seal import seal

LINK = f"https://t.me/pendataan_contoh_bot?start=cek_{seal(b'k' * 32, 11)}"
MM = 72 / 25.4
CARD = PendataanCard(
    nomor_registrasi="2026-3201-000123",
    nama="Siti Rahmawati Kusumaningrum",
    nik="3201014703900001",
    tempat_lahir="Bogor",
    tanggal_lahir="7 Maret 1990",
    jenis="Tenaga Non-ASN",
    instansi="Pemerintah Kabupaten Contoh",
    unit_kerja="Dinas Pendidikan, SD Negeri Sukamaju 03",
    jabatan="Guru Kelas",
    pendidikan="S-1 Pendidikan Guru Sekolah Dasar",
    masa_kerja="4 tahun 5 bulan, sampai 31 Desember 2021",
    riwayat=2,
    diakhiri="7 Maret 2026 pukul 17.00 WIB",
)
LONG = replace(
    CARD,
    nama="Raden Ayu Maria Goretti Ştefania D'Ávila-Łukasiewicz Kusumaningratwulandari Tjokroaminoto Nugroho, S",
    tempat_lahir="Kepulauan Siau Tagulandang Biaro, Kecamatan Tagulandang Utar",
    instansi="Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan Republik Indonesia, " * 3 + "Jakarta",
    unit_kerja="Unit Pelaksana Teknis Daerah Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Anak, " * 3 + "Depok",
    jabatan="Pengadministrasi Perencanaan dan Program, Pengelola Data dan Informasi, " * 3 + "Tingkat Lanjut",
    pendidikan="S-2 Pendidikan Luar Biasa dan Pendidikan Khusus, " * 4 + "Jakarta",
    langkah="Tunggu pemeriksaan instansi Anda, lalu kirim /status di chat asisten untuk melihat hasilnya kapan saja.",
)


def jpeg() -> bytes:
    file = BytesIO()
    Image.new("RGB", (300, 400), (30, 60, 200)).save(file, "JPEG")
    return file.getvalue()


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def read(pdf: bytes) -> str:
    """The page's text with every gap as one space."""
    return " ".join(reader(pdf).pages[0].extract_text().split())


def rendered(pdf: bytes, scale: float) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=scale).to_pil()
    return picture.convert("RGB")


@pytest.mark.parametrize("card", [CARD, LONG], ids=["ordinary", "long"])
def test_the_finished_card_says_everything(card: PendataanCard) -> None:
    """Each field can be read in full, labelled, and so can when the pendataan was ended and what the card is not."""
    text = read(pendataan_card(card, jpeg(), LINK))
    for field in [
        f"Nomor registrasi {card.nomor_registrasi}",
        f"Nama {card.nama}",
        f"Tempat, tanggal lahir {card.tempat_lahir}, {card.tanggal_lahir}",
        f"Jenis {card.jenis}",
        f"Instansi {card.instansi}",
        f"Unit kerja {card.unit_kerja}",
        f"Jabatan {card.jabatan}",
        f"Pendidikan terakhir {card.pendidikan}",
        f"Masa kerja {card.masa_kerja}",
        "Jumlah riwayat 2 riwayat pekerjaan",
        f"Pendataan diakhiri {card.diakhiri}",
        card.langkah,
        LINK,
        "Kartu Pendataan Non ASN",
        "bukan keputusan pengangkatan",
        "tidak dipungut biaya",
    ]:
        assert field in text
    assert "Kartu Informasi Akun" not in text


def test_the_finished_card_masks_the_nik() -> None:
    """No whole NIK stands on it, whether the caller masked it or not."""
    pdf = pendataan_card(CARD, jpeg(), LINK)
    assert "NIK 3201••••••••0001" in read(pdf)
    assert CARD.nik not in read(pdf)
    assert pendataan_card(replace(CARD, nik="3201••••••••0001"), jpeg(), LINK) == pdf


def test_the_finished_card_is_one_page_with_fonts_and_title() -> None:
    """One A4 page, titled by its name and number, its typefaces within."""
    document = reader(pendataan_card(CARD, jpeg(), LINK))
    (page,) = document.pages
    assert [round(float(side) / MM) for side in page.mediabox[2:]] == [210, 297]
    assert document.metadata is not None
    assert document.metadata.title == "Kartu Pendataan Non ASN 2026-3201-000123"
    resources: Any = page["/Resources"]
    for font in resources["/Font"].values():
        face = font.get_object()["/DescendantFonts"][0].get_object()
        assert face["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\x00\x01\x00\x00"


@pytest.mark.parametrize("card", [CARD, LONG, replace(LONG, nama="W" * 100, instansi="W" * 250, jabatan="W " * 120)])
def test_the_finished_cards_data_stays_in_its_place(card: PendataanCard) -> None:
    """However long, nothing runs over the card's right or lower edge, nor over photo and QR code."""
    page = rendered(pendataan_card(card, jpeg(), LINK), scale=3)
    to = 3 * MM
    for left, top, right, bottom in [(188, 34, 194, 123), (56, 34, 63, 123), (64, 119.5, 194, 123)]:
        area = page.crop((round(left * to), round(top * to), round(right * to), round(bottom * to)))
        assert area.getextrema() == ((255, 255),) * 3


def test_the_finished_cards_code_is_its_link() -> None:
    """A phone's camera reads the link from the page, and a tap on the code opens it."""
    pdf = pendataan_card(CARD, jpeg(), LINK)
    assert [code.text for code in zxingcpp.read_barcodes(rendered(pdf, scale=2))] == [LINK]
    page: Any = reader(pdf).pages[0]
    assert page["/Annots"][0].get_object()["/A"]["/URI"] == LINK


def test_a_finished_card_needs_a_photo() -> None:
    """It is never drawn with a broken photo."""
    with pytest.raises(PhotoError):
        pendataan_card(CARD, b"not a picture", LINK)


def test_the_two_cards_do_not_mix() -> None:
    """Drawn in turns in one process, each kind keeps its own title, and equal cards are equal bytes."""
    account = AccountCard(
        *["1", "Ani", CARD.nik, "Ambon", "7 Mei 1990", "BPS", "-", "Staf", "Eks THK-II", "7 Mei 2026"]
    )
    first, second = pendataan_card(CARD, jpeg(), LINK), account_card(account, jpeg(), LINK)
    assert "Kartu Informasi Akun" in read(second)
    assert "Kartu Pendataan Non ASN" not in read(second)
    assert pendataan_card(CARD, jpeg(), LINK) == first
