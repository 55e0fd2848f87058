"""What a person holds in hand, prints or taps: the Kartu Informasi Akun."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import segno
import segno.encoder
from PIL import Image, ImageDraw
from pypdf import PdfReader

from bot.documents import qr
from bot.documents.card_form import PHOTO, QR
from bot.documents.cards import AccountCard, PhotoError, account_card
from bot.rules.seal import seal

LINK = f"https://t.me/pendataan_contoh_bot?start=cek_{seal(b'k' * 32, 7)}"
MM = 72 / 25.4
CARD = AccountCard(
    nomor_registrasi="2026-3201-000123",
    nama="Siti Rahmawati Kusumaningrum",
    nik="3201014703900001",
    tempat_lahir="Bogor",
    tanggal_lahir="7 Maret 1990",
    instansi="Pemerintah Kabupaten Contoh",
    unit_kerja="Dinas Pendidikan, SD Negeri Sukamaju 03",
    jabatan="Guru Kelas",
    jenis="Tenaga Non-ASN",
    dibuat="7 Maret 2026 pukul 17.00 WIB",
    langkah="Buka chat asisten, lalu kirim /masuk.",
)
LONG = replace(
    CARD,
    nama="Raden Ayu Maria Goretti Ştefania D'Ávila-Łukasiewicz Kusumaningratwulandari Tjokroaminoto Nugroho, S",
    tempat_lahir="Kepulauan Siau Tagulandang Biaro, Kecamatan Tagulandang Utar",
    tanggal_lahir="17 September 1990",
    instansi="Kementerian Koordinator Bidang Pembangunan Manusia dan Kebudayaan Republik Indonesia, " * 3 + "Jakarta",
    unit_kerja="Unit Pelaksana Teknis Daerah Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Anak, " * 3 + "Depok",
    jabatan="Pengadministrasi Perencanaan dan Program, Pengelola Data dan Informasi, " * 3 + "Tingkat Lanjut",
    jenis="Eks THK-II",
    langkah="Buka chat asisten di Telegram, lalu kirim /masuk, ketik NIK dan password Anda, dan lengkapi lima halaman.",
)


def jpeg(width: int = 300, height: int = 400, *, mode: str = "RGB") -> bytes:
    """A blue picture with a red disc in its middle, a third as wide as its shorter side."""
    picture = Image.new("RGB", (width, height), (30, 60, 200))
    radius = min(width, height) // 6
    middle = (width // 2, height // 2)
    box = [middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius]
    ImageDraw.Draw(picture).ellipse(box, fill=(220, 20, 20))
    file = BytesIO()
    picture.convert(mode).save(file, "JPEG", quality=92)
    return file.getvalue()


def read(pdf: bytes) -> str:
    """The page's text with every gap as one space."""
    return " ".join(PdfReader(BytesIO(pdf), strict=True).pages[0].extract_text().split())


def rendered(pdf: bytes, scale: float = 4) -> Image.Image:
    """The page as a person sees it."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=scale).to_pil()
    return picture.convert("RGB")


def fields(card: AccountCard) -> list[str]:
    return [
        card.nomor_registrasi,
        card.nama,
        f"{card.tempat_lahir}, {card.tanggal_lahir}",
        card.instansi,
        card.unit_kerja,
        card.jabatan,
        card.jenis,
        f"Akun dibuat {card.dibuat}",
        card.langkah,
        LINK,
    ]


@pytest.mark.parametrize("card", [CARD, LONG], ids=["ordinary", "long"])
def test_the_card_says_everything(card: AccountCard) -> None:
    """Each field can be read in full, and so can what the card is good for."""
    text = read(account_card(card, jpeg(), LINK))
    for field in [*fields(card), "Kartu Informasi Akun", "tidak dipungut biaya", "Memeriksa keaslian", "/kartu"]:
        assert field in text


def test_the_nik_is_masked() -> None:
    """A photographed card gives nobody's NIK away, whether the caller masked it or not."""
    pdf = account_card(CARD, jpeg(), LINK)
    assert "3201••••••••0001" in read(pdf)
    assert CARD.nik not in read(pdf)
    assert account_card(replace(CARD, nik="3201••••••••0001"), jpeg(), LINK) == pdf


