"""Files that are not read: each is refused with its own reason, before it can do harm."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.documents.sheet_guard import MAX_FILE
from bot.documents.sheet_reasons import load_sentences
from bot.documents.sheets import open_sheet
from bot.documents.unfit import Unfit
from tests.roster_sheets import HEADINGS, SITI, cells, new_workbook, write_csv, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path) -> str:
    with pytest.raises(Unfit) as refused, open_sheet(path) as sheet:
        list(sheet.rows)
    return refused.value.code


def rewritten(path: Path, member: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Give a copy of a workbook with one part replaced or added."""
    copy = path.with_name("copy.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", method) as target:
        for info in source.infolist():
            if info.filename != member:
                target.writestr(info.filename, source.read(info))
        target.writestr(member, content)
    return copy


def sheet_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(SHEET)


def damaged(data: bytes, damage: list[tuple[int, int]]) -> bytes:
    changed = bytearray(data)
    for place, byte in damage:
        changed[place % len(data)] = byte
    return bytes(changed)


def outcome(path: Path) -> str:
    try:
        with open_sheet(path) as sheet:
            return f"sheet of {len(list(sheet.rows))}"
    except Unfit as refused:
        return refused.code


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "good.xlsx", [SITI])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "sheet_picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "sheet_picture"),
        (b"%PDF-1.7\n1 0 obj", "sheet_pdf"),
        (b"\x00\x01binary", "sheet_not_a_sheet"),
        (b"NIK,Nama\n\x81\x8d", "sheet_not_a_sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheet_old_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "sheet_password"),
        (b"PK\x03\x04 but no more of a zip", "sheet_damaged"),
        (b"halo, apa kabar", "sheet_no_heading"),
    ],
)
def test_what_is_no_sheet_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    """Empty, a picture, a PDF, binary, an old xls, one with a password, a broken zip, any text."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal(path) == code


@pytest.mark.parametrize(
    ("members", "code"),
    [
        (["word/document.xml"], "sheet_not_a_sheet"),
        (["mimetype", "content.xml", "META-INF/manifest.xml"], "sheet_open_document"),
        (["[Content_Types].xml", "xl/workbook.bin"], "sheet_binary_excel"),
    ],
)
def test_any_other_zip_is_no_sheet(tmp_path: Path, members: list[str], code: str) -> None:
    """A docx is a zip, too; an ods and an xlsb are told how to become an xlsx."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for member in members:
            archive.writestr(member, "<w/>")
    assert refusal(tmp_path / "a.xlsx") == code


def test_every_refusal_is_one_clear_sentence_or_two() -> None:
    """With something to do in it, and nothing to look up."""
    sentences = load_sentences()
    params = {"rows": 199_999, "columns": 64, "kode": "X", "deadline": "1 Maret 2023"}
    said = [sentences.of_file(code, params) for code in sentences.files]
    assert all(sentence.endswith(".") and "{" not in sentence and len(sentence) < 200 for sentence in said)
    assert {"sheet_pdf", "sheet_macros", "sheet_password", "sheet_no_heading"} <= set(sentences.files)


def test_a_csv_has_the_same_bounds_as_a_workbook(tmp_path: Path) -> None:
    """It comes back as one; blanks that a spreadsheet adds at the end do not count."""
    path = tmp_path / "a.csv"
    lines = [[*HEADINGS, *[""] * 60], [*map(str, cells(SITI)), *[""] * 60]]
    path.write_text("\n".join(";".join(line) for line in lines))
    with open_sheet(path) as sheet:
        assert len(list(sheet.rows)) == 1
    path.write_text("\n".join(";".join([*line, "x"]) for line in lines))
    assert refusal(path) == "sheet_out_of_bounds"
    path.write_text(";".join(HEADINGS) + "\n" + "\n" * 200_000)
    assert refusal(path) == "sheet_out_of_bounds"


def test_a_file_of_hundreds_of_megabytes_is_not_opened(tmp_path: Path) -> None:
    """Whatever is in it."""
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert refusal(tmp_path / "a.xlsx") == "sheet_too_big"


def test_a_packing_that_excel_does_not_use_is_refused(good: Path) -> None:
    """What it unpacks to cannot be bounded so easily."""
    assert refusal(rewritten(good, SHEET, sheet_xml(good), zipfile.ZIP_BZIP2)) == "sheet_damaged"


