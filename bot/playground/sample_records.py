"""The papers of a working life as the samples show them, marked CONTOH / SPESIMEN: KK, SK of three pages, pay slip."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from bot.playground.sample_paints import centred, letters, stamped
from bot.playground.sample_people import Person

_UPRIGHT = (1190, 1684)
_ACROSS = (1684, 1190)
_INK = "#20242c"
_MARGIN = 130
_LAST_OF_DECREE = 3
_OFFICE = ("PEMERINTAH KABUPATEN BOGOR", "DINAS PENDIDIKAN (CONTOH)")
_KK_COLUMNS = (
    (60, "No"),
    (120, "Nama Lengkap"),
    (560, "NIK"),
    (900, "L/P"),
    (990, "Tempat Lahir"),
    (1300, "Tgl Lahir"),
)


def kartu_keluarga(person: Person) -> Image.Image:
    """Draw a family card, RGBA, A4 across at 144 dots an inch."""
    paper = Image.new("RGBA", _ACROSS, "#eef3f8")
    draw = ImageDraw.Draw(paper)
    centred(draw, (842, 110), "KARTU KELUARGA", 76, _INK)
    centred(draw, (842, 190), f"No. {person.kk}", 48, _INK)
    head = f"Nama Kepala Keluarga : {person.nama}\nAlamat : JL. MELATI CONTOH NO. 12, RT 003/RW 007"
    draw.multiline_text((60, 260), head, font=letters(32), fill=_INK, spacing=14)
    family = (
        (person.nama, person.nik, person.jenis_kelamin[0], person.tempat_lahir, person.tanggal_lahir),
        ("RATNA CONTOH", "3201015108920091", "P", "BOGOR", "11-08-1992"),
        ("BIMA CONTOH", "3201010204150092", "L", "BOGOR", "02-04-2015"),
    )
    _row(draw, 400, [label for _, label in _KK_COLUMNS], bold=True)
    for number, member in enumerate(family, 1):
        _row(draw, 400 + 70 * number, [str(number), *member])
    for line in range(6):
        draw.line((50, 385 + 70 * line, 1634, 385 + 70 * line), fill=_INK, width=2)
    _signed(draw, (1300, 960), "Kepala Dinas Kependudukan", "Dra. Contoh Lestari")
    return stamped(paper, "CONTOH / SPESIMEN", size=150)


def surat_keputusan(person: Person, number: int) -> Image.Image:
    """Draw page 1, 2 or 3 of a decree that appoints somebody, RGBA, A4 at 144 dots an inch."""
    page = _letter(_decree(person)[number - 1], number)
    if number == _LAST_OF_DECREE:
        _signed(ImageDraw.Draw(page), (820, 1100), "Kepala Dinas", "Drs. Contoh Prasetyo")
    return stamped(page, "CONTOH / SPESIMEN", size=104)


def _decree(person: Person) -> tuple[tuple[str, ...], ...]:
    first = (
        "KEPUTUSAN KEPALA DINAS PENDIDIKAN",
        "NOMOR 800/001/SK/2019",
        "",
        "TENTANG PENGANGKATAN GURU HONORER",
        "",
        "Menimbang :",
        "a. bahwa SD Negeri Contoh 1 kekurangan guru kelas;",
        "b. bahwa nama dalam lampiran dinilai cakap;",
        "",
        "Mengingat :",
        "1. Peraturan contoh tentang tenaga pendidik;",
        "2. Peraturan contoh tentang anggaran daerah.",
    )
    second = (
        "MEMUTUSKAN",
        "",
        "Menetapkan :",
        "KESATU : Mengangkat nama dalam lampiran sebagai Guru Kelas.",
        "KEDUA : Masa tugas mulai 2 Januari 2019",
        "sampai dengan 31 Desember 2021.",
        "KETIGA : Gaji dibebankan pada APBD Kabupaten Bogor.",
        "KEEMPAT : Keputusan ini berlaku sejak ditetapkan.",
    )
    third = (
        "LAMPIRAN",
        "Nomor 800/001/SK/2019, tanggal 2 Januari 2019",
        "",
        f"Nama : {person.nama}",
        f"Tempat, tanggal lahir : {person.tempat_lahir}, {person.tanggal_lahir}",
        "Pendidikan : S-1 Pendidikan Guru Sekolah Dasar",
        "Jabatan : Guru Kelas",
        "Unit kerja : SD Negeri Contoh 1",
    )
    return first, second, third


def bukti_gaji(person: Person) -> Image.Image:
    """Draw a slip that shows who was paid, by whom and how, RGBA, A4 at 144 dots an inch."""
    lines = (
        "BUKTI PEMBAYARAN GAJI",
        "Desember 2021",
        "",
        f"Nama : {person.nama}",
        "Jabatan : Guru Kelas, SD Negeri Contoh 1",
        "Sumber dana : APBD Kabupaten Bogor",
        "Rekening : Bank Contoh, 0000 1234 0001",
        "",
        "Honorarium : Rp1.250.000",
        "Potongan : Rp0",
        "Diterima : Rp1.250.000",
    )
    page = _letter(lines, 1)
    _signed(ImageDraw.Draw(page), (820, 1100), "Bendahara", "Contoh Wulandari, S.E.")
    return stamped(page, "CONTOH / SPESIMEN", size=104)


def transkrip(person: Person) -> Image.Image:
    """Draw the marks behind a diploma, RGBA, A4 at 144 dots an inch."""
    courses = ("Pedagogi", "Bahasa Indonesia", "Matematika Dasar", "Ilmu Alam", "Ilmu Sosial", "Praktik Mengajar")
    marks = [f"{number}. {course} : A" for number, course in enumerate(courses, 1)]
    lines = ("TRANSKRIP NILAI", "Ijazah Nomor 0123/UCN/S1/2013", "", f"Nama : {person.nama}", "", *marks)
    page = _letter(lines, 2, ("UNIVERSITAS CONTOH NUSANTARA", "FAKULTAS KEGURUAN"))
    _signed(ImageDraw.Draw(page), (820, 1100), "Dekan", "Dr. Contoh Handayani")
    return stamped(page, "CONTOH / SPESIMEN", size=104)


def _letter(lines: Sequence[str], number: int, office: tuple[str, str] = _OFFICE) -> Image.Image:
    """A page under a letterhead: lines in capitals stand in the middle, the others from the margin on."""
    page = Image.new("RGBA", _UPRIGHT, "#fbfaf5")
    draw = ImageDraw.Draw(page)
    for top, text in zip((110, 165), office, strict=True):
        centred(draw, (595, top), text, 42, _INK)
    for top in (205, 213):
        draw.line((_MARGIN - 30, top, 1220 - _MARGIN, top), fill=_INK, width=4)
    for row, line in enumerate(lines):
        top = 300 + 62 * row
        if line.isupper() and ":" not in line:
            centred(draw, (595, top), line, 36, _INK)
        else:
            draw.text((_MARGIN, top), line, font=letters(34), fill=_INK, anchor="lm")
    draw.text((595, 1620), f"- {number} -", font=letters(28), fill=_INK, anchor="mm")
    return page


def _row(draw: ImageDraw.ImageDraw, top: int, cells: Sequence[str], *, bold: bool = False) -> None:
    for (left, _), cell in zip(_KK_COLUMNS, cells, strict=True):
        draw.text((left, top), cell, font=letters(30, bold=bold), fill=_INK)


def _signed(draw: ImageDraw.ImageDraw, middle: tuple[int, int], office: str, name: str) -> None:
    """A signature and a round stamp around `middle`."""
    left, top = middle
    draw.text((left, top - 120), office, font=letters(34), fill=_INK, anchor="mm")
    draw.ellipse((left - 190, top - 90, left + 10, top + 110), outline="#5a3fa0", width=6)
    centred(draw, (left - 90, top + 10), "CONTOH", 34, "#5a3fa0")
    curve = [(-60, 30), (0, -50), (20, 50), (70, -40), (100, 40), (170, -20)]
    draw.line([(left + x, top + y) for x, y in curve], fill="#1c2a5a", width=6, joint="curve")
    draw.text((left, top + 120), name, font=letters(34, bold=True), fill=_INK, anchor="mm")
