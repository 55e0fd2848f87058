"""The pictures of a rekap, as they are seen on a phone held upright."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.documents import rekap_chart, rekap_chart_days
from bot.documents.chart_ink import ChartInk
from bot.documents.rekap_chart import Subject
from bot.documents.rekap_fills import bar, fill
from bot.rules.rekap import STATUSES, Day, Group, together

NOW = datetime(2022, 9, 20, 3, 0, tzinfo=UTC)
SUBJECT = Subject("Dinas Pendidikan Kabupaten Contoh", "Menurut unit kerja", "{count} unit kerja lainnya")
HEAD = 660
"""Where the rows begin."""
ROOMY, DENSE = 132, 46
NAVY = (22, 49, 79)
LONG = "Bidang Pembinaan Sekolah Menengah Pertama, Dinas Pendidikan dan Kebudayaan, Seksi Kurikulum"


def groups(count: int, name: str = "SDN Contoh", **counts: int) -> list[Group]:
    """So many units, each of them a little larger than the one before."""
    given = counts or dict.fromkeys(STATUSES, 3)
    return [Group(f"{name} {number}", {**given, "terdaftar": number}) for number in range(1, count + 1)]


def seen(given: Sequence[Group], most: int = rekap_chart.MOST, subject: Subject = SUBJECT) -> Image.Image:
    whole = together("semua", given)
    return Image.open(BytesIO(rekap_chart.draw(subject, whole, given, NOW, most))).convert("RGB")


def inked(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether anything is drawn there."""
    return picture.crop(box).getextrema() != ((255, 255),) * 3


@pytest.mark.parametrize(
    "given",
    [
        groups(1),
        groups(2, disetujui=0),
        groups(5, LONG, disetujui=123_456, selesai=654_321),
        groups(14),
        groups(15),
        groups(40, LONG, mengisi=50_000),
        groups(3_000, "Sekolah Dasar Negeri Contoh", disetujui=20, dikembalikan=1),
    ],
    ids=lambda given: f"{len(given)} units",
)
def test_every_picture_fits_a_phone(given: list[Group]) -> None:
    """1080 pixels wide, at most 2560 high so that no chat makes it smaller, and both margins free."""
    picture = seen(given)
    assert picture.width == 1080
    assert 500 < picture.height <= 2560
    assert not inked(picture, (0, 0, 30, picture.height))
    assert not inked(picture, (1050, 0, 1080, picture.height))


@pytest.mark.parametrize(("count", "pitch"), [(2, ROOMY), (14, ROOMY), (15, DENSE), (40, DENSE)])
def test_every_unit_has_its_row(count: int, pitch: int) -> None:
    """With a name on the left, a bar, and numbers on the right, which no bar runs into."""
    picture = seen(groups(count))
    rows = range(HEAD, HEAD + count * pitch, pitch)
    assert all(inked(picture, (40, top, 200, top + 44)) for top in rows)
    assert all(inked(picture, (900, top, 1040, top + 44)) for top in rows)
    assert picture.height - (HEAD + count * pitch) < 30


def test_too_many_units_share_the_last_row() -> None:
    """40 have their own, and the picture is no higher for 3,000 than for 41."""
    assert seen(groups(41)).height == seen(groups(3_000)).height
    assert seen(groups(60), most=20).height == seen(groups(21)).height


def test_a_single_unit_is_told_by_the_whole() -> None:
    """Nothing is drawn twice, and those without workers are not drawn at all."""
    alone = seen(groups(1))
    assert alone.height < HEAD
    assert seen([*groups(1), Group("kosong", {})]).height == alone.height


def test_no_number_runs_into_a_bar() -> None:
    """The widest figures make all bars of the picture shorter, and there is white between."""
    picture = seen([*groups(20), Group("besar", {"disetujui": 1_234_567, "terdaftar": 7_654_321})])
    for number in range(21):
        top = HEAD + number * DENSE
        row = picture.crop((464, top + 5, 1041, top + 37))
        white = [row.crop((x, 0, x + 1, 32)).getextrema() == ((255, 255),) * 3 for x in range(row.width)]
        widest = max(len(gap) for gap in "".join(" #"[not one] for one in white).split("#"))
        assert widest >= 10


