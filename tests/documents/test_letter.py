"""The SPTJM as PDF: what it says, that it flows, and its annex of many pages."""

import re
from dataclasses import replace
from io import BytesIO

import pypdf
import pypdfium2  # type: ignore[import-untyped]

from bot.documents.letter import letter
from bot.documents.letter_facts import LetterFacts, Listed

FACTS = LetterFacts(
    nomor="SPTJM-000017",
    instansi="Dinas Pendidikan Kabupaten Contoh",
    kode="DISDIK",
    nama="Dr. Hasan Basri, M.Si.",
    nip="19680512 199303 1 004",
    jabatan="Sekretaris Daerah",
    pangkat="Pembina Utama Muda, IV/c",
    tempat="Bogor",
    difinalisasi="30 September 2022 pukul 17.00 WIB",
    dicetak="1 Oktober 2022 pukul 09.12 WIB",
    fingerprint="K7QM-2XTB-5FHD-4WRC",
)


def people(count: int) -> list[Listed]:
    """So many invented people; every third a man, every fifth of the eks THK-II."""
    return [
        Listed(
            nama=f"ORANG CONTOH {number}",
            nik=f"3201014703{number:06}",
            perempuan=number % 3 != 0,
            eks_thk2=number % 5 == 0,
            jabatan=("Guru Kelas", "Pengadministrasi Umum dan Kepegawaian")[number % 2],
            unit_kerja="Unit Pelaksana Teknis Daerah Pusat Kesehatan Masyarakat Contoh Utara",
        )
        for number in range(1, count + 1)
    ]


def pages(data: bytes) -> list[str]:
    """What each page says, blanks evened out."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(data)).pages]


def test_the_letter_says_who_declares_what_of_whom() -> None:
    """One page: head, number, who signs, the counts by kind, the order, the fingerprint, room for stamp and cap."""
    made = letter(FACTS, people(30))
    first = pages(made.data)[0]
    for said in (
        "DINAS PENDIDIKAN KABUPATEN CONTOH",
        "SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK Nomor: SPTJM-000017",
        "Dr. Hasan Basri, M.Si.",
        "19680512 199303 1 004",
        "Pembina Utama Muda, IV/c",
        "Sekretaris Daerah",
        "B/1511/M.SM.01.00/2022",
        "difinalisasi pada 30 September 2022 pukul 17.00",
        "dengan hasil 30 orang",
        "Eks THK-II 2 4 6",
        "Tenaga non-ASN 8 16 24",
        "Jumlah 10 20 30",
        "bertanggung jawab mutlak",
        "Sidik jari daftar nominatif K7QM-2XTB-5FHD-4WRC",
        "Meterai",
        "cap instansi",
        "Bogor, ....",
        f"Halaman 1 dari {made.pages}",
    ):
        assert said in first, said


def test_the_annex_lists_everybody_with_its_head_on_each_page() -> None:
    """In order, each with the whole NIK; each foot names the letter, the fingerprint and the page."""
    made = letter(FACTS, people(200))
    said = pages(made.data)
    assert len(said) == made.pages > 5
    annex = said[1:]
    assert annex[0].startswith("LAMPIRAN: DAFTAR NOMINATIF TENAGA NON-ASN")
    for number, page in enumerate(said, 1):
        assert f"Halaman {number} dari {made.pages}" in page
        assert "SPTJM-000017 · sidik jari K7QM-2XTB-5FHD-4WRC" in page
        assert "data pribadi" in page
    assert all("No Nama NIK L/P Jenis Jabatan Unit kerja" in page for page in annex)
    assert re.findall(r"ORANG CONTOH (\d+)", " ".join(annex)) == [str(number) for number in range(1, 201)]
    assert re.findall(r"\b3201014703\d{6}\b", " ".join(annex)) == [one.nik for one in people(200)]
    assert "Jumlah: 200 orang" in annex[-1]


def test_nobody_to_list_is_said() -> None:
    """The letter of an instansi without anybody has an annex that says so."""
    made = letter(FACTS, [])
    assert made.pages == 2
    assert "Tidak ada tenaga non-ASN yang didata." in pages(made.data)[1]
    assert "Jumlah 0 0 0" in pages(made.data)[0]


def test_long_names_flow_onto_a_second_page() -> None:
    """The signature is never alone there, nothing is lost, and without a pangkat there is no line for it."""
    long = replace(
        FACTS, instansi="Sekretariat Daerah " * 10, jabatan="Kepala Badan " * 9, nama="Hasan Basri " * 8, pangkat=""
    )
    said = pages(letter(long, people(3)).data)
    assert "Demikian surat pernyataan ini" in said[1]
    assert "NIP 19680512 199303 1 004" in said[1]
    assert said[2].startswith("LAMPIRAN")
    assert "Pangkat" not in said[0]


def test_equal_facts_give_equal_bytes_with_fonts_inside() -> None:
    """What is sent again is what was signed; it looks the same wherever it is opened."""
    one = letter(FACTS, people(40)).data
    assert one == letter(FACTS, people(40)).data
    fonts = {
        descendant.get_object()["/FontDescriptor"].get_object()["/FontFile2"].get_object().get_data()[:4]
        for page in pypdf.PdfReader(BytesIO(one)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
        for descendant in font.get_object()["/DescendantFonts"]
    }
    assert fonts == {b"\x00\x01\x00\x00"}


def test_nothing_is_drawn_outside_the_margins() -> None:
    """Every page, rendered, is white at its edges, and its longest cells stay in their columns."""
    document = pypdfium2.PdfDocument(letter(FACTS, people(60)).data)
    for page in document:
        picture = page.render(scale=0.5).to_pil().convert("L")
        width, height = picture.size
        for box in (
            (0, 0, 24, height),
            (width - 24, 0, width, height),
            (0, 0, width, 18),
            (0, height - 8, width, height),
        ):
            assert picture.crop(box).getextrema() == (255, 255)
