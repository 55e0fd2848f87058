"""The SPTJM as a PDF: the letter itself, and behind it the nominative list of everybody whom it answers for.

It is made of the cards' own parts. Fifty thousand names are a thousand pages: each is deflated as soon as it is full,
so that little more than the file itself lies in memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.documents.card_form import PAGE_HEIGHT, PAGE_WIDTH
from bot.documents.card_ink import bold, regular
from bot.documents.card_paper import assemble, stream, text_string
from bot.documents.card_words import PENDATAAN
from bot.documents.letter_annex import annex
from bot.documents.letter_body import body
from bot.documents.letter_facts import LetterFacts, Listed, foot

_REGULAR, _BOLD, _PAGES, _CATALOG, _INFO, _FIRST_PAGE = 1, 6, 11, 12, 13, 14
_EACH: Final = 3
"""A page is three objects: itself, what it shows, and its foot, which names the number of the last page."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF, and how many pages it has."""

    data: bytes
    pages: int


def letter(facts: LetterFacts, listed: Sequence[Listed]) -> Printed:
    """Write the letter with its annex, A4; equal facts give equal bytes. For a thousand names about a tenth second."""
    contents = [stream("", operators) for operators in _contents(facts, listed)]
    last = len(contents)
    feet = [stream("", foot(facts, number, last), level=0) for number in range(1, last + 1)]
    return Printed(_bound(f"SPTJM {facts.nomor}", contents, feet), last)


def _contents(facts: LetterFacts, listed: Sequence[Listed]) -> Iterable[bytes]:
    yield from body(facts, listed)
    yield from annex(facts, listed)


def _bound(title: str, contents: Sequence[bytes], feet: Sequence[bytes]) -> bytes:
    """The file: typefaces, the tree of pages, then each page before what it shows."""
    numbers = [_FIRST_PAGE + _EACH * place for place in range(len(contents))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    size = f"[0 0 {PAGE_WIDTH:.3f} {PAGE_HEIGHT:.3f}]"
    fonts = f"/Font << /R {_REGULAR} 0 R /B {_BOLD} 0 R >>"
    shared = (
        f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} /MediaBox {size} /Resources << {fonts} >> >>",
        f"<< /Type /Catalog /Pages {_PAGES} 0 R /Lang (id-ID) /ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Title {text_string(title)} /Author {text_string(PENDATAAN)} >>",
    )
    objects = [*regular().objects(_REGULAR), *bold().objects(_BOLD), *(text.encode("ascii") for text in shared)]
    for number, content, below in zip(numbers, contents, feet, strict=True):
        page = f"<< /Type /Page /Parent {_PAGES} 0 R /Contents [{number + 1} 0 R {number + 2} 0 R] >>"
        objects += [page.encode("ascii"), content, below]
    return assemble(objects, catalog=_CATALOG, info=_INFO)
