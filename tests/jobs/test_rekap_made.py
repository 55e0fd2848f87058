"""A rekap as it arrives: pictures with their words, words alone, a workbook; of one instansi and of all."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook
from sqlmodel import Session

from bot.gateway.send import Made
from bot.jobs.rekap import Rekap
from tests.house import DINAS_NAME, House
from tests.jobs.printed import Opened
from tests.storage.standing import stands

NATION = 0


class Readable(Opened):
    """The house's own transaction, looked at from wherever."""

    @contextmanager
    def reading(self) -> Iterator[Session]:
        yield self._session


@pytest.fixture
def rekap(house: House) -> Rekap:
    """The rekap of this house."""
    return Rekap(Readable(house.session), house.words, lambda: house.now)


def some(house: House) -> int:
    """Five workers of two units: one approved, one ended, one returned, two only registered. The instansi's number."""
    here, before = house.opens().id, house.now - timedelta(days=9)
    stands(house.session, house.vault, here, "terdaftar", house.now, unit="SDN <2>")
    stands(house.session, house.vault, here, "terdaftar", house.now, unit="SDN <2>")
    stands(house.session, house.vault, here, "selesai", house.now, made=before, ended=house.now)
    decided = [("disetujui", house.now - timedelta(days=2))]
    stands(house.session, house.vault, here, "disetujui", house.now, made=before, ended=before, decided=decided)
    stands(house.session, house.vault, here, "dikembalikan", house.now, made=house.now)
    return here


def picture(made: Made) -> Image.Image:
    found = Image.open(BytesIO(made.data))
    assert found.format == "PNG"
    return found


def words(made: Made) -> list[str]:
    return re.sub("</?b>", "", made.words).splitlines()


def test_the_picture_comes_with_its_figures_in_words(house: House, rekap: Rekap) -> None:
    """By status, as of now, for those who hear it read aloud."""
    made = asyncio.run(rekap.picture(some(house)))
    assert (made.name, picture(made).width) == ("rekap.png", 1080)
    assert words(made) == [
        f"{DINAS_NAME}, 1 September 2022 pukul 10.00 WIB",
        "5 pekerja; 2 di antaranya (40%) sudah mengakhiri pendataan.",
        "",
        "• Disetujui: 1",
        "• Selesai, menunggu verifikasi: 1",
        "• Dikembalikan, menunggu perbaikan: 1",
        "• Sedang mengisi: 0",
        "• Punya akun, belum mulai mengisi: 0",
        "• Terdaftar, belum membuat akun: 2",
    ]


def test_by_unit_those_furthest_behind_come_first(house: House, rekap: Rekap) -> None:
    """In words alone; a name is text, whatever is in it."""
    made = asyncio.run(rekap.details(some(house)))
    assert (made.data, made.name) == (b"", "")
    assert words(made)[1:] == [
        "2 unit kerja, yang paling tertinggal lebih dahulu: berapa yang sudah mengakhiri pendataan, dari semua.",
        "",
        "• SDN &lt;2&gt;: 0 dari 2 (0%)",
        "• SDN Contoh 1: 2 dari 3 (66,6%)",
    ]


def test_by_day_today_and_a_week_are_told(house: House, rekap: Rekap) -> None:
    """And all days together, from the first on."""
    made = asyncio.run(rekap.days(some(house)))
    assert (made.name, picture(made).height) == ("rekap-per-hari.png", 330 + 10 * 64 + 30)
    assert words(made)[2:] == [
        "• Hari ini: 1 akun dibuat, 1 selesai diisi, 0 keputusan",
        "• 7 hari terakhir: 1 akun dibuat, 1 selesai diisi, 1 keputusan",
        "• Sejak 23 Agustus 2022: 3 akun dibuat, 2 selesai diisi, 1 keputusan",
    ]


def test_nothing_by_day_is_a_picture_that_says_so(house: House, rekap: Rekap) -> None:
    """Should the last account have gone while the message was on its way."""
    made = asyncio.run(rekap.days(house.opens().id))
    assert picture(made).width == 1080
    assert len(words(made)) == 1


