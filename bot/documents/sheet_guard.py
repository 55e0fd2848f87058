"""Looks at a workbook before a parser does: bytes from a stranger must not fill the memory or carry a macro.

An xlsx is a zip of XML, in which a few kilobytes can stand for gigabytes: through compression, or through a single
cell at the far corner of the sheet, because the parser lays out the whole rectangle. So sizes are read from the zip's
directory first, then each part is unpacked once in small pieces, which proves those sizes and finds stray cells.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final

from bot.documents.unfit import Unfit

MAX_FILE: Final = 200 * 1024 * 1024
MAX_UNPACKED: Final = 400 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_ROWS: Final = 199_999
MAX_COLUMNS: Final = 64

_RATIO_MATTERS: Final = 10 * 1024 * 1024
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BLOCK: Final = 1 << 20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MISTAKEN: Final = {b"%PDF": "sheet_pdf", b"\xff\xd8\xff": "sheet_picture", b"\x89PNG": "sheet_picture"}
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")

# Every cell names its own place, within column BM (64 and the reasons of a returned sheet) and row 199,999, and first
# of its attributes, as all spreadsheet programs write it. The pattern begins with plain bytes because that makes it
# several times faster.
_CELL: Final = rb'c(?![a-zA-Z])(?! r="(?:[A-Z]|A[A-Z]|B[A-M])(?:1[0-9]{5}|[0-9]{1,5})")'
_STRAY: Final = re.compile(b"<" + _CELL)
_STRAY_PREFIXED: Final = re.compile(rb"<[^<>\s/:]+:" + _CELL)


class SheetError(Unfit):
    """A file that is not read at all, or not further.

    Codes: `sheet_not_a_sheet`, `sheet_pdf`, `sheet_picture`, `sheet_open_document`, `sheet_binary_excel`,
    `sheet_old_excel`, `sheet_password`, `sheet_macros`, `sheet_too_big`, `sheet_out_of_bounds` (rows, columns),
    `sheet_damaged`, `sheet_empty`, `sheet_no_heading` (rows), `sheet_columns_missing` (columns).
    """


def is_workbook(path: Path) -> bool:
    """Whether a file is a zip, the outside of an xlsx; anything else may be csv.

    Raises:
        SheetError: `sheet_empty`, `sheet_too_big`, for an encrypted or old workbook `sheet_password` or
            `sheet_old_excel`, and for what people send by mistake `sheet_pdf` or `sheet_picture`.
    """
    size = path.stat().st_size
    if size == 0:
        raise SheetError("sheet_empty")
    if size > MAX_FILE:
        raise SheetError("sheet_too_big")
    with path.open("rb") as file:
        start = file.read(8)
        if start == _OLE:
            raise SheetError("sheet_password" if _holds(file, _ENCRYPTED_PACKAGE) else "sheet_old_excel")
    for signature, code in _MISTAKEN.items():
        if start.startswith(signature):
            raise SheetError(code)
    return start[:4] == b"PK\x03\x04"


def check_workbook(path: Path) -> None:
    """Refuse a workbook that is unsafe to parse.

    Raises:
        SheetError: why.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _judge_directory(members)
            for member in members:
                with archive.open(member) as part:
                    _judge_part(part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise SheetError("sheet_damaged") from error


def _judge_directory(members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename.lower() for member in members}
    if "xl/workbook.bin" in names:
        raise SheetError("sheet_binary_excel")
    if "meta-inf/manifest.xml" in names and "content.xml" in names:
        raise SheetError("sheet_open_document")
    if "xl/workbook.xml" not in names:
        raise SheetError("sheet_not_a_sheet")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise SheetError("sheet_macros")
    if any(member.flag_bits & 1 for member in members):
        raise SheetError("sheet_password")
    if any(member.compress_type not in _METHODS for member in members):
        raise SheetError("sheet_damaged")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_MATTERS and unpacked > packed * MAX_RATIO):
        raise SheetError("sheet_too_big")


def _judge_part(part: IO[bytes]) -> None:
    """Unpack to the end, which checks size and checksum; where there are cells, look at the place of each."""
    open_tag = b""
    has_cells = False
    while block := part.read(_BLOCK):
        text = open_tag + block
        start = text.rfind(b"<")
        open_tag = text[start:] if start >= 0 else b""
        has_cells = has_cells or b"sheetData" in text
        if len(open_tag) > _BLOCK or (has_cells and _has_stray(text[: len(text) - len(open_tag)])):
            raise SheetError("sheet_out_of_bounds", rows=MAX_ROWS, columns=MAX_COLUMNS)


def _has_stray(text: bytes) -> bool:
    return _STRAY.search(text) is not None or (b":c" in text and _STRAY_PREFIXED.search(text) is not None)


def _holds(file: IO[bytes], needle: bytes) -> bool:
    rest = b""
    while block := file.read(_BLOCK):
        if needle in rest + block:
            return True
        rest = block[-len(needle) :]
    return False
