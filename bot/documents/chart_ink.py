"""Drawing a chart to be read on a phone: its colours, its letters, and the marks that tell without colour.

Lengths are pixels of a picture 1080 wide, a text's y is its baseline. Letters and lines are the same on every machine:
the project's own typeface, laid out by Pillow itself.
"""

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bot.documents.card_ink import bold, regular
from bot.documents.card_type import Typeface

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

NAVY: Final = (22, 49, 79)
INK: Final = (28, 32, 37)
GREY: Final = (93, 102, 112)
LINE: Final = (199, 207, 214)
WHITE: Final = (255, 255, 255)
AMBER: Final = (154, 90, 0)
RED: Final = (160, 32, 32)

_AROUND: Final = 5
_DASH: Final = 14
_STRIPE: Final = 16
_ELLIPSIS: Final = "…"

Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[int, int, int, int]


class ChartInk:
    """A white sheet and the marks on it; `png` are its bytes, equal for equal marks."""

    def __init__(self, width: int, height: int) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - an idle bot does without what draws

        self._sheet = Image.new("RGB", (width, height), WHITE)
        self._draw = ImageDraw.Draw(self._sheet)

    @property
    def png(self) -> bytes:
        """The sheet as a PNG; packed tighter it would be a sixth smaller and take half as long again."""
        file = BytesIO()
        self._sheet.save(file, "PNG", compress_level=1)
        return file.getvalue()

    def text(self, x: float, y: float, text: str, size: int, *, colour: Colour = INK, strong: bool = False) -> None:
        """Set one line on white, so that no line behind it disturbs its letters."""
        spelled, font = _face(strong=strong).spell(text), _letters(size, strong=strong)
        left, top, right, low = self._draw.textbbox((x, y), spelled, font, anchor="ls")
        self._draw.rectangle((left - _AROUND, top - _AROUND, right + _AROUND, low + _AROUND), WHITE)
        self._draw.text((x, y), spelled, colour, font, anchor="ls")

    def rectangle(self, box: Box, *, fill: Colour | None = None, outline: Colour | None = None) -> None:
        """Fill a box (its left, top, right and lower edge, within), or trace it with a line of four pixels."""
        self._draw.rectangle(box, fill, outline, 4)

    def polygon(self, points: list[Point], colour: Colour) -> None:
        """Fill a shape."""
        self._draw.polygon(points, colour)

    def hatch(self, box: Box, colour: Colour) -> None:
        """Fill a box with slanted lines, which a grey print and a colour-blind eye tell from a plain fill."""
        from PIL import Image, ImageDraw  # noqa: PLC0415 - as above

        left, top, right, low = box
        width, height = right - left + 1, low - top + 1
        tile = Image.new("RGB", (width, height), WHITE)
        draw = ImageDraw.Draw(tile)
        for start in range(-left % _STRIPE - height - _STRIPE, width, _STRIPE):
            draw.line([(start, height), (start + height, 0)], colour, 5)
        self._sheet.paste(tile, (left, top))

    def line(self, start: Point, end: Point, colour: Colour, weight: int = 3) -> None:
        """Draw a straight line."""
        self._draw.line([start, end], colour, weight)

    def dashes(self, start: Point, end: Point, colour: Colour, weight: int = 4) -> None:
        """Draw a line to the right or down, in dashes."""
        (left, top), (right, low) = start, end
        span = right - left + low - top
        for along in range(0, round(span), 2 * _DASH):
            reach = min(along + _DASH, span)
            if left == right:
                self.line((left, top + along), (left, top + reach), colour, weight)
            else:
                self.line((left + along, top), (left + reach, top), colour, weight)


def width_of(text: str, size: int, *, strong: bool = False) -> float:
    """How wide a text is set."""
    face = _face(strong=strong)
    return face.width(face.spell(text), size)


def shortened(text: str, size: int, width: float, *, strong: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis behind it."""
    face = _face(strong=strong)
    spelled = face.spell(text)
    if face.width(spelled, size) <= width:
        return spelled
    room = width - face.width(_ELLIPSIS, size)
    while spelled and face.width(spelled, size) > room:
        spelled = spelled[:-1]
    return spelled.rstrip(" ,.-–/") + _ELLIPSIS


def _face(*, strong: bool) -> Typeface:
    return bold() if strong else regular()


@cache
def _letters(size: int, *, strong: bool) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415 - as above

    name = "PublicSans-Bold.ttf" if strong else "PublicSans-Regular.ttf"
    data = files("bot.documents").joinpath("fonts", name).read_bytes()
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
