"""Workbooks that LibreOffice saved, as an instansi would send them: imported, returned, imported again.

`workbooks/` holds a list with a title, colours, real dates, a formula and a NIK that was typed as a number; the same
list as it was returned and then saved by LibreOffice; and a csv that was opened and saved without any care.
"""

from datetime import date
from pathlib import Path

import pytest

from bot.documents.sheet_return import annotate
from bot.documents.sheet_rows import RosterRow, RowReader
from bot.documents.sheets import open_sheet
from bot.rules.eligibility import Terms
from tests.documents.marked_sheets import TODAY, looks, parts, reds, refused, rows_xml, said
from tests.roster_sheets import DATA, edit_part

WORKBOOKS = Path(__file__).with_name("workbooks")
STYLED = WORKBOOKS / "bergaya.xlsx"
SAVED_AGAIN = WORKBOOKS / "dikembalikan-disimpan-ulang.xlsx"
OPENED_CSV = WORKBOOKS / "csv-dibuka-begitu-saja.xlsx"
CODES = {7: ["nik_is_number"], 8: ["job_outsourced"], 9: ["required_missing"]}


def codes(path: Path) -> dict[int, list[str]]:
    return {number: [reason.code for reason in reasons] for number, reasons in refused(path).items()}


def loaded(path: Path) -> dict[int, RosterRow]:
    reader = RowReader(Terms(), TODAY)
    with open_sheet(path) as sheet:
        read = {number: reader.read(cells) for number, cells in sheet.rows}
    return {number: row for number, row in read.items() if isinstance(row, RosterRow)}


def test_a_list_of_their_own_is_understood() -> None:
    """Their headings, their order, dates as Excel keeps them and in words, a unit kerja that a formula makes."""
    rows = loaded(STYLED)
    assert sorted(rows) == [5, 6]
    assert {row.tanggal_lahir for row in rows.values()} == {date(1985, 3, 15)}
    assert (rows[5].unit_kerja, rows[5].pendidikan_sk, rows[5].tanggal_sk) == (
        "SDN Contoh 1",
        "S-1 PGSD",
        date(2015, 6, 20),
    )
    assert codes(STYLED) == CODES


def test_it_comes_back_with_all_its_looks(tmp_path: Path) -> None:
    """Marked where it is wrong; formulas, notes, other sheets and rows that loaded are untouched."""
    back = tmp_path / "kembali.xlsx"
    assert annotate(STYLED, back, refused(STYLED)) == "P"
    assert reds(back) == {"C7", "K8", "E9"}
    assert said(back)[7].startswith("NIK tersimpan sebagai bilangan")
    before, after = looks(STYLED), looks(back)
    assert all(after[name].others == look.others for name, look in before.items())
    assert all(after[name] == look for name, look in before.items() if name not in reds(back))
    old, new = parts(STYLED), parts(back)
    assert {name for name in old if old[name] != new[name]} == {DATA, "xl/styles.xml"}
    assert b"SDN &quot;&amp;" in rows_xml(back)[8]


def test_what_libreoffice_saved_is_known_again(tmp_path: Path) -> None:
    """The marks of the return before are taken off what was mended, whichever program it was mended with."""
    assert codes(SAVED_AGAIN) == CODES
    assert reds(SAVED_AGAIN) == {"C7", "K8", "E9"}
    back = tmp_path / "kembali.xlsx"
    assert annotate(SAVED_AGAIN, back, {7: refused(SAVED_AGAIN)[7]}) == "P"
    assert (reds(back), set(said(back))) == ({"C7"}, {7})
    assert looks(back)["K8"] == looks(back)["K6"]
    again = tmp_path / "lagi.xlsx"
    annotate(back, again, {})
    assert (reds(again), said(again)) == (set(), {})


def test_the_colour_of_a_cell_that_libreoffice_forgot_is_not_invented(tmp_path: Path) -> None:
    """A cell that was yellow before it turned red has no colour afterwards, rather than a pink one."""
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    reason = refused(STYLED)[9][0]
    annotate(STYLED, first, {6: [type(reason)("name_characters", "nama", {})]})
    assert reds(first) == {"D6"}
    annotate(first, second, {})
    assert looks(second)["D6"].colour == ""


def test_a_csv_opened_without_care_is_told_what_became_of_it() -> None:
    """The digits of NIK and KK are gone, and that is the reason given."""
    assert codes(OPENED_CSV) == {number: ["nik_is_number", "kk_is_number"] for number in (2, 3)}


@pytest.mark.parametrize("path", sorted(WORKBOOKS.iterdir()), ids=lambda path: path.stem)
def test_any_workbook_survives_going_to_and_fro(tmp_path: Path, path: Path) -> None:
    """What is wrong with it stays the same, and it stops changing."""
    backs = [path]
    for number in range(3):
        backs.append(tmp_path / f"{number}.xlsx")
        annotate(backs[-2], backs[-1], refused(path))
        assert refused(backs[-1]) == refused(path)
    assert parts(backs[-1]) == parts(backs[-2])


def test_a_mended_list_loads(tmp_path: Path) -> None:
    """The row that was red is loaded, and those that were loaded before are read alike."""
    back = tmp_path / "kembali.xlsx"
    annotate(STYLED, back, refused(STYLED))
    mended = edit_part(back, "xl/sharedStrings.xml", lambda xml: xml.replace(">Satpam<", ">Guru Kelas<"))
    assert sorted(loaded(mended)) == [5, 6, 8]
    assert {number: loaded(mended)[number] for number in (5, 6)} == loaded(STYLED)
