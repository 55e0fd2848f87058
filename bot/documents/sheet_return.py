"""Sends a roster sheet back: the same workbook, wrong cells red, and beside each bad row the reasons in words.

An xlsx is rewritten as it streams by, and only rows that have reasons, or had some the last time, are touched, so that
everything else stays byte for byte. A csv comes back as an xlsx, because a csv has no colours.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.documents.sheet_guard import is_workbook
from bot.documents.sheet_reasons import load_sentences
from bot.documents.sheet_return_marks import REASONS, Marks, Place, letters
from bot.documents.sheet_return_text import widest, write_text
from bot.documents.sheet_return_xlsx import rewrite
from bot.documents.sheet_rows import Reason
from bot.documents.sheets import Sheet, open_sheet


def annotate(path_in: Path, path_out: Path, reasons: Mapping[int, Sequence[Reason]]) -> str:
    """Write a copy of a roster sheet in which every row that was not loaded says why.

    Marks and reasons of an earlier return are taken off rows that are good now. It needs the memory that reading the
    sheet needs (see `sheets`), however many rows have reasons.

    Args:
        path_in: an xlsx or csv file that `open_sheet` reads.
        path_out: the xlsx to write, another file.
        reasons: by the row's number, as `Sheet.rows` gives it.

    Returns:
        The letters of the column with the reasons, as the spreadsheet shows them.

    Raises:
        SheetError: as `open_sheet`, or `sheet_damaged` where the parser was more lenient.
    """
    workbook = is_workbook(path_in)
    with open_sheet(path_in) as sheet:
        # The rows of a workbook are all as long as its heading.
        name, place = sheet.name, _place(sheet, len(sheet.headings) if workbook else widest(path_in))
    marks = Marks(place, reasons, load_sentences())
    if workbook:
        rewrite(path_in, path_out, name, marks)
    else:
        write_text(path_in, path_out, marks)
    return letters(place.reasons)


def _place(sheet: Sheet, width: int) -> Place:
    """Where the columns are, counted from the sheet's edge, and where the reasons are, or will be: behind the rest."""
    columns = {key: position + sheet.left for key, position in sheet.columns.items()}
    named = [heading.strip().casefold() == REASONS.casefold() for heading in sheet.headings]
    position = named.index(True) if any(named) else width
    return Place(sheet.heading, columns, position + sheet.left, is_new=not any(named))
