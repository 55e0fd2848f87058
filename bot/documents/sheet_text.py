"""A csv file as rows of text: UTF-8 with or without a mark, or Windows-1252; comma, semicolon or tab.

Excel in Indonesian writes semicolons, because the comma parts its decimals, and Windows-1252 unless asked otherwise.
"""

import codecs
import csv
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Final

from bot.documents.sheet_guard import MAX_COLUMNS, MAX_ROWS, SheetError

_BLOCK: Final = 1 << 20
_LONGEST_LINE: Final = 1 << 20
_SAMPLE: Final = 1 << 14
_SEPARATORS: Final = ",;\t"


def measure(path: Path) -> tuple[str, int]:
    """The encoding of a text file and how many line ends it has, read in small pieces.

    Raises:
        SheetError: `sheet_not_a_sheet`, if it is no text.
    """
    utf8 = codecs.getincrementaldecoder("utf-8")()
    encoding, lines = "utf-8-sig", 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if b"\0" in block:
                raise SheetError("sheet_not_a_sheet")
            lines += block.count(b"\n")
            if encoding == "utf-8-sig" and not _decodes(utf8, block):
                encoding = "cp1252"
    return encoding, lines


def read_text(path: Path, encoding: str) -> Generator[list[str]]:
    """The rows of a csv file, one at a time.

    Raises:
        SheetError: `sheet_not_a_sheet`, `sheet_damaged` or `sheet_out_of_bounds` (rows, columns).
    """
    with path.open(encoding=encoding, newline="") as file:
        lines = iter(lambda: file.readline(_LONGEST_LINE), "")
        try:
            separator = _separator(file.read(_SAMPLE))
            file.seek(0)
            for number, cells in enumerate(csv.reader(lines, delimiter=separator), 1):
                if number > MAX_ROWS or (len(cells) > MAX_COLUMNS and reach(cells) > MAX_COLUMNS):
                    raise SheetError("sheet_out_of_bounds", rows=MAX_ROWS, columns=MAX_COLUMNS)
                yield cells
        except UnicodeDecodeError as error:
            raise SheetError("sheet_not_a_sheet") from error
        except csv.Error as error:
            raise SheetError("sheet_damaged") from error


def reach(cells: Sequence[str]) -> int:
    """How many cells a row has up to the last that holds anything; a spreadsheet adds empty ones at will."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)


def _separator(sample: str) -> str:
    """The separator that stands most often at the beginning of the file."""
    return max(_SEPARATORS, key=sample.count)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True
