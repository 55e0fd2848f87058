"""Whom a finalisasi would leave out, as a workbook: what each lacks, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.documents.defused import OPTIONS, Cells
from bot.rules.clock import WIB

_HEADING: Final = ("No", "Nama", "Unit kerja", "Keadaan", "Yang kurang")
_WIDE: Final = (6, 38, 42, 34, 60)

Row = tuple[str, str, str, str]
"""Name, unit kerja, where it stands, what it lacks."""


def write(path: Path, title: str, rows: Sequence[Row], now: datetime) -> None:
    """Write an xlsx of one sheet that can be filtered; its folder takes what is needed on the way. `now` is aware."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an idle bot stays small without it

    with xlsxwriter.Workbook(path, {**OPTIONS, "tmpdir": str(path.parent)}) as workbook:
        workbook.set_properties({"title": title, "created": now.astimezone(WIB).replace(tzinfo=None)})
        cells = Cells(workbook)
        page = workbook.add_worksheet("Belum masuk")
        page.freeze_panes(1, 2)
        for column, (head, wide) in enumerate(zip(_HEADING, _WIDE, strict=True)):
            page.set_column(column, column, wide)
            page.write_string(0, column, head, cells.heading)
        for number, row in enumerate(rows, 1):
            cells.write(page, number, 0, number)
            for column, cell in enumerate(row, 1):
                cells.write(page, number, column, cell)
        page.autofilter(0, 0, len(rows), len(_HEADING) - 1)
