"""The workbook that comes back: the same one, with red cells and the reasons in words."""

import random
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from bot.documents.sheet_return import annotate
from bot.documents.sheet_rows import Reason
from bot.documents.sheets import open_sheet
from bot.documents.unfit import Unfit
from tests.documents.marked_sheets import looks, parts, reds, refused, rows_xml, said
from tests.roster_sheets import DATA, HEADINGS, Cells, cells, edit_part, new_workbook, person, write_xlsx

SATPAM = {"jabatan": "Satpam"}


def returned(path: Path, reasons: dict[int, list[Reason]] | None = None) -> Path:
    back = path.with_name(f"kembali-{path.name}")
    annotate(path, back, refused(path) if reasons is None else reasons)
    return back


def styled(path: Path) -> Path:
    """A list with a title, colours, dates, a formula, widths, hidden things and a second sheet."""
    people: list[Cells] = [person(1), person(2, jabatan="Satpam", nama=""), person(3), person(4, tanggal_mulai="")]
    with new_workbook(path) as workbook:
        title = workbook.add_format({"bold": True, "font_size": 14})
        yellow = workbook.add_format({"bg_color": "#FFFF00", "border": 1, "italic": True})
        day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        sheet = workbook.add_worksheet("Pegawai")
        workbook.add_worksheet("Lain").write_formula("B2", "=Pegawai!A4", None, "x")
        sheet.merge_range("A1:D1", "DAFTAR PEGAWAI & HONORER", title)
        sheet.write_row(2, 0, HEADINGS, yellow)
        for row, of in enumerate(people, 3):
            for column, cell in enumerate(cells(of)):
                if cell != "":
                    sheet.write_string(row, column, str(cell), yellow if column in {1, 17} else None)
            sheet.write_datetime(row, 5, date(1985, 3, 15), day)
        sheet.write_formula("A2", "=COUNTA(A4:A7)", None, 4)
        sheet.set_column("B:B", 33)
        sheet.set_column("O:Z", 12, day)
        sheet.set_row(3, 40)
    return path


def test_wrong_cells_are_red_and_the_row_says_why(tmp_path: Path) -> None:
    """Also a cell that is empty, where there was none."""
    back = tmp_path / "kembali.xlsx"
    path = styled(tmp_path / "a.xlsx")
    assert annotate(path, back, refused(path)) == "W"
    assert reds(back) == {"B5", "R5", "O7"}
    assert said(back, "Pegawai") == {
        5: "1. Nama Lengkap belum diisi. Kolom ini wajib.\n2. Jabatan alih daya tidak termasuk pendataan ini: "
        "satpam (aturan jabatan).",
        7: "Tanggal Mulai belum diisi. Kolom ini wajib.",
    }


def test_a_red_cell_keeps_its_border_its_letters_and_its_number_format(tmp_path: Path) -> None:
    """Only its colour is another; a cell that was not there takes its column's format."""
    path = styled(tmp_path / "a.xlsx")
    before, after = looks(path), looks(returned(path))
    assert before["R5"].colour == "FFFFFF00"
    assert after["R5"].others == before["R5"].others
    assert ("numFmtId", "164") in after["O7"].others
    assert after["W3"].others == before["A3"].others


def test_everything_else_stays_as_it_was(tmp_path: Path) -> None:
    """Other sheets, rows that loaded, the words of the list, byte for byte."""
    path = styled(tmp_path / "a.xlsx")
    back = returned(path)
    before, after = parts(path), parts(back)
    assert {name for name in before if before[name] != after[name]} == {DATA, "xl/styles.xml"}
    assert sorted(before) == sorted(after)
    rows = rows_xml(path)
    assert {number for number, row in rows_xml(back).items() if row != rows[number]} == {3, 5, 7}
    # The title, the merged cells, the widths of other columns.
    for kept in (b'<mergeCell ref="A1:D1"/>', b'<col min="2" max="2" width="33', b'ht="39.75" customHeight="1"'):
        assert kept in after[DATA]


def test_a_column_in_the_midst_of_a_range_of_widths_gets_its_own(tmp_path: Path) -> None:
    """The reasons can be read, and their neighbours keep their width and format."""
    xml = parts(returned(styled(tmp_path / "a.xlsx")))[DATA].decode()
    columns = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', xml)
    assert [(first, last) for first, last, _ in columns] == [("2", "2"), ("15", "22"), ("23", "23"), ("24", "26")]
    assert columns[2][2] == "90"
    assert columns[1][2] == columns[3][2]