def test_a_macro_is_refused(good: Path) -> None:
    """Whatever the file's name says."""
    assert refusal(rewritten(good, "xl/vbaProject.bin", b"macro")) == "sheet_macros"


def test_a_truncated_workbook_is_refused(good: Path) -> None:
    """An upload that broke off."""
    good.write_bytes(good.read_bytes()[:-500])
    assert refusal(good) == "sheet_damaged"


def test_a_workbook_with_a_changed_byte_is_refused(good: Path) -> None:
    """The checksum of each part is looked at."""
    data = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as archive:
        info = archive.getinfo(SHEET)
    data[info.header_offset + 30 + len(SHEET) + info.compress_size // 2] ^= 0xFF
    good.write_bytes(data)
    assert refusal(good) == "sheet_damaged"


def test_broken_xml_is_refused(good: Path) -> None:
    """A zip that is whole, of a sheet that is not."""
    assert refusal(rewritten(good, SHEET, b"<worksheet><sheetData><row r='1'></sheet")) in {
        "sheet_damaged",
        "sheet_empty",
    }


def test_a_zip_bomb_is_refused_by_its_directory(good: Path) -> None:
    """Twelve megabytes out of a few kilobytes."""
    assert refusal(rewritten(good, "xl/media/big.bin", bytes(12 * 1024 * 1024))) == "sheet_too_big"


def test_a_part_with_a_password_is_refused(good: Path) -> None:
    """A zip may be encrypted part by part."""
    data = bytearray(good.read_bytes())
    directory = data.find(b"PK\x01\x02")
    data[directory + 8] |= 1
    good.write_bytes(data)
    assert refusal(good) == "sheet_password"


@pytest.mark.parametrize("place", [(10, 100), (250_000, 0), (1_048_575, 16_383)])
def test_a_cell_far_away_is_refused(tmp_path: Path, place: tuple[int, int]) -> None:
    """One stray cell would make the parser lay out gigabytes."""
    path = tmp_path / "a.xlsx"
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, cells(SITI))
        sheet.write(*place, "x")
    assert refusal(path) == "sheet_out_of_bounds"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="A2"', b"<c"),
        (b'<c r="A2"', b'<c s="0" r="ZZZ999999"'),
        (b'<c r="A2"', b"<c r='A2'"),
        (b'<c r="A2"', b'<x:c r="ZZZ999999"'),
    ],
)
def test_a_cell_that_hides_its_place_is_refused(good: Path, old: bytes, new: bytes) -> None:
    """No spreadsheet program writes so, and its place cannot be vouched for."""
    assert refusal(rewritten(good, SHEET, sheet_xml(good).replace(old, new))) == "sheet_out_of_bounds"


def test_a_tag_without_end_is_refused(good: Path) -> None:
    """It would otherwise be kept in memory until its end comes."""
    filler = b'<sheetData x="' + b"ab" * (2 << 20)
    stored = rewritten(good, SHEET, filler, zipfile.ZIP_STORED)
    assert refusal(stored) == "sheet_out_of_bounds"


def test_a_prefix_for_every_tag_is_fine(good: Path) -> None:
    """Some programs write x:row and x:c."""
    xml = sheet_xml(good)
    for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v"):
        for end in (b" ", b">"):
            xml = xml.replace(b"<" + tag + end, b"<x:" + tag + end).replace(b"</" + tag + end, b"</x:" + tag + end)
    xml = xml.replace(b'xmlns="', b'xmlns:x="')
    with open_sheet(rewritten(good, SHEET, xml)) as sheet:
        assert [number for number, _ in sheet.rows] == [2]


def test_a_line_that_never_ends_is_refused(tmp_path: Path) -> None:
    """A csv field beyond what a cell can hold."""
    path = write_csv(tmp_path / "a.csv", [{**SITI, "jabatan": "x" * 200_000}])
    assert refusal(path) == "sheet_damaged"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=30))
def test_no_damage_does_worse_than_a_refusal(good: Path, damage: list[tuple[int, int]]) -> None:
    """Whatever bytes change on the way, the file is read or refused with a reason."""
    path = good.with_name("damaged.xlsx")
    path.write_bytes(damaged(good.read_bytes(), damage))
    assert outcome(path).startswith("sheet")
    assert outcome(rewritten(good, SHEET, damaged(sheet_xml(good), damage))).startswith("sheet")
