"""The sample files of an instansi's staff: a roster with mistakes, the same one mended, and a signed SPTJM."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from bot.playground.roster_headings import HEADINGS
from bot.playground.sample_paints import centred, letters
from bot.playground.sample_people import Person
from bot.playground.sample_print import printed

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_INK: Final = "#20304f"
_PAGE: Final = (1190, 1684)
_WRITTEN: Final = datetime(2022, 9, 1, tzinfo=UTC).replace(tzinfo=None)
_NEW: Final = (
    ("3201031503910101", "Galih Pratama", "Bogor", "15-03-1991", "L", "Guru Kelas", "SD Negeri Contoh 2"),
    ("3201036207930102", "Hesti Purnama", "Depok", "22-07-1993", "P", "Pustakawan", "SMP Negeri Contoh 1"),
    ("3201030911880103", "Imam Syafei", "Cianjur", "09-11-1988", "L", "Laboran", "SMP Negeri Contoh 2"),
    ("3201034105900104", "Kartika Dewi", "Sukabumi", "01-05-1990", "P", "Guru Kelas", "SD Negeri Contoh 3"),
    ("3201032812850105", "Lukman Effendi", "Garut", "28-12-1985", "L", "Operator Sekolah", "SD Negeri Contoh 1"),
)
"""NIK, nama, tempat and tanggal lahir, jenis kelamin, jabatan, unit kerja: all as they should be."""
_MISTAKES: Final = ((1, 0, "32010362079301"), (2, 3, "31-02-1988"), (4, 5, "Satpam"))
"""(row, place in it, what stands there): a NIK too short, a day that is none, a job that does not belong there."""


def _roster(rows: tuple[tuple[str, ...], ...]) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - only if somebody wants the sample

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Daftar pegawai", "created": _WRITTEN})
        sheet = workbook.add_worksheet("Pegawai")
        bold, text = (
            workbook.add_format({"bold": True, "bg_color": "#DDE6F3"}),
            workbook.add_format({"num_format": "@"}),
        )
        sheet.set_column(0, len(HEADINGS) - 1, 20, text)
        sheet.write_row(0, 0, HEADINGS, bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(_cells(row)):
                sheet.write_string(number, column, cell, text)
    return out.getvalue()


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    """All 22 columns of somebody of whom little is known."""
    nik, nama, tempat, tanggal, kelamin, jabatan, unit = row
    sk = ("800/101/SK/2018", "02-01-2018", "02-01-2018", "31-12-2021", "S-1")
    known = (nik, nama, "", "", tempat, tanggal, kelamin, "", "", "", "", "")
    return (*known, *sk, jabatan, unit, "Kepala Dinas", "Pimpinan unit kerja", "APBD")


def _mistaken(person: Person) -> bytes:  # noqa: ARG001  it is about others
    rows = [list(row) for row in _NEW]
    for row, place, cell in _MISTAKES:
        rows[row][place] = cell
    return _roster(tuple(tuple(row) for row in rows))


def _mended(person: Person) -> bytes:  # noqa: ARG001  it is about others
    return _roster(_NEW)


def _sptjm(person: Person) -> bytes:  # noqa: ARG001  nobody of the workers signs it
    page = Image.new("RGB", _PAGE, "#fbfaf5")
    draw = ImageDraw.Draw(page)
    centred(draw, (595, 160), "SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK", 40, _INK)
    draw.text((140, 320), "Pindaian contoh: surat yang sudah dicetak,", font=letters(34), fill=_INK)
    draw.text((140, 380), "ditandatangani di atas meterai, dan distempel.", font=letters(34), fill=_INK)
    draw.ellipse((620, 1080, 860, 1320), outline="#5a3fa0", width=7)
    curve = [(760, 1230), (820, 1130), (850, 1260), (910, 1150), (960, 1250), (1040, 1180)]
    draw.line(curve, fill="#1c2a5a", width=7, joint="curve")
    draw.text((640, 1370), "Drs. Contoh Prasetyo", font=letters(34, bold=True), fill=_INK)
    return printed("SPTJM bertanda tangan", [page], 300)


OFFICE: Final[tuple[tuple[str, str, str, str, Callable[[Person], bytes]], ...]] = (
    ("roster_salah", "Daftar pegawai, xlsx: 3 dari 5 baris salah", "pegawai.xlsx", _XLSX, _mistaken),
    ("roster_baik", "Daftar pegawai, xlsx: sudah diperbaiki", "pegawai-diperbaiki.xlsx", _XLSX, _mended),
    ("sptjm", "SPTJM bertanda tangan, PDF 300 KB", "sptjm.pdf", "application/pdf", _sptjm),
)
"""Each as its key, what people read, its file name and media type, and what draws it."""
