"""Data Saya: everything that is kept about a person, as a PDF which that person reads on a phone.

One column with the value below its label, in letters twice as large as on a form: an A4 page on a phone is a third of
its size. It is made of the cards' own parts, the typefaces that are read once a process and the pages written by hand,
so that it costs next to nothing, equal data gives equal bytes, and any number of threads may draw at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.documents.card_data import draw_line
from bot.documents.card_form import PAGE_HEIGHT, PAGE_WIDTH
from bot.documents.card_ink import GREY, INK, LINE, MM, NAVY, TINT, Ink, bold, regular
from bot.documents.card_paper import assemble, stream, text_string
from bot.documents.card_words import PENDATAAN

_LEFT: Final = 18 * MM
_WIDTH: Final = 174 * MM
_TOP, _FLOOR = 272 * MM, 24 * MM
_TITLE, _HEADING, _LABEL, _VALUE, _SMALL = 28.0, 20.0, 14.0, 19.0, 12.0
_SPACING: Final = 1.3
_BETWEEN: Final = 12.0
_BAND: Final = 40.0
_NOTHING: Final = "–"

_REGULAR, _BOLD, _PAGES, _CATALOG, _INFO, _FIRST_PAGE = 1, 6, 11, 12, 13, 14


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and below it labels with their values; an empty value is shown as a dash."""

    title: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line to be written, and how much room must be left below its top for it to stand there at all."""

    text: str
    size: float
    needs: float
    section: str

    @property
    def height(self) -> float:
        return self.size * _SPACING


def own_data(title: str, sections: Sequence[Section]) -> bytes:
    """Write the sections as a PDF of as many A4 pages as they need, numbered; nothing is cut, long values wrap.

    A heading stays with its first row, a label with the beginning of its value; a section that goes on is named again.
    """
    pages = _pages(title, [line for section in sections for line in _lines(section)])
    for number, ink in enumerate(pages, start=1):
        _draw_foot(ink, f"Halaman {number} dari {len(pages)}")
    return _bound(title, [ink.operators for ink in pages])


def _lines(section: Section) -> Iterator[_Line]:
    """The lines of a section: its heading, then labels and values."""
    row = _BETWEEN + (_LABEL + _VALUE) * _SPACING
    yield _Line(section.title, _HEADING, _BAND + row, section.title)
    for label, value in section.rows:
        yield _Line(label, _LABEL, row, section.title)
        for line in regular().wrap(value, _VALUE, _WIDTH):
            yield _Line(line or _NOTHING, _VALUE, _VALUE * _SPACING, section.title)


def _pages(title: str, lines: Iterable[_Line]) -> list[Ink]:
    """Fill pages from the top; the first has the title, each further one the name of the section that goes on."""
    pages = [Ink()]
    top = _TOP
    for text in bold().wrap(title, _TITLE, _WIDTH):
        pages[-1].text(_LEFT, top - _TITLE, text, _TITLE, colour=NAVY, strong=True)
        top -= _TITLE * _SPACING
    for line in lines:
        if top - line.needs < _FLOOR:
            pages.append(Ink())
            top = _TOP
            if line.size != _HEADING:
                top = _draw_heading(pages[-1], f"{line.section} (lanjutan)", top)
        top = _draw(pages[-1], line, top)
    return pages


def _draw(ink: Ink, line: _Line, top: float) -> float:
    """Write a line below `top`, and give where the next begins."""
    if line.size == _HEADING:
        return _draw_heading(ink, line.text, top - _BETWEEN)
    if line.size == _LABEL:
        top -= _BETWEEN
        ink.rule(_LEFT, top + _BETWEEN / 3, _WIDTH, colour=LINE)
        draw_line(ink, line.text, (_LEFT, top - _LABEL, _WIDTH), _LABEL, colour=GREY)
    else:
        ink.text(_LEFT, top - line.size, line.text, line.size, colour=INK)
    return top - line.height


def _draw_heading(ink: Ink, text: str, top: float) -> float:
    """A section's name in a band, smaller where it would not fit."""
    ink.box(_LEFT, top - _BAND + 6, _WIDTH, _BAND - 6, colour=TINT)
    place = (_LEFT + 3 * MM, top - _BAND + 16, _WIDTH - 6 * MM)
    draw_line(ink, text, place, _HEADING, colour=NAVY, strong=True)
    return top - _BAND


def _draw_foot(ink: Ink, text: str) -> None:
    wide = regular().width(text, _SMALL)
    ink.text(_LEFT, 12 * MM, PENDATAAN, _SMALL, colour=GREY)
    ink.text(_LEFT + _WIDTH - wide, 12 * MM, text, _SMALL, colour=GREY)


def _bound(title: str, contents: Sequence[bytes]) -> bytes:
    """The file: typefaces, the tree of pages, then each page before its content."""
    numbers = [_FIRST_PAGE + 2 * place for place in range(len(contents))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    size = f"[0 0 {PAGE_WIDTH:.3f} {PAGE_HEIGHT:.3f}]"
    fonts = f"/Font << /R {_REGULAR} 0 R /B {_BOLD} 0 R >>"
    shared = (
        f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} /MediaBox {size} /Resources << {fonts} >> >>",
        f"<< /Type /Catalog /Pages {_PAGES} 0 R /Lang (id-ID) /ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Title {text_string(title)} /Author {text_string(PENDATAAN)} >>",
    )
    objects = [*regular().objects(_REGULAR), *bold().objects(_BOLD), *(text.encode("ascii") for text in shared)]
    for number, operators in zip(numbers, contents, strict=True):
        page = f"<< /Type /Page /Parent {_PAGES} 0 R /Contents {number + 1} 0 R >>"
        objects += [page.encode("ascii"), stream("", operators)]
    return assemble(objects, catalog=_CATALOG, info=_INFO)
