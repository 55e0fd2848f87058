"""Decisions in bulk: those who wait for a verifier as a workbook to be filled in, and such a workbook read again.

Each row names its worker by nomor registrasi and carries the version that the verifier looks at. What comes back to the
verifier has a column more, which says what became of each row.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bot.documents.defused import OPTIONS, Cells
from bot.documents.sheet_guard import SheetError, check_workbook, is_workbook

MOST: Final = 5_000
"""So many rows are written, and read, at once."""
APPROVE: Final = "Setujui"
RETURN: Final = "Kembalikan"

_PAGE: Final = "Keputusan"
_HEADINGS: Final = {
    "nomor": "Nomor Registrasi",
    "nama": "Nama",
    "nik": "NIK",
    "unit": "Unit Kerja",
    "berakhir": "Diakhiri",
    "beda": "Beda dengan Data Instansi",
    "ragu": "Perlu Diperhatikan",
    "keputusan": "Keputusan",
    "alasan": "Alasan",
    "versi": "Versi",
    "hasil": "Hasil",
}
_WIDTHS: Final = {"nama": 28, "unit": 28, "beda": 44, "ragu": 44, "alasan": 40, "hasil": 44}
_NEEDED: Final = ("nomor", "keputusan")
_HELP: Final = (
    "Pilih Setujui atau Kembalikan di kolom Keputusan. Baris yang dikosongkan tetap menunggu.",
    "Untuk Kembalikan, isi kolom Alasan: pilih dari daftar, atau tulis apa yang harus diperbaiki. Pekerja membacanya.",
    "Beberapa alasan dipisahkan dengan titik koma.",
    "Simpan sebagai xlsx, lalu kirim di chat lewat tombol Unggah keputusan.",
    "Jangan mengubah kolom Nomor Registrasi. Kolom lain hanya untuk dibaca.",
    "Lembar ini memuat data pribadi. Hapus setelah selesai dipakai.",
)
_WITHIN: Final = 10
_LETTER: Final = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One worker: everything is text as it is read; `keputusan`, `alasan` and `hasil` are "" until there are any."""

    nomor: str
    nama: str = ""
    nik: str = ""
    unit: str = ""
    berakhir: str = ""
    beda: str = ""
    ragu: str = ""
    keputusan: str = ""
    alasan: str = ""
    versi: str = ""
    hasil: str = ""


def write(rows: Sequence[Row], reasons: Sequence[str], *, returned: bool = False) -> bytes:
    """An xlsx with a row for each worker, drop-downs for the decision and its `reasons`, and a page that explains.

    `returned` shows what became of each row. No text is ever a formula.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an idle bot stays small without it

    shown = [key for key in _HEADINGS if returned or key != "hasil"]
    file = BytesIO()
    with TemporaryDirectory() as folder, xlsxwriter.Workbook(file, {**OPTIONS, "tmpdir": folder}) as workbook:
        cells = Cells(workbook)
        page = workbook.add_worksheet(_PAGE)
        for place, key in enumerate(shown):
            page.set_column(place, place, _WIDTHS.get(key, 20), cells.text, {"hidden": key == "versi"})
        page.freeze_panes(1, 2)
        _offer(page, shown.index("keputusan"), len(rows), [APPROVE, RETURN], strict=True)
        _offer(page, shown.index("alasan"), len(rows), reasons, strict=False)
        for place, key in enumerate(shown):
            page.write_string(0, place, _HEADINGS[key], cells.heading)
        for number, row in enumerate(rows, start=1):
            for place, key in enumerate(shown):
                cells.write(page, number, place, getattr(row, key))
        about = workbook.add_worksheet("Petunjuk")
        about.set_column(0, 0, 110)
        for number, line in enumerate(_HELP):
            cells.write(about, number, 0, line)
    return file.getvalue()


def _offer(page: Any, column: int, rows: int, choices: Sequence[str], *, strict: bool) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """A drop-down in every row; one that is not strict takes any other words too."""
    page.data_validation(
        1, column, max(rows, 1), column, {"validate": "list", "source": list(choices), "show_error": strict}
    )


def read(data: bytes) -> list[Row]:
    """The rows of a workbook that was written by `write`; those without a nomor registrasi are left out.

    Raises:
        SheetError: `sheet_columns_missing`, `sheet_too_big`, `sheet_empty`, and what sheet_guard refuses.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "keputusan.xlsx"
        path.write_bytes(data)
        if not is_workbook(path):
            raise SheetError("sheet_not_a_sheet")
        check_workbook(path)
        found = [row for row in _rows(_cells(path)) if row.nomor]
    if not found:
        raise SheetError("sheet_empty")
    return found


def chosen(word: str) -> str | None:
    """APPROVE or RETURN, whatever the spelling; "" for nothing, and None for what is neither."""
    letters = _LETTER.sub("", word.lower())
    if not letters:
        return None if word else ""
    if letters in {"setujui", "setuju", "disetujui", "ya"}:
        return APPROVE
    return RETURN if letters in {"kembalikan", "kembali", "dikembalikan", "tolak"} else None


def _cells(path: Path) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - as above

    try:
        with closing(CalamineWorkbook.from_path(path)) as workbook:
            page = workbook.get_sheet_by_name(workbook.sheet_names[0])
            if page.end is not None and page.end[0] > MOST + _WITHIN:
                raise SheetError("sheet_too_big")
            return [[_text(cell) for cell in cells] for cells in page.iter_rows()]
    except CalamineError as error:
        raise SheetError("sheet_damaged") from error


def _text(cell: object) -> str:
    # A workbook can hold a zero character, as _x0000_, and PostgreSQL cannot.
    return "\n".join(" ".join(line.split()) for line in str(cell).replace("\0", "").splitlines())


def _rows(cells: Sequence[Sequence[str]]) -> Iterator[Row]:
    for number, heading in enumerate(cells[:_WITHIN]):
        columns = _columns(heading)
        if all(key in columns for key in _NEEDED):
            for row in cells[number + 1 :]:
                said = {key: row[place] for key, place in columns.items() if place < len(row)}
                yield Row(**{field.name: said.get(field.name, "") for field in fields(Row) if field.name != "hasil"})
            return
    raise SheetError("sheet_columns_missing", columns=", ".join(_HEADINGS[key] for key in _NEEDED))


def _columns(heading: Sequence[str]) -> dict[str, int]:
    plain = {_LETTER.sub("", title.lower()): key for key, title in _HEADINGS.items()}
    spelled = [_LETTER.sub("", title.lower()) for title in heading]
    return {plain[title]: place for place, title in reversed(list(enumerate(spelled))) if title in plain}
