"""An instansi's roster as a workbook: the import's columns in the template's order, then where each record stands.

Sent back to the import it says what it said, row by row: text is text, to the last digit, and dates are dates. Rows are
written as they come, so that 50,000 of them need no more memory than 500.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from bot.documents.defused import OPTIONS, Cell, Cells
from bot.documents.sheet_cells import tidied
from bot.documents.sheet_columns import LABELS
from bot.rules.clock import wib
from bot.rules.numbers import numeral

BESIDES: Final = ("Status", "Nomor Registrasi", "Pendataan Selesai", "Keputusan", "Tanggal Keputusan")
"""The columns behind the import's, which it does not read."""
_TAKEN_OFF: Final = ("'", "=")
_PAGE: Final = "Pekerja"
_ABOUT: Final = "Keterangan"
_WIDTHS: Final = {"nik": 20, "nama": 32, "kk": 20, "jabatan": 28, "unit_kerja": 32, "nama_sekolah": 28}
_USUAL_WIDTH: Final = 16


class RosterExport:
    """An open workbook, one row added after the other."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._cells = Cells(workbook)
        self._page = workbook.add_worksheet(_PAGE)
        for column, key in enumerate(LABELS):
            self._page.set_column(column, column, _WIDTHS.get(key, _USUAL_WIDTH), self._cells.text)
        self._page.set_column(len(LABELS), len(LABELS) + len(BESIDES) - 1, 20)
        self._page.freeze_panes(1, 2)
        for column, title in enumerate((*LABELS.values(), *BESIDES)):
            self._page.write_string(0, column, title, self._cells.heading)
        self.rows = 0

    def add(self, registered: Sequence[str | date | None], besides: Sequence[Cell]) -> None:
        """Add a worker: what the instansi registered, in the order of the import's columns, then that of BESIDES."""
        self.rows += 1
        for column, cell in enumerate(registered):
            self._cells.write(self._page, self.rows, column, _kept(cell) if isinstance(cell, str) else cell)
        for column, known in enumerate(besides, len(LABELS)):
            self._cells.write(self._page, self.rows, column, known)


@contextmanager
def opened(path: Path, instansi: str, now: datetime) -> Iterator[RosterExport]:
    """Write an xlsx, complete when the block ends; what is needed on the way lies in the same folder."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an idle bot stays small without it

    with xlsxwriter.Workbook(path, {**OPTIONS, "tmpdir": str(path.parent)}) as workbook:
        workbook.set_properties({"title": f"Data pekerja {instansi}"})
        export = RosterExport(workbook)
        yield export
        about = workbook.add_worksheet(_ABOUT)
        about.set_column(0, 0, 100)
        for row, line in enumerate(_about(instansi, export.rows, now)):
            about.write_string(row, 0, line)


def _about(instansi: str, count: int, now: datetime) -> tuple[str, ...]:
    first, last = LABELS["nik"], LABELS["jenis_pembayaran"]
    return (
        f"Data {numeral(count)} pekerja {instansi}, {wib(now)}.",
        "Berkas ini memuat data pribadi, antara lain NIK lengkap.",
        "Simpan di tempat yang aman, jangan dibagikan, dan hapus setelah tidak dipakai.",
        f"Kolom {first} sampai {last} adalah kolom impor: boleh diperbaiki, lalu dikirim kembali lewat /impor.",
        "Baris yang tidak berubah tidak dimuat dua kali.",
        f"Kolom {BESIDES[0]} sampai {BESIDES[-1]} hanya untuk dibaca; impor melewatinya.",
    )


def _kept(text: str) -> str:
    """The text, or as the import's reader gives it back where it would take something off its beginning."""
    return f"'{text}" if text.startswith(_TAKEN_OFF) and tidied(text) != text else text