def test_the_account_card_has_its_default_next_step() -> None:
    """Without other words, the card points to /masuk."""
    card = AccountCard(*(["1", "Ani", CARD.nik, "Ambon", "7 Mei 1990", "BPS", "-", "Staf", "Eks THK-II", "7 Mei 2026"]))
    assert "kirim /masuk" in read(account_card(card, jpeg(), LINK))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ñoño Łukasz Đặng Thị Ştefan Æbelø", "Ñoño Łukasz Đặng Thị Ştefan Æbelø"),
        ("Re\u0301ne\u0301e", "Rénée"),
        ("𝐀𝐧𝐝𝐢 Ｗｉｂｏｗｏ", "Andi Wibowo"),
        ("  Ani \n  Lestari ", "Ani Lestari"),
        ("Ани Lestari", "\ufffd\ufffd\ufffd Lestari"),
    ],
)
def test_names_keep_their_letters(written: str, shown: str) -> None:
    """Diacritics stay, fancy letters become plain ones, and what no Latin face has is a visible box."""
    assert shown in read(account_card(replace(CARD, nama=written), jpeg(), LINK))


@pytest.mark.parametrize("card", [CARD, LONG, replace(LONG, nama="W" * 100, instansi="W" * 250, jabatan="W " * 120)])
def test_the_data_stays_in_its_place(card: AccountCard) -> None:
    """However long, nothing runs over the card's right or lower edge, nor over photo and QR code."""
    page = rendered(account_card(card, jpeg(), LINK), scale=3)
    to = 3 * MM
    for left, top, right, bottom in [(188, 34, 194, 123), (56, 34, 63, 123), (64, 119.5, 194, 123)]:
        area = page.crop((round(left * to), round(top * to), round(right * to), round(bottom * to)))
        assert area.getextrema() == ((255, 255),) * 3


def test_one_page_with_its_metadata() -> None:
    """The PDF is one A4 page in Indonesian, with a title and an author, read without complaint by a strict reader."""
    reader = PdfReader(BytesIO(account_card(CARD, jpeg(), LINK)), strict=True)
    assert len(reader.pages) == 1
    assert [round(float(side) / MM) for side in reader.pages[0].mediabox[2:]] == [210, 297]
    assert reader.metadata is not None
    assert reader.metadata.title == "Kartu Informasi Akun 2026-3201-000123"
    assert reader.metadata.author == "Pendataan Tenaga Non-ASN"
    assert str(reader.root_object["/Lang"]) == "id-ID"


