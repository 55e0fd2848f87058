"""A workbook written anew with one of its sheets marked: every other part is copied as it is."""

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from bot.documents.sheet_guard import SheetError
from bot.documents.sheet_return_marks import Marks
from bot.documents.sheet_return_sheet import copy_sheet
from bot.documents.sheet_return_styles import Styles

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_PROGRAM: Final = "docprops/app.xml"
_LARGEST: Final = 16 * 1024 * 1024
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class _Parts:
    """The names, inside the zip, of the sheet that is marked, the styles, and the program; "" if there is none."""

    sheet: str
    styles: str
    program: str


def rewrite(path_in: Path, path_out: Path, name: str, marks: Marks) -> None:
    """Copy a workbook that `check_workbook` let pass, with `marks` on the sheet of this name.

    Raises:
        SheetError: `sheet_damaged`.
    """
    try:
        with (
            zipfile.ZipFile(path_in) as source,
            zipfile.ZipFile(path_out, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            parts = _find(source, name)
            by_excel = b"Microsoft" in _small(source, parts.program)
            styles = Styles(_small(source, parts.styles), by_excel=by_excel)
            for info in source.infolist():
                if info.filename == parts.styles:
                    continue
                with source.open(info) as part, target.open(_named(info), "w") as copy:
                    if info.filename == parts.sheet:
                        copy_sheet(part, copy, marks, styles)
                    else:
                        shutil.copyfileobj(part, copy, _BLOCK)
            # Only now all styles that the sheet needs are known.
            if parts.styles:
                target.writestr(_named(source.getinfo(parts.styles)), styles.part())
    except (zipfile.BadZipFile, zlib.error, ET.ParseError, EOFError, LookupError, ValueError) as error:
        raise SheetError("sheet_damaged") from error


def _named(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    named = zipfile.ZipInfo(info.filename, info.date_time)
    named.compress_type = zipfile.ZIP_DEFLATED
    named.external_attr = info.external_attr
    return named


def _find(source: zipfile.ZipFile, name: str) -> _Parts:
    """The parts by what the workbook says of them; raises LookupError if it has no sheet of this name."""
    members = {member.lower(): member for member in source.namelist()}
    relations = list(_relations(source, members[_RELATIONS]))
    sheets = _parsed(_small(source, members[_WORKBOOK])).iterfind(".//{*}sheet")
    ids = {_attribute(sheet, "id") for sheet in sheets if sheet.get("name") == name}
    of_sheet = [target for key, _, target in relations if key in ids]
    of_styles = [target for _, kind, target in relations if kind.endswith("/styles")]
    styles = members.get(of_styles[0], "") if of_styles else ""
    return _Parts(members[of_sheet[0]], styles, members.get(_PROGRAM, ""))


def _relations(source: zipfile.ZipFile, member: str) -> Iterator[tuple[str, str, str]]:
    """Key, kind and target (from the zip's root, in lower case) of each part that the workbook names."""
    for relation in _parsed(_small(source, member)):
        target = relation.get("Target", "").lower()
        inside = target[1:] if target.startswith("/") else f"xl/{target.removeprefix('./')}"
        yield relation.get("Id", ""), relation.get("Type", ""), inside


def _attribute(element: ET.Element, name: str) -> str:
    """An attribute of any namespace: there are two for the same thing, the usual and the strict."""
    return next((value for key, value in element.items() if key.endswith(f"}}{name}")), "")


def _small(source: zipfile.ZipFile, member: str) -> bytes:
    """A part that is small in every honest workbook, nothing for no name; raises ValueError for another."""
    if not member:
        return b""
    if source.getinfo(member).file_size > _LARGEST:
        raise ValueError(member)
    return source.read(member)


def _parsed(part: bytes) -> ET.Element:
    if b"<!DOCTYPE" in part:
        raise ET.ParseError
    return ET.fromstring(part)  # noqa: S314 - without a DOCTYPE there are no entities to expand
