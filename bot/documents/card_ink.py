"""Drawing on a page: the few marks that a card is made of, collected as PDF content operators.

Lengths are points, the origin is the lower left corner, and a text's y is its baseline. A colour is its
three components from 0 to 1, as the operators take them.
"""

from bot.documents.card_type import Typeface, typeface

MM = 72 / 25.4
NAVY = "0.086 0.192 0.310"
GOLD = "0.690 0.545 0.235"
INK = "0.110 0.125 0.145"
GREY = "0.365 0.400 0.440"
LINE = "0.780 0.810 0.840"
TINT = "0.949 0.961 0.969"
WHITE = "1 1 1"

_CURVE = 0.5523  # how far a Bézier handle reaches to look like a quarter circle


def regular() -> Typeface:
    """The face of running text."""
    return typeface("PublicSans-Regular.ttf")


def bold() -> Typeface:
    """The face of names, numbers and headings."""
    return typeface("PublicSans-Bold.ttf")


class Ink:
    """Marks in the order they are made; `operators` are what a content stream holds."""

    def __init__(self) -> None:
        self._marks: list[str] = []

    @property
    def operators(self) -> bytes:
        """Everything drawn so far."""
        return "\n".join(self._marks).encode("ascii")

    def add(self, operators: str) -> None:
        """Take operators made elsewhere."""
        self._marks.append(operators)

    def text(self, x: float, y: float, text: str, size: float, *, colour: str = INK, strong: bool = False) -> None:
        """Set one line of text."""
        face, font = (bold(), "B") if strong else (regular(), "R")
        glyphs = face.encode(face.spell(text))
        self._marks.append(f"BT {colour} rg /{font} {size:g} Tf {x:.2f} {y:.2f} Td <{glyphs}> Tj ET")

    def rule(
        self, x: float, y: float, width: float, *, colour: str = LINE, weight: float = 0.5, dash: str = ""
    ) -> None:
        """Draw a horizontal line, dashed as `dash` says ("on off", in points)."""
        x_end = x + width
        self._marks.append(f"q {colour} RG {weight:g} w [{dash}] 0 d {x:.2f} {y:.2f} m {x_end:.2f} {y:.2f} l S Q")

    def box(self, x: float, y: float, width: float, height: float, *, colour: str) -> None:
        """Fill a rectangle."""
        self._marks.append(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, *, radius: float, paint: str) -> None:
        """Trace a rectangle with round corners and end the path with `paint` (S, W n, ...)."""
        left, low, right, high, r, k = x, y, x + width, y + height, radius, radius * (1 - _CURVE)
        self._marks.append(
            f"{left + r:.2f} {low:.2f} m {right - r:.2f} {low:.2f} l"
            f" {right - k:.2f} {low:.2f} {right:.2f} {low + k:.2f} {right:.2f} {low + r:.2f} c"
            f" {right:.2f} {high - r:.2f} l"
            f" {right:.2f} {high - k:.2f} {right - k:.2f} {high:.2f} {right - r:.2f} {high:.2f} c"
            f" {left + r:.2f} {high:.2f} l"
            f" {left + k:.2f} {high:.2f} {left:.2f} {high - k:.2f} {left:.2f} {high - r:.2f} c"
            f" {left:.2f} {low + r:.2f} l"
            f" {left:.2f} {low + k:.2f} {left + k:.2f} {low:.2f} {left + r:.2f} {low:.2f} c h {paint}"
        )
