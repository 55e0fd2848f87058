"""The helpdesk's figures as a workbook."""

import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from bot.documents.ticket_sheet import write
from bot.rules.ticket_figures import TicketFacts

NOW = datetime(2022, 9, 20, 3, 0, tzinfo=UTC)
KINDS = ("Lupa password", "Lain-lain")
TICKETS = (
    TicketFacts(
        KINDS[0],
        "Rina",
        NOW - timedelta(days=2),
        NOW - timedelta(days=2) + timedelta(hours=2, minutes=10),
        NOW - timedelta(hours=18),
    ),
    TicketFacts(KINDS[0], None, NOW - timedelta(hours=1)),
)


def rows(sheet: str, *tickets: TicketFacts) -> list[list[object]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(write(tickets, KINDS, NOW)))
    return [list(row) for row in workbook.get_sheet_by_name(sheet).to_python()]


def parts(*tickets: TicketFacts) -> dict[str, str]:
    """What the file is made of."""
    with zipfile.ZipFile(BytesIO(write(tickets, KINDS, NOW))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_there_is_a_sheet_by_kind_by_officer_and_by_day() -> None:
    """Each with a heading, also before the first ticket."""
    assert CalamineWorkbook.from_filelike(BytesIO(write((), KINDS, NOW))).sheet_names == [
        "Menurut jenis",
        "Menurut petugas",
        "Menurut hari",
    ]
    assert rows("Menurut hari") == [["Tanggal", "Masuk", "Selesai", "Masih terbuka"]]


def test_by_kind_every_figure_has_its_column() -> None:
    """Open by age, solved, and how long it took; the last line is all together."""
    heading, *lines = rows("Menurut jenis", *TICKETS)
    assert [line[0] for line in lines] == [*KINDS, "Semua"]
    told = dict(zip(heading, lines[0], strict=True))
    assert told["Terbuka"] == told["Terbuka kurang dari 1 hari"] == told["Selesai"] == 1
    assert told["Terbuka lebih dari 7 hari"] == 0
    assert told["Jawaban pertama: separuh dalam"] == timedelta(hours=2, minutes=10)
    assert told["Penyelesaian: 9 dari 10 dalam"] == timedelta(hours=30)
    assert dict(zip(heading, lines[1], strict=True))["Penyelesaian: separuh dalam"] == ""


def test_by_officer_untaken_tickets_have_their_own_line() -> None:
    """Behind the officers."""
    assert [row[0] for row in rows("Menurut petugas", *TICKETS)] == ["Petugas", "Rina", "Belum diambil", "Semua"]


def test_by_day_what_came_and_went_is_told() -> None:
    """From the first ticket's day to today."""
    assert rows("Menurut hari", *TICKETS)[1:] == [
        [date(2022, 9, 18), 1, 0, 1],
        [date(2022, 9, 19), 0, 1, 0],
        [date(2022, 9, 20), 1, 0, 1],
    ]


def test_durations_are_read_as_hours_and_minutes() -> None:
    """They stay numbers, beyond a day too, so that they can be sorted."""
    assert 'formatCode="[h]&quot; jam &quot;mm&quot; menit&quot;"' in parts(*TICKETS)["xl/styles.xml"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "https://contoh.id", "{=1}"])
def test_what_people_typed_is_never_run(name: str) -> None:
    """Neither as a formula nor as a link; it is read as it was written."""
    made = parts(TicketFacts(name, name, NOW))
    assert not any(re.search(r"<f[ >]|<hyperlink", text) for part, text in made.items() if part.startswith("xl/work"))
    assert rows("Menurut petugas", TicketFacts(KINDS[0], name, NOW))[1][0] == name


def test_a_formula_stays_text_when_it_is_edited() -> None:
    """Excel is told so by the quote that people type for it."""
    assert 'quotePrefix="1"' in parts(TicketFacts(KINDS[0], "=1+1", NOW))["xl/styles.xml"]
    assert 'applyNumberFormat="1"' in parts(*TICKETS)["xl/styles.xml"]
