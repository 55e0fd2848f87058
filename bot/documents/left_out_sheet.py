"""Whom a finalisasi would leave out, as a workbook: what each lacks, and what to do about it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.documents.defused import OPTIONS, Cells, add_list
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
        lines = ((number, *row) for number, row in enumerate(rows, 1))
        add_list(workbook, Cells(workbook), "Belum masuk", _HEADING, lines, _WIDE, held=2)