def test_a_returned_sheet_is_read_like_the_first_time(tmp_path: Path) -> None:
    """The column Alasan is nobody's; it does not wander off when it comes back again."""
    path = styled(tmp_path / "a.xlsx")
    back = returned(path)
    assert refused(back) == refused(path)
    again = returned(back)
    assert said(again, "Pegawai") == said(back, "Pegawai")
    assert {name: look for name, look in looks(again).items() if look.red} == {
        name: look for name, look in looks(back).items() if look.red
    }


def test_a_row_that_was_mended_is_as_it_was_before(tmp_path: Path) -> None:
    """No red, no reason, and the colour that the cell had of its own."""
    path = styled(tmp_path / "a.xlsx")
    back = returned(path)
    again = returned(back, {7: refused(path)[7]})
    assert reds(again) == {"O7"}
    assert set(said(again, "Pegawai")) == {7}
    assert looks(again)["R5"] == looks(path)["R5"]
    nothing = returned(again, {})
    assert (reds(nothing), said(nothing, "Pegawai")) == (set(), {})


def test_the_same_styles_are_not_added_again_and_again(tmp_path: Path) -> None:
    """A workbook that goes to and fro does not grow."""
    back = returned(styled(tmp_path / "a.xlsx"))
    assert parts(back)["xl/styles.xml"] == parts(returned(back))["xl/styles.xml"]


def test_a_list_that_begins_elsewhere_is_marked_where_it_is(tmp_path: Path) -> None:
    """Columns are counted from the sheet's edge."""
    path = tmp_path / "a.xlsx"
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(4, 2, HEADINGS)
        sheet.write_row(6, 2, cells(person(1, **SATPAM)))
    back = returned(path)
    assert (reds(back), set(said(back))) == ({"T7"}, {7})
    assert b'<dimension ref="C5:Y7"/>' in parts(back)[DATA]


def test_the_sheet_that_was_read_is_the_one_that_is_marked(tmp_path: Path) -> None:
    """Whoever leaves the first sheet with headings only, and fills in another."""
    path = tmp_path / "a.xlsx"
    with new_workbook(path) as workbook:
        workbook.add_worksheet("Kosong").write_row(0, 0, HEADINGS)
        sheet = workbook.add_worksheet("Isi & <Data>")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, cells(person(1, **SATPAM)))
    back = returned(path)
    assert reds(back) == set()
    assert reds(back, "xl/worksheets/sheet2.xml") == {"R2"}


def test_a_reason_beside_no_column_of_the_sheet_is_told_in_words(tmp_path: Path) -> None:
    """A list without KK cannot be red there."""
    path = write_xlsx(tmp_path / "a.xlsx", [person(1)], [heading.replace("Nomor Kartu", "x") for heading in HEADINGS])
    back = returned(path, {2: [Reason("kk_is_nik", "kk", {})]})
    assert reds(back) == set()
    assert said(back)[2].startswith("Nomor KK sama dengan NIK")


def test_a_prefix_for_every_tag_is_kept(tmp_path: Path) -> None:
    """Some programs write x:row and x:c."""

    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
        return xml.replace('xmlns="', 'xmlns:x="')

    path = edit_part(edit_part(styled(tmp_path / "a.xlsx"), DATA, prefixed), "xl/styles.xml", prefixed)
    back = returned(path)
    assert reds(back) == {"B5", "R5", "O7"}
    assert set(said(back, "Pegawai")) == {5, 7}


def test_rows_that_do_not_tell_their_number_are_counted(tmp_path: Path) -> None:
    """Each follows the one before it."""
    path = write_xlsx(tmp_path / "a.xlsx", [person(1), person(2, **SATPAM)])
    bare = edit_part(path, DATA, lambda xml: re.sub(r'<row r="\d+"', "<row", xml))
    assert reds(returned(bare)) == {"R3"}


def test_a_row_that_grew_shrinks_when_it_is_mended(tmp_path: Path) -> None:
    """The reasons can be read without a click; a height that somebody chose stays."""
    path = styled(tmp_path / "a.xlsx")
    reasons = {number: refused(path)[5] for number in (4, 5)}
    back = returned(path, reasons)
    tags = {number: row[: row.index(b">")] for number, row in rows_xml(back).items()}
    assert b'ht="30"' in tags[5]
    assert b'ht="39.75"' in tags[4]
    mended = rows_xml(returned(back, {}))
    assert b"ht=" not in mended[5][: mended[5].index(b">")]


