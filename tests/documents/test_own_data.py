"""Data Saya: what a person gets who asks for everything that is kept about them."""

from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from bot.documents.own_data import Section, own_data

MM = 72 / 25.4
SECTIONS = [
    Section("Akun", [("Nomor registrasi", "2026-3201-000123"), ("NIK", "3201014703900001")]),
    Section("Biodata", [("Nama lengkap", "Siti Rahmawati Kusumaningrum"), ("Gelar depan", ""), ("Agama", "Islam")]),
    Section("Berkas", []),
]
MANY = [
    Section(f"Riwayat pekerjaan {number}", [(f"Isian {row}", f"Nilai {number}/{row}") for row in range(12)])
    for number in range(5)
]


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def texts(pdf: bytes) -> list[str]:
    """Each page's text with every gap as one space."""
    return [" ".join(page.extract_text().split()) for page in reader(pdf).pages]


def test_everything_stands_there_in_order() -> None:
    """Title, headings, labels and values can be read in the order they were given, an empty value as a dash."""
    (text,) = texts(own_data("Data Saya", SECTIONS))
    assert text.startswith(
        "Data Saya Akun Nomor registrasi 2026-3201-000123 NIK 3201014703900001 Biodata Nama lengkap Siti Rahmawati"
        " Kusumaningrum Gelar depan – Agama Islam Berkas"
    )
    assert text.endswith("Pendataan Tenaga Non-ASN Halaman 1 dari 1")


def test_many_rows_fill_many_pages() -> None:
    """No row is lost at a page's end, pages are numbered, and a section that goes on is named again."""
    pages = texts(own_data("Data Saya", MANY))
    assert len(pages) > 2
    together = " ".join(pages)
    for section in MANY:
        for label, value in section.rows:
            assert f"{label} {value}" in together
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"Halaman {number} dari {len(pages)}")
    goes_on = [page for page in pages[1:] if "(lanjutan)" in page]
    assert goes_on
    assert all(page.startswith("Riwayat pekerjaan") for page in pages[1:])


def test_no_heading_stands_alone_at_a_foot() -> None:
    """Wherever a page ends, a heading has its first row with it, and a label its value."""
    for rows in range(1, 16):
        first = Section("Pertama", [("Isian", "Nilai")] * rows)
        for page in texts(own_data("Data Saya", [first, Section("Kedua", [("Label", "Isinya")])])):
            assert ("Kedua" in page) == ("Label Isinya" in page)


@pytest.mark.parametrize("value", ["Jalan Melati " * 40, "a" * 2000, "Jalan\nMelati\n" * 300])
def test_long_values_wrap(value: str) -> None:
    """However long, a value is there in full, and no letter stands outside the margins."""
    pdf = own_data("Data Saya", [Section("Biodata", [("Alamat domisili", value)])])
    joined = "".join(page.extract_text() for page in reader(pdf).pages)
    for wanted in ("Melati", "a"):
        assert "".join(joined.split()).count(wanted) >= value.count(wanted)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=1).to_pil().convert("L")
            for left in (0, picture.width - 48):
                assert picture.crop((left, 0, left + 48, picture.height)).getextrema() == (255, 255)


def test_long_titles_and_headings_fit() -> None:
    """A long title wraps, a long heading or label is set smaller; all can be read in full."""
    title, heading = "Data yang disimpan tentang Anda " * 5, "Riwayat pekerjaan di instansi sekarang " * 4
    (text,) = texts(own_data(title, [Section(heading, [("Nama sekolah sesuai ijazah " * 6, "Isi")])]))
    assert title.strip() in text
    assert heading.strip() in text
    assert text.count("sesuai ijazah") == 6


def test_letters_are_large_enough_for_a_phone() -> None:
    """On a screen 70 mm wide, a third of the page, values are still set in 6 points."""
    sizes: list[float] = []
    page = reader(own_data("Data Saya", SECTIONS)).pages[0]
    page.extract_text(visitor_text=lambda text, _m, _t, _f, size: sizes.append(size) if text.strip() else None)
    assert min(sizes) >= 12
    assert sum(size >= 18 for size in sizes) >= 6


def test_pages_fonts_and_title() -> None:
    """A4 in Indonesian, titled, with both typefaces within."""
    document = reader(own_data("Data Saya", MANY))
    assert document.metadata is not None
    assert document.metadata.title == "Data Saya"
    assert str(document.root_object["/Lang"]) == "id-ID"
    for page in document.pages:
        assert [round(float(side) / MM) for side in page.mediabox[2:]] == [210, 297]
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            face = font.get_object()["/DescendantFonts"][0].get_object()
            assert face["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\x00\x01\x00\x00"


def test_nothing_kept_is_a_page_too() -> None:
    """Without any section there is one page with its title."""
    assert texts(own_data("Data Saya", [])) == ["Data Saya Pendataan Tenaga Non-ASN Halaman 1 dari 1"]


def test_equal_data_are_equal_bytes() -> None:
    """Neither clock nor chance is asked."""
    assert own_data("Data Saya", MANY) == own_data("Data Saya", MANY)