def test_the_words_fit_a_message(house: House, rekap: Rekap) -> None:
    """60 units with the longest names: 40 by name, and how many are left."""
    here = house.opens().id
    for number in range(60):
        stands(house.session, house.vault, here, "mengisi", house.now, unit=f"{'Bidang Anu ' * 17}{number}")
    made = asyncio.run(rekap.details(here))
    assert 2_000 < len(made.words) < 4_000
    assert words(made)[-1] == "Masih ada 20 lainnya; semuanya ada di xlsx."
    assert len(asyncio.run(rekap.picture(here)).words) < 900


def test_the_workbook_has_all_of_it(house: House, rekap: Rekap) -> None:
    """By status, by unit kerja, by day."""
    made = asyncio.run(rekap.sheet(some(house)))
    book = CalamineWorkbook.from_filelike(BytesIO(made.data))
    assert made.name == "Rekap-2022-09-01.xlsx"
    assert book.sheet_names == ["Menurut status", "Menurut unit kerja", "Menurut hari"]
    assert [line[:2] for line in book.get_sheet_by_index(1).to_python()][1:] == [
        ["SDN <2>", 2],
        ["SDN Contoh 1", 3],
        ["Semua", 5],
    ]
    assert len(book.get_sheet_by_index(2).to_python()) == 1 + 10


# -- all instansi ------------------------------------------------------------------------------------------------------


def nation(house: House) -> None:
    """Five instansi: ours, one that is further, one that is finalised, two without workers."""
    some(house)
    for kode, status in (("DINKES", "selesai"), ("SETDA", "disetujui")):
        stands(house.session, house.vault, house.opens(kode, f"Nama {kode}").id, status, house.now, made=house.now)
    house.finalises("SETDA")
    house.opens("KOSONG", "Dinas Kosong")
    house.opens("SUNYI", "Dinas Sunyi")


def test_pusat_sees_the_whole_nation(house: House, rekap: Rekap) -> None:
    """Everybody counts; how many instansi are finalised, and how many have nobody yet."""
    nation(house)
    told = words(asyncio.run(rekap.picture(NATION)))
    assert told[0].startswith("Seluruh instansi, ")
    assert told[1] == "7 pekerja; 4 di antaranya (57,1%) sudah mengakhiri pendataan."
    assert told[-1] == "5 instansi: 1 sudah difinalisasi, 2 belum mendaftarkan pekerja."


def test_pusat_sees_who_is_behind(house: House, rekap: Rekap) -> None:
    """Of those that are not finalised and have workers."""
    nation(house)
    told = words(asyncio.run(rekap.details(NATION)))
    assert told[1].startswith("2 instansi sudah mendaftarkan pekerja dan belum difinalisasi. ")
    assert told[3:] == [f"• {DINAS_NAME}: 2 dari 5 (40%)", "• Nama DINKES: 1 dari 1 (100%)"]


def test_pusat_s_workbook_has_every_instansi(house: House, rekap: Rekap) -> None:
    """By kode, with deadline and finalisasi, also those without workers."""
    nation(house)
    made = asyncio.run(rekap.sheet(NATION))
    rows = CalamineWorkbook.from_filelike(BytesIO(made.data)).get_sheet_by_name("Menurut instansi").to_python()
    assert rows[0][:5] == ["Instansi", "Kode", "Batas waktu", "Difinalisasi", "Pekerja"]
    assert [(line[1], line[4]) for line in rows[1:]] == [
        ("DINKES", 1),
        ("DISDIK", 5),
        ("KOSONG", 0),
        ("SETDA", 1),
        ("SUNYI", 0),
        ("", 7),
    ]
    assert rows[4][3] == house.now.date()


def test_twenty_instansi_are_drawn_by_name(house: House, rekap: Rekap) -> None:
    """The others share the last row."""
    for number in range(25):
        kode = f"K{number}"
        stands(house.session, house.vault, house.opens(kode, f"Dinas {kode}").id, "mengisi", house.now)
    assert picture(asyncio.run(rekap.picture(NATION))).height == 640 + 21 * 46 + 30