def test_a_workbook_without_styles_is_marked_in_words(tmp_path: Path) -> None:
    """Colour is never the only sign."""
    path = write_xlsx(tmp_path / "a.xlsx", [person(1, **SATPAM)])
    bare = edit_part(
        path, "xl/_rels/workbook.xml.rels", lambda xml: re.sub(r"<Relationship [^>]*styles[^>]*>", "", xml)
    )
    assert set(said(returned(bare))) == {2}


def test_a_row_without_cells_can_have_a_reason(tmp_path: Path) -> None:
    """Whoever asks for it gets the words in that row, and none twice."""
    path = write_xlsx(tmp_path / "a.xlsx", [person(1), {}, person(2)])
    bare = edit_part(path, DATA, lambda xml: xml.replace('<row r="4"', '<row r="3"/><row r="4"'))
    reason = Reason("required_missing", "jabatan", {})
    back = returned(bare, {3: [reason, reason]})
    assert said(back) == {3: "Jabatan belum diisi. Kolom ini wajib."}
    assert reds(back) == {"R3"}


def test_a_cell_of_a_style_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    """Some programs forget their styles."""
    path = write_xlsx(tmp_path / "a.xlsx", [person(1, **SATPAM)])
    lost = edit_part(path, DATA, lambda xml: xml.replace('<c r="R2"', '<c r="R2" s="999"'))
    back = returned(lost)
    assert b'<c r="R2" s="999"' in rows_xml(back)[2]
    assert set(said(back)) == {2}


def test_whatever_stands_behind_the_rows_is_kept(tmp_path: Path) -> None:
    """However much it is."""
    path = write_xlsx(tmp_path / "a.xlsx", [person(1, **SATPAM)])
    tail = "</sheetData>" + "<!-- -->" * 300_000 + "<rowBreaks/>"
    long = edit_part(path, DATA, lambda xml: xml.replace("</sheetData>", tail))
    assert tail.encode() in parts(returned(long))[DATA]


NOISE = re.sub(r"(.{64})", r"<!--\1-->", random.Random(4).randbytes(8 << 20).hex())


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", "<workbook", "<!DOCTYPE x []><workbook"),
        ("xl/styles.xml", "<fonts", f"{NOISE}<fonts"),
        (DATA, "</row>", "</row >"),
        (DATA, "</row>", '<!-- <c r="A2" --></row>'),
    ],
    ids=["entities", "huge styles", "blanks in tags", "comments"],
)
def test_a_workbook_that_no_program_writes_is_refused(tmp_path: Path, part: str, old: str, new: str) -> None:
    """Where the reader was more lenient than is wise."""
    path = edit_part(write_xlsx(tmp_path / "a.xlsx", [person(1)]), part, lambda xml: xml.replace(old, new))
    with pytest.raises(Unfit, match="sheet_damaged"):
        annotate(path, tmp_path / "b.xlsx", {2: [Reason("nik_not_digits", "nik", {})]})


def test_many_rows_are_marked_as_few_are(tmp_path: Path) -> None:
    """Beyond the block in which the sheet is read."""
    people = [person(number, **(SATPAM if number % 3 == 0 else {})) for number in range(1, 2000)]
    back = returned(write_xlsx(tmp_path / "a.xlsx", people))
    bad = {number + 1 for number in range(1, 2000) if number % 3 == 0}
    assert set(said(back)) == bad
    assert reds(back) == {f"R{number}" for number in bad}
    with open_sheet(back) as sheet:
        assert sum(1 for _ in sheet.rows) == 1999


def test_the_words_are_text_whatever_they_say(tmp_path: Path) -> None:
    """Nothing that is written can become a formula or a tag."""
    back = returned(styled(tmp_path / "a.xlsx"), {5: [Reason("nik_province_unknown", "nik", {"province": "=<&1+1"})]})
    assert said(back, "Pegawai")[5].startswith("NIK berawalan =<&1+1,")
    with zipfile.ZipFile(back) as archive:
        assert b"<f>=<" not in archive.read(DATA)
    assert b'<c r="W5" s="4" t="inlineStr">' in rows_xml(back)[5]
