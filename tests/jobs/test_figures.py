"""The helpdesk's figures as an officer gets them: a picture that says in words how quick it was, and a workbook."""

import asyncio
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook
from sqlmodel import Session, update

from bot.gateway.send import Made
from bot.jobs.figures import Figures
from storage.models.tickets import Ticket
from tests.house import House
from tests.jobs.printed import Opened
from tests.storage.officers import OFFICER, asks, taken

KINDS = ("dukcapil", "nik_dipakai", "belum_didaftarkan", "lupa_password", "unggah", "lain")


@pytest.fixture
def figures(house: House) -> Figures:
    """The figures of this house."""
    return Figures(Opened(house.session), house.words, KINDS, lambda: house.now)


def made_of(session: Session, number: int, **moments: datetime | str) -> None:
    """A ticket came, was answered or solved at these moments."""
    session.exec(update(Ticket).where(Ticket.id == number).values(**moments))  # type: ignore[arg-type]


def some_tickets(house: House) -> None:
    """One solved in an earlier year, one answered, one that nobody has taken."""
    came = house.now
    old = taken(house, "lupa_password", 71)
    earlier = came - timedelta(days=300)
    made_of(house.session, old, created_at=earlier, first_answer_at=earlier + timedelta(hours=2))
    made_of(house.session, old, solved_at=earlier + timedelta(days=1, hours=2), status="selesai")
    new = taken(house, "lupa_password", 72)
    made_of(house.session, new, created_at=came, first_answer_at=came + timedelta(hours=4))
    asks(house, "dukcapil", 73)
    house.waits(timedelta(days=4))


def chart(figures: Figures) -> Made:
    """The picture with its words."""
    return asyncio.run(figures.chart())


def test_the_picture_says_how_quick_the_helpdesk_is(house: House, figures: Figures) -> None:
    """Median and 90th percentile of the first answer and of solving, for each kind of which there are tickets."""
    some_tickets(house)
    shown = chart(figures)
    assert (shown.name, Image.open(BytesIO(shown.data)).format) == ("angka-helpdesk.png", "PNG")
    assert shown.words.splitlines() == [
        "Tiket terbuka 5 September 2022 pukul 10.00 WIB: <b>2</b>",
        "• NIK, KK, atau nama tidak sesuai: 1 terbuka",
        "• Lupa password: 1 terbuka; dijawab 3 jam (4 jam); selesai 1 hari 2 jam (1 hari 2 jam)",
        "Dijawab dan selesai: separuh tiket dalam waktu itu, 9 dari 10 dalam waktu di dalam kurung.",
    ]


def test_without_tickets_there_is_a_picture_too(figures: Figures) -> None:
    """It says that nothing is open, and explains no times."""
    assert chart(figures).words == "Tiket terbuka 1 September 2022 pukul 10.00 WIB: <b>0</b>"


def test_the_workbook_has_every_ticket(house: House, figures: Figures) -> None:
    """By kind, by officer, by day, from the first one on; people are told only by the officer's number."""
    some_tickets(house)
    made = asyncio.run(figures.sheet())
    book = CalamineWorkbook.from_filelike(BytesIO(made.data))
    kinds, officers, days = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert made.name == "angka-helpdesk.xlsx"
    assert [row[:2] for row in kinds if row[0] in {"Lupa password", "Semua"}] == [["Lupa password", 1], ["Semua", 2]]
    assert [row[0] for row in officers[1:]] == [f"Petugas {OFFICER}", "Belum diambil", "Semua"]
    assert len(days) == 1 + 305


def test_a_caption_fits_telegram(house: House, figures: Figures) -> None:
    """Every kind at its longest stays within the 1024 characters of a caption."""
    for person, kind in enumerate(KINDS):
        number = taken(house, kind, 80 + person)
        slow = house.now + timedelta(days=123, hours=23, minutes=59)
        made_of(house.session, number, first_answer_at=slow, solved_at=slow, status="selesai")
    assert 500 < len(chart(figures).words) < 900
