"""What all cards of a kind show alike: frame, title, cut line and instructions, and where the rest has its place.

The upper half of an A4 page is the card, to be cut off and kept; the lower half says in plain words what it is good
for. The lines in the title's band are ornament: the card carries no emblem of the state, which it could not vouch for.
"""

from math import pi, sin
from typing import Final

from bot.documents.card_ink import GOLD, GREY, INK, LINE, MM, NAVY, TINT, WHITE, Ink, regular
from bot.documents.card_words import PENDATAAN, Words

PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM

LEFT: Final = 15 * MM
WIDTH: Final = 180 * MM
_LOW, _HIGH = 162 * MM, 284 * MM
_BAND, _FOOT = 19 * MM, 11 * MM
_CUT = 148.5 * MM

PHOTO: Final = (22 * MM, 214 * MM, 33 * MM, 44 * MM)
QR: Final = (24 * MM, 180.8 * MM, 29 * MM)
DATA: Final = (64 * MM, 178 * MM, 123 * MM, 80 * MM)
MADE: Final = (22 * MM, _LOW + 4.2 * MM, 100 * MM)
STEP: Final = (LEFT, 129.5 * MM, WIDTH)
ADDRESS: Final = (LEFT, 17 * MM, WIDTH)

_COLUMN = 85 * MM
_PLACES = ((0.0, 113 * MM), (0.0, 74 * MM), (WIDTH - _COLUMN, 113 * MM), (WIDTH - _COLUMN, 74 * MM))


def form(words: Words) -> bytes:
    """The content operators of everything that does not depend on whose card it is."""
    ink = Ink()
    _card(ink, words.title)
    _cut_line(ink)
    _instructions(ink, words)
    return ink.operators


def _card(ink: Ink, title: str) -> None:
    high = _HIGH - _BAND
    ink.add("q")
    ink.frame(LEFT, _LOW, WIDTH, _HIGH - _LOW, radius=3.5 * MM, paint="W n")
    ink.box(LEFT, high, WIDTH, _BAND, colour=NAVY)
    _waves(ink)
    ink.box(LEFT, high - 0.9 * MM, WIDTH, 0.9 * MM, colour=GOLD)
    ink.box(LEFT, _LOW, WIDTH, _FOOT, colour=TINT)
    ink.add("Q")
    ink.add(f"q {NAVY} RG 0.8 w")
    ink.frame(LEFT, _LOW, WIDTH, _HIGH - _LOW, radius=3.5 * MM, paint="S")
    ink.add("Q")
    ink.text(22 * MM, high + 10.2 * MM, title, 19, colour=WHITE, strong=True)
    ink.text(22 * MM, high + 4.6 * MM, PENDATAAN, 10, colour="0.82 0.87 0.92")
    x, y, side = QR
    _centred(ink, x + side / 2, y - 5.7 * MM, "Pindai untuk memeriksa", 6.8)
    free = "Seluruh pendataan tidak dipungut biaya."
    ink.text(LEFT + WIDTH - 8 * MM - regular().width(free, 8.5), MADE[1], free, 8.5, colour=GREY)


def _waves(ink: Ink) -> None:
    """Fine interlaced lines to the right of the title, as old certificates have."""
    left, right, middle = 118 * MM, LEFT + WIDTH, _HIGH - _BAND / 2
    steps = 100
    ink.add("q 0.20 0.33 0.47 RG 0.35 w")
    for line in range(14):
        points = []
        for step in range(steps + 1):
            swell = sin(pi * step / steps / 2) * 7.2 * MM
            height = middle + swell * sin(step / steps * 3.4 * pi + line * pi / 14)
            points.append(f"{left + (right - left) * step / steps:.1f} {height:.1f}")
        ink.add(f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " S")
    ink.add("Q")


def _cut_line(ink: Ink) -> None:
    label = "Gunting di sini"
    half = regular().width(label, 7) / 2 + 3 * MM
    ink.rule(0, _CUT, PAGE_WIDTH / 2 - half, colour=GREY, dash="3 3")
    ink.rule(PAGE_WIDTH / 2 + half, _CUT, PAGE_WIDTH / 2 - half, colour=GREY, dash="3 3")
    _centred(ink, PAGE_WIDTH / 2, _CUT - 2.4, label, 7)


def _instructions(ink: Ink, words: Words) -> None:
    ink.text(LEFT, STEP[1] + 6.5 * MM, "Langkah berikutnya", 9, colour=GREY)
    ink.rule(LEFT, 121 * MM, WIDTH, colour=LINE)
    for (across, y), (heading, sentences) in zip(_PLACES, words.blocks, strict=True):
        ink.text(LEFT + across, y, heading, 11, colour=NAVY, strong=True)
        baseline = y - 6 * MM
        for sentence in sentences:
            for line in regular().wrap(sentence, 9.5, _COLUMN):
                ink.text(LEFT + across, baseline, line, 9.5, colour=INK)
                baseline -= 13
            baseline -= 3
    ink.rule(LEFT, ADDRESS[1] + 9 * MM, WIDTH, colour=LINE)
    ink.text(LEFT, ADDRESS[1] + 4.5 * MM, "Alamat pemeriksaan kartu ini (sama dengan kode QR)", 7.5, colour=GREY)


def _centred(ink: Ink, middle: float, y: float, text: str, size: float) -> None:
    ink.text(middle - regular().width(text, size) / 2, y, text, size, colour=GREY)