def test_who_is_furthest_behind_stands_at_the_top() -> None:
    """The units' own order does not matter."""
    done, behind = Group("tuntas", {"disetujui": 10}), Group("tertinggal", {"terdaftar": 10})
    picture = seen([done, behind])
    assert picture.tobytes() == seen([behind, done]).tobytes()
    assert picture.getpixel((60, HEAD + 60)) != NAVY
    assert picture.getpixel((60, HEAD + ROOMY + 60)) == NAVY


# -- fills -------------------------------------------------------------------------------------------------------------


def filled(status: str) -> Image.Image:
    """A bar of one status, in grey."""
    ink = ChartInk(200, 40)
    fill(ink, (4, 4, 195, 35), status)
    return Image.open(BytesIO(ink.png)).convert("L")


def test_statuses_differ_without_colour() -> None:
    """In grey no two fills are alike, and the further a record is, the darker."""
    drawn = {status: filled(status) for status in STATUSES}
    assert len({picture.tobytes() for picture in drawn.values()}) == len(STATUSES)
    dark = {status: sum(picture.histogram()[:160]) for status, picture in drawn.items()}
    assert dark["disetujui"] > dark["selesai"] > dark["berakun"] > dark["terdaftar"]
    assert dark["disetujui"] > dark["mengisi"] > dark["terdaftar"]


def widths(counts: dict[str, int], room: int = 400) -> dict[str, int]:
    return {status: right - left for status, (left, _, right, _) in bar(ChartInk(500, 60), (0, 0, room, 30), counts)}


def test_a_bar_is_parted_in_proportion() -> None:
    """The furthest first; what nobody stands at has no part."""
    found = widths({"terdaftar": 100, "disetujui": 300, "mengisi": 0})
    assert list(found) == ["disetujui", "terdaftar"]
    assert found["disetujui"] / found["terdaftar"] == pytest.approx(3, rel=0.05)
    assert widths({}) == {}


def test_nobody_disappears() -> None:
    """One among 50,000 is seen, and the bar is no longer for it."""
    found = widths({"disetujui": 50_000, "selesai": 1, "dikembalikan": 1, "mengisi": 1, "berakun": 1, "terdaftar": 1})
    assert min(found.values()) >= 6
    parts = bar(ChartInk(500, 60), (0, 0, 400, 30), {"disetujui": 50_000, "selesai": 1, "terdaftar": 1})
    assert parts[-1][1][2] <= 400


# -- by day ------------------------------------------------------------------------------------------------------------


def days(count: int) -> list[Day]:
    first = date(2022, 8, 1)
    return [Day(first + timedelta(number), {"akun": number, "disetujui": number % 3}) for number in range(1, count + 1)]


def by_day(given: Sequence[Day]) -> Image.Image:
    return Image.open(BytesIO(rekap_chart_days.draw(SUBJECT.title, given, NOW))).convert("RGB")


@pytest.mark.parametrize("count", [1, 7, 28, 400])
def test_days_fit_a_phone(count: int) -> None:
    """The latest 28, a row each."""
    picture = by_day(days(count))
    assert picture.width == 1080
    assert picture.height == 360 + 64 * min(count, 28)
    assert not inked(picture, (0, 0, 30, picture.height))
    assert not inked(picture, (1050, 0, 1080, picture.height))
    assert all(inked(picture, (40, 330 + 64 * row, 240, 394 + 64 * row)) for row in range(min(count, 28)))


def test_the_newest_day_stands_at_the_top() -> None:
    """A day on which nothing was decided has a dash where others have a bar."""
    decided = [Day(date(2022, 9, 1), {"disetujui": 5}), Day(date(2022, 9, 2), {})]
    picture = by_day(decided)
    assert picture.getpixel((800, 360)) != NAVY
    assert picture.getpixel((800, 360 + 64)) == NAVY


def test_without_a_day_there_is_a_sentence() -> None:
    """Not an empty chart."""
    picture = by_day([])
    assert inked(picture, (40, 250, 1040, picture.height))
    assert not inked(picture, (40, 130, 1040, 280))
