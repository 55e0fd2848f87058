"""The picture of somebody's masa kerja, as it is seen on a phone."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from bot.documents.service_chart import Bar, caption, draw

REFERENCE = date(2021, 12, 31)
NAVY, AMBER, RED = (22, 49, 79), (154, 90, 0), (160, 32, 32)
FIRST = Bar("SK 800/123/2017 · Guru Kelas", date(2017, 8, 1), date(2018, 12, 31))
SECOND = Bar("SK 800/004/2019 · Guru Kelas", date(2019, 4, 1), date(2020, 6, 30))
THIRD = Bar("SK 800/077/2020 · Guru Kelas", date(2020, 5, 1), None)
FORTY = Bar("SK 1", date(1981, 3, 1), None)
DAY = Bar("SK 1", date(2021, 5, 5), date(2021, 5, 5))
LATER = Bar("SK 1", date(2022, 2, 1), None)


def seen(*bars: Bar) -> Image.Image:
    picture = Image.open(BytesIO(draw(bars, REFERENCE)))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def mask(picture: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """White where the picture has a colour; the head with the figure is left out."""
    bands = picture.crop((0, 300, *picture.size)).split()
    same = [
        band.point([255 if value == wanted else 0 for value in range(256)])
        for band, wanted in zip(bands, colour, strict=True)
    ]
    return ImageChops.darker(ImageChops.darker(same[0], same[1]), same[2])


def painted(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """The box around everything in a colour, or None."""
    return mask(picture, colour).getbbox()


def share(picture: Image.Image, colour: tuple[int, int, int]) -> float:
    """How much of the box around a colour has it."""
    found = mask(picture, colour)
    within = found.crop(found.getbbox())
    return within.histogram()[255] / (within.width * within.height)


@pytest.mark.parametrize(
    ("bars", "lines"),
    [
        ([replace(FIRST, berakhir=None)], ["Masa kerja sampai 31 Desember 2021: 4 tahun 5 bulan"]),
        (
            [THIRD, FIRST, SECOND],
            [
                "Masa kerja sampai 31 Desember 2021: 4 tahun 2 bulan",
                "jeda 3 bulan: 1 Januari 2019 – 31 Maret 2019",
                "tumpang tindih 2 bulan: 1 Mei 2020 – 30 Juni 2020",
            ],
        ),
        (
            [DAY],
            [
                "Masa kerja sampai 31 Desember 2021: kurang dari 1 bulan",
                "jeda 7 bulan 26 hari: 6 Mei 2021 – 31 Desember 2021",
            ],
        ),
        ([LATER], ["Masa kerja sampai 31 Desember 2021: belum ada"]),
        ([FORTY], ["Masa kerja sampai 31 Desember 2021: 40 tahun 10 bulan"]),
        (
            [FORTY, replace(FORTY, mulai=date(2021, 12, 31))],
            [
                "Masa kerja sampai 31 Desember 2021: 40 tahun 10 bulan",
                "tumpang tindih 1 hari: 31 Desember 2021 – sekarang",
            ],
        ),
        (
            [replace(DAY, mulai=date(2021, 12, 30), berakhir=date(2021, 12, 30))],
            ["Masa kerja sampai 31 Desember 2021: kurang dari 1 bulan", "jeda 1 hari: 31 Desember 2021"],
        ),
    ],
)
def test_the_caption_says_what_is_seen(bars: list[Bar], lines: list[str]) -> None:
    """The masa kerja first, then gaps and overlaps in order of time, whatever the order of the SK."""
    assert caption(bars, REFERENCE).split("\n") == lines


@pytest.mark.parametrize(
    "bars",
    [
        [FIRST],
        [FIRST, SECOND, THIRD],
        [FORTY],
        [DAY],
        [LATER],
        [Bar(f"SK {year}", date(year, 1, 1), date(year, 10, 31)) for year in range(2017, 2022)],
        [Bar("Keputusan " * 30, date(2017, 1, 1), date(2021 + year, 12, 31)) for year in range(5)],
    ],
)
def test_every_chart_fits_a_phone(bars: list[Bar]) -> None:
    """1080 pixels wide, no more than twice as high, with both margins left free, and small enough to send."""
    data = draw(bars, REFERENCE)
    picture = Image.open(BytesIO(data)).convert("RGB")
    assert picture.width == 1080
    assert 500 < picture.height <= 2160
    for left in (0, 1045):
        assert picture.crop((left, 0, left + 35, picture.height)).getextrema() == ((255, 255),) * 3
    assert len(data) < 200_000


def test_gaps_and_overlaps_are_marked_only_where_they_are() -> None:
    """Amber stands for a gap, red for an overlap; SK that follow each other have neither."""
    following = replace(SECOND, mulai=date(2019, 1, 1), berakhir=None)
    assert painted(seen(FIRST, following), AMBER) is None
    assert painted(seen(FIRST, following), RED) is None
    gap = painted(seen(FIRST, replace(SECOND, berakhir=None)), AMBER)
    overlap = painted(seen(FIRST, replace(THIRD, mulai=date(2018, 7, 1))), RED)
    assert gap is not None
    assert overlap is not None
    assert painted(seen(FIRST, replace(SECOND, berakhir=None)), RED) is None


def test_marks_differ_without_colour() -> None:
    """In grey, a gap is a thin dashed line, an overlap a hatched strip: of its strip the latter fills much more."""
    long_gap = seen(replace(FIRST, berakhir=date(2017, 8, 31)), replace(THIRD, mulai=date(2021, 6, 1)))
    long_overlap = seen(replace(FIRST, mulai=date(2017, 1, 1), berakhir=None), replace(FIRST, berakhir=None))
    assert share(long_gap, AMBER) < share(long_overlap, RED) / 1.5


def test_a_bar_is_as_long_as_its_time() -> None:
    """Two years take twice the pixels of one, and a single day can still be seen."""
    one = painted(seen(Bar("A", date(2017, 1, 1), date(2017, 12, 31))), NAVY)
    two = painted(seen(Bar("A", date(2017, 1, 1), date(2018, 12, 31))), NAVY)
    day = painted(seen(replace(DAY, mulai=date(1981, 5, 5), berakhir=date(1981, 5, 5))), NAVY)
    assert one is not None
    assert two is not None
    assert day is not None
    assert (two[2] - two[0]) / (one[2] - one[0]) == pytest.approx(2, rel=0.02)
    assert day[2] - day[0] >= 8


def test_what_does_not_count_is_hatched() -> None:
    """A bar wholly before the day of reference is filled, one wholly after it only striped."""
    assert share(seen(replace(FIRST, berakhir=date(2021, 12, 31))), NAVY) == pytest.approx(1, abs=0.02)
    assert share(seen(replace(LATER, berakhir=date(2023, 1, 31))), NAVY) < 0.7


def test_a_long_label_ends_in_an_ellipsis() -> None:
    """Beyond the width it makes no difference how a label goes on."""
    label = "SK 800/077/2020 tentang pengangkatan Guru Kelas pada "
    long = seen(replace(FIRST, label=label + "SD Negeri Sukamaju 03"))
    assert long.tobytes() == seen(replace(FIRST, label=label + "SD Negeri Lain")).tobytes()
    assert long.tobytes() != seen(replace(FIRST, label=label.replace("Guru", "Staf") + "SD")).tobytes()


def test_equal_work_gives_equal_bytes() -> None:
    """The order in which the SK were entered makes no difference, and neither clock nor chance is asked."""
    assert draw([FIRST, SECOND, THIRD], REFERENCE) == draw([THIRD, FIRST, SECOND], REFERENCE)


@pytest.mark.parametrize("bars", [[], [Bar("SK 1", date(2021, 2, 1), date(2021, 1, 1))]])
def test_what_cannot_be_drawn_is_refused(bars: list[Bar]) -> None:
    """No bar at all, or one that ends before it begins, is the caller's mistake."""
    with pytest.raises(ValueError, match=r"at least one bar|ends on the day"):
        draw(bars, REFERENCE)
