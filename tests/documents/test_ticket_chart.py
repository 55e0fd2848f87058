"""The picture of what is open at the helpdesk, as it is seen on a phone."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from bot.documents.ticket_chart import caption, draw
from bot.rules.ticket_figures import Tally

NOW = datetime(2022, 9, 20, 3, 0, tzinfo=UTC)
NAVY, AMBER, RED, WHITE = (22, 49, 79), (154, 90, 0), (160, 32, 32), (255, 255, 255)
HEAD = 470


def of(name: str, *counts: int) -> Tally:
    return Tally(name, counts, 0, None, None)


MIXED = (of("Lupa password", 1, 9, 0, 8), of("Unggah gagal", 0, 0, 0, 0), of("Lain-lain", 0, 0, 3, 0))


def seen(*tallies: Tally) -> Image.Image:
    picture = Image.open(BytesIO(draw(tallies, NOW)))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def along(picture: Image.Image, y: int = HEAD + 68) -> list[tuple[int, ...]]:
    """The colours from left to right, near the upper edge of the first bar, above its numbers."""
    return [pixel for x in range(picture.width) if isinstance(pixel := picture.getpixel((x, y)), tuple)]


def share(tally: Tally) -> float:
    """How much of the only bar's upper edge is inked."""
    inked = [colour != WHITE for colour in along(seen(tally))]
    first, last = inked.index(True), len(inked) - inked[::-1].index(True)
    return sum(inked[first:last]) / (last - first)


def test_the_caption_says_what_is_seen() -> None:
    """All of it, kind by kind, those without any left out."""
    assert caption(MIXED, NOW).splitlines() == [
        "Tiket terbuka 20 September 2022 pukul 10.00 WIB: 21",
        "Lupa password: 18 (kurang dari 1 hari: 1; 1 sampai 3 hari: 9; lebih dari 7 hari: 8)",
        "Lain-lain: 3 (3 sampai 7 hari: 3)",
    ]


@pytest.mark.parametrize(
    "tallies",
    [
        (),
        MIXED,
        (of("Lupa password", 1, 0, 0, 0),),
        (of("NIK, KK, atau nama tidak ditemukan " * 3, 9999, 1, 1, 1), of("Lain-lain", 1, 1, 1, 1)),
        (of("Semua", 1234, 5678, 9012, 3456), of("Satu", 0, 0, 0, 1)),
        tuple(of(f"Jenis {number}", number, number, 0, number) for number in range(1, 9)),
    ],
)
def test_every_chart_fits_a_phone(tallies: tuple[Tally, ...]) -> None:
    """1080 pixels wide, no more than twice as high, both margins free, and small enough to send."""
    data = draw(tallies, NOW)
    picture = Image.open(BytesIO(data)).convert("RGB")
    assert picture.width == 1080
    assert 500 < picture.height <= 2160
    for left in (0, 1040):
        assert picture.crop((left, 0, left + 40, picture.height)).getextrema() == ((255, 255),) * 3
    assert len(data) < 200_000


def test_a_bar_is_as_long_as_its_tickets() -> None:
    """Twice the tickets take twice the pixels."""
    picture = seen(of("A", 0, 0, 0, 200), of("B", 0, 0, 0, 100))
    first, second = (along(picture, HEAD + 68 + row * 150).count(RED) for row in (0, 1))
    assert first / second == pytest.approx(2, rel=0.02)


def test_ages_differ_without_colour() -> None:
    """In grey, the older, the fuller: an outline, lines, stripes, solid."""
    ages = [share(of("A", *(50 * (place == age) for place in range(4)))) for age in range(4)]
    assert ages == sorted(ages)
    assert min(after - before for before, after in pairwise(ages)) > 0.08
    assert ages[3] == 1


def test_only_what_is_old_is_red() -> None:
    """And amber only what Dukcapil is to be reminded of."""
    young = along(seen(of("A", 5, 5, 0, 0)))
    assert RED not in young
    assert AMBER not in young
    assert {NAVY, AMBER, RED} <= set(along(seen(of("A", 5, 5, 5, 5))))


def test_kinds_without_open_tickets_are_left_out() -> None:
    """Only what is waiting takes room."""
    assert seen(*MIXED).tobytes() == seen(MIXED[0], MIXED[2]).tobytes()


def test_nothing_open_is_told_in_words() -> None:
    """Not an empty picture."""
    empty = seen(of("Unggah gagal", 0, 0, 0, 0))
    assert empty.crop((0, 270, 1080, HEAD)).getextrema() != ((255, 255),) * 3
    assert empty.tobytes() == seen().tobytes()
    assert RED not in along(empty, 340)
