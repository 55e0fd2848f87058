"""What files must be, and what is kept of them: data alone, for whoever sets the rules and opens no file."""

from dataclasses import dataclass
from typing import Final, Literal

BACKGROUND_NOT_BLUE: Final = "background_not_blue"
MAX_PIXELS: Final = 25_000_000
"""Judged before anything is decoded; product rule: over 25 megapixels is refused."""

# A KTP is 54 mm high and its smallest print about 1.6 mm: at 200 pixels that is 6 pixels, the least an eye can read,
# and a pasfoto still fills its 3 cm on the printed card at 170 dots an inch.
_LEAST_SIDE = 200
# An A4 page at 60 dots an inch: the small letters of 10-point print are 4 pixels high, the least an eye can guess.
_LEAST_SIDE_OF_PAGE = 500
# An SK with a long list of names as its lampiran; what people photograph themselves has ten pages at most.
_MAX_PAGES = 50


@dataclass(frozen=True, slots=True)
class PictureRule:
    """What a picture must be: sizes in bytes, `min_side` in pixels; `colour` refuses grey pictures."""

    max_bytes: int
    min_bytes: int = 0
    colour: bool = True
    blue_background: bool = False
    min_side: int = _LEAST_SIDE
    max_pixels: int = MAX_PIXELS


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit to be kept: a clean, upright JPEG, its size in pixels, and codes of what to look at."""

    data: bytes
    width: int
    height: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRule:
    """What a paper must be: sizes in bytes (product rule: 100 KB to 1 MB), `min_side` of a JPEG in pixels.

    With `pdf_only` photos are bound into a PDF, even a single one.
    """

    min_bytes: int = 102_400
    max_bytes: int = 1_048_576
    max_pages: int = _MAX_PAGES
    min_side: int = _LEAST_SIDE_OF_PAGE
    pdf_only: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper fit to be kept: a clean upright JPEG, which is one page, or a PDF of clean pages."""

    data: bytes
    form: Literal["jpeg", "pdf"]
    pages: int