def test_fonts_are_embedded() -> None:
    """The card looks alike everywhere: each font lies within, as a TrueType subset that says what its glyphs mean."""
    page: Any = PdfReader(BytesIO(account_card(CARD, jpeg(), LINK))).pages[0]
    fonts = page["/Resources"]["/Font"]
    assert len(fonts) == 2
    for font in fonts.values():
        face = font.get_object()["/DescendantFonts"][0].get_object()
        assert face["/BaseFont"][7:8] == "+"
        assert face["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\x00\x01\x00\x00"
        assert b"beginbfchar" in font.get_object()["/ToUnicode"].get_data()


@pytest.mark.parametrize("size", [(300, 400), (300, 600), (800, 400), (90, 120)])
def test_the_photo_is_cropped_not_stretched(size: tuple[int, int]) -> None:
    """Whatever the photo's form, a round thing in it stays round, and it fills a place of 3:4."""
    x, y, width, height = PHOTO
    assert width / height == pytest.approx(3 / 4)
    page = rendered(account_card(CARD, jpeg(*size), LINK), scale=4)
    top = page.height / 4 - y - height
    area = page.crop((round(x * 4) + 3, round(top * 4) + 3, round((x + width) * 4) - 3, round((top + height) * 4) - 3))
    red, _, blue = area.split()
    assert all(blue.getpixel(corner) > 120 for corner in [(1, 1), (area.width - 2, area.height - 2)])  # type: ignore[operator]
    disc = red.point(lambda value: 255 if value > 120 else 0).getbbox()
    assert disc is not None
    assert (disc[2] - disc[0]) / (disc[3] - disc[1]) == pytest.approx(1, abs=0.06)
    assert (disc[0] + disc[2]) / 2 == pytest.approx(area.width / 2, abs=3)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_photo_is_embedded_as_it_came(mode: str) -> None:
    """The JPEG's own bytes lie in the PDF: no loss, no second compression."""
    photo = jpeg(mode=mode)
    assert photo in account_card(CARD, photo, LINK)


@pytest.mark.parametrize("photo", [b"", b"not a picture", jpeg()[:20], jpeg(mode="CMYK")])
def test_what_is_no_usable_photo_is_refused(photo: bytes) -> None:
    """A card is never drawn with a broken photo."""
    with pytest.raises(PhotoError):
        account_card(CARD, photo, LINK)


def test_the_qr_code_on_paper_is_the_links() -> None:
    """Sampled from the picture of the page, each module is the code's; it is large and has its quiet zone."""
    x, y, side = QR
    assert side >= 25 * MM
    rows = qr.modules(LINK)
    page = rendered(account_card(CARD, jpeg(), LINK), scale=6).convert("L")
    step = side / len(rows)
    top = page.height / 6 - y - side
    reach = range(-4, len(rows) + 4)
    for row in reach:
        for column in reach:
            inside = 0 <= row < len(rows) and 0 <= column < len(rows)
            dark = bool(rows[row][column]) if inside else False
            at = (int((x + (column + 0.5) * step) * 6), int((top + (row + 0.5) * step) * 6))
            assert (page.getpixel(at) < 128) is dark  # type: ignore[operator]


def test_codes_agree_with_segno(monkeypatch: pytest.MonkeyPatch) -> None:
    """For every length a link may have, the code is segno's of the same mask and level M, its padding mended."""

    def padding(buff: Any, _version: int, length: int) -> None:  # noqa: ANN401  segno has no types
        buff.extend([0] * (-length % 8))  # segno's own adds a whole byte to whole bytes (its issue 148)

    monkeypatch.setattr(segno.encoder, "write_padding_bits", padding)
    for length in range(1, 107):
        link = (LINK + LINK)[:length]
        code = segno.make_qr(link, error="m", boost_error=False, mask=4, mode="byte")
        assert qr.modules(link) == [bytes(row) for row in code.matrix]


@pytest.mark.parametrize("link", ["https://t.me/" + "a" * 94, "https://t.me/é"])
def test_a_link_no_card_can_carry_is_refused(link: str) -> None:
    """Too long or not ASCII: the caller hears of it, rather than a person with an unreadable card."""
    with pytest.raises(ValueError, match=r"too long|ascii"):
        account_card(CARD, jpeg(), link)


def test_the_qr_code_can_be_tapped() -> None:
    """On the phone that shows the PDF, the code is a link to what it says."""
    page: Any = PdfReader(BytesIO(account_card(CARD, jpeg(), LINK))).pages[0]
    (annotation,) = page["/Annots"]
    target = annotation.get_object()
    assert target["/A"]["/URI"] == LINK
    assert [float(edge) for edge in target["/Rect"]] == pytest.approx(
        [QR[0], QR[1], QR[0] + QR[2], QR[1] + QR[2]], abs=0.01
    )


def test_equal_cards_are_equal_bytes_in_any_thread() -> None:
    """Cards drawn side by side by many threads are the ones drawn alone, byte for byte."""
    cards = [replace(CARD, nama=f"Ani {'Lestari ' * count}".strip()) for count in range(12)]
    alone = [account_card(card, jpeg(), LINK) for card in cards]
    with ThreadPoolExecutor(max_workers=4) as pool:
        together = list(pool.map(lambda card: account_card(card, jpeg(), LINK), cards))
    assert together == alone
    assert all(one != other for one, other in pairwise(alone))
