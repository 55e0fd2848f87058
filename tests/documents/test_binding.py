from functools import cache
from io import BytesIO
from random import Random
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader
from pypdf.generic import StreamObject
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from bot.documents.binding import bind
from bot.documents.papers import PaperRule, Unfit, check

KB = 1024
RULE = PaperRule()
RED, GREEN, BLUE = (220, 30, 30), (30, 160, 60), (30, 60, 220)
A4 = (595, 842)


def photo(colour: tuple[int, int, int], size: tuple[int, int] = (900, 1200), grain: int = 0, **saved: object) -> bytes:
    """A page of one colour with a white corner at its upper left; `grain` makes it heavy."""
    picture = Image.new("RGB", size, colour)
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="white")
    if grain:
        noise = Image.frombytes("L", size, Random(7).randbytes(size[0] * size[1]))
        picture = Image.blend(picture, noise.convert("RGB"), grain / 100)
    out = BytesIO()
    picture.save(out, "JPEG", **{"quality": 90, **saved})
    return out.getvalue()


@cache
def pdf(*words: str, padding: int = 0) -> bytes:
    """A page for each of `words`; `padding` makes it heavy."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 300), invariant=1, pageCompression=0)
    for word in words:
        canvas.drawString(40, 150, word + " " + Random(2).randbytes(padding).hex())
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pages(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    drawn = [page.render(scale=1).to_pil().convert("RGB") for page in document]
    document.close()
    return drawn


def embedded(data: bytes) -> list[bytes]:
    """The pictures' own bytes, page by page."""
    found: list[bytes] = []
    for page in PdfReader(BytesIO(data)).pages:
        resources: Any = page["/Resources"]
        found += [StreamObject.get_data(each.get_object()) for each in resources["/XObject"].values()]
    return found


def near(picture: Image.Image, place: tuple[float, float], colour: tuple[int, int, int]) -> bool:
    at = (int(picture.width * place[0]), int(picture.height * place[1]))
    seen = picture.getpixel(at)
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 60 for one, other in zip(seen, colour, strict=True))


def refused(items: list[bytes], rule: PaperRule = RULE) -> tuple[str, dict[str, float | str]]:
    with pytest.raises(Unfit) as caught:
        bind(items, rule)
    return caught.value.code, caught.value.params


def test_photos_become_pages_in_their_order() -> None:
    """Each on its own A4 page, upright or across as its shape asks, with a margin."""
    paper = bind([photo(RED, grain=20), photo(GREEN, (1200, 900)), photo(BLUE)], RULE)
    assert (paper.form, paper.pages) == ("pdf", 3)
    drawn = pages(paper.data)
    sizes = [(round(page.width), round(page.height)) for page in drawn]
    assert [abs(w - a) + abs(h - b) <= 2 for (w, h), (a, b) in zip(sizes, (A4, A4[::-1], A4), strict=True)] == [
        True
    ] * 3
    for page, colour in zip(drawn, (RED, GREEN, BLUE), strict=True):
        assert near(page, (0.5, 0.5), colour)
        assert page.getpixel((2, 2)) == (255, 255, 255)


def test_photos_that_fit_are_embedded_as_they_are() -> None:
    """Not a byte of a clean photo changes when all fit."""
    photos = [check(photo(colour, grain=15), PaperRule(min_bytes=0)).data for colour in (RED, GREEN)]
    assert embedded(bind(photos, RULE).data) == photos


def test_a_photo_lying_on_its_side_is_put_upright() -> None:
    """The turn that a phone only noted is made."""
    exif = Image.Exif()
    exif[0x0112] = 6
    (page,) = pages(bind([photo(RED, (1200, 900), 20, exif=exif)], RULE).data)
    assert page.height > page.width
    assert near(page, (0.85, 0.15), (255, 255, 255))
    assert near(page, (0.15, 0.85), RED)


def test_a_grey_photo_and_one_of_plain_rgb_keep_their_colours() -> None:
    """Kinds of JPEG whose colours are stored otherwise look as they did."""
    grey = Image.new("L", (900, 1200), 90)
    out = BytesIO()
    grey.save(out, "JPEG")
    one, other = pages(bind([out.getvalue(), photo(BLUE, keep_rgb=True)], PaperRule(min_bytes=0)).data)
    assert near(one, (0.5, 0.5), (90, 90, 90))
    assert near(other, (0.5, 0.5), BLUE)


def test_pages_of_a_pdf_stand_at_their_place() -> None:
    """A photo, a PDF of two pages, a photo: four pages in that order."""
    paper = bind([photo(RED, grain=20), pdf("satu", "dua"), photo(BLUE)], RULE)
    read = PdfReader(BytesIO(paper.data)).pages
    assert paper.pages == len(read) == 4
    assert [page.extract_text().strip() for page in read] == ["", "satu", "dua", ""]
    drawn = pages(paper.data)
    assert near(drawn[0], (0.5, 0.5), RED)
    assert near(drawn[3], (0.5, 0.5), BLUE)


def test_heavy_photos_are_made_smaller_together() -> None:
    """The whole is within the limit, a light photo is untouched, and the heavy ones share what it leaves."""
    light = check(photo(RED, grain=5), PaperRule(min_bytes=0)).data
    heavy = photo(GREEN, (2000, 2600), 60)
    assert len(heavy) > RULE.max_bytes
    paper = bind([heavy, light, heavy], RULE)
    assert 0.7 * RULE.max_bytes < len(paper.data) <= RULE.max_bytes
    first, second, third = embedded(paper.data)
    assert second == light
    assert min(len(first), len(third)) > RULE.max_bytes // 5


def test_photos_that_only_together_are_too_heavy_are_made_smaller() -> None:
    """Each would pass alone."""
    photos = [photo(colour, (1000, 1300), 40) for colour in (RED, GREEN, BLUE)]
    assert all(len(each) <= RULE.max_bytes for each in photos)
    assert sum(map(len, photos)) > RULE.max_bytes
    assert len(bind(photos, RULE).data) <= RULE.max_bytes


def test_ten_heavy_photos_fit() -> None:
    """As many as one may send, each still wide enough for its letters."""
    paper = bind([photo(RED, (1500, 2000), 50)] * 10, RULE)
    assert (paper.pages, len(paper.data) <= RULE.max_bytes) == (10, True)
    assert all(min(Image.open(BytesIO(each)).size) >= 250 for each in embedded(paper.data))


def test_equal_items_give_equal_bytes() -> None:
    """Also with a PDF among them."""
    items = [photo(RED, grain=20), pdf("satu")]
    assert bind(items, RULE) == bind(items, RULE)


def test_one_photo_can_be_bound() -> None:
    """A book of one page; and what was bound passes as a paper."""
    paper = bind([photo(RED, grain=20)], RULE)
    assert check(paper.data, PaperRule(min_bytes=0)).pages == paper.pages == 1


def test_the_lower_limit_is_on_all_that_was_sent_together() -> None:
    """Light photos whose sum is enough are bound; only the whole can be too light."""
    light = photo(RED, grain=5, quality=60)
    assert 30 * KB < len(light) < RULE.min_bytes
    assert bind([light] * 4, RULE).pages == 4
    assert refused([photo(GREEN)] * 2) == ("too_light", {"size": 2 * len(photo(GREEN)), "minimum": 100 * KB})


@pytest.mark.parametrize(
    ("bad", "code", "params"),
    [
        (b"", "empty", {}),
        (photo(RED)[:-2000], "truncated", {}),
        (photo(RED, (300, 900)), "too_small", {"width": 300, "height": 900, "minimum": 500}),
        (b"%PDF-1.7\n", "pdf_damaged", {}),
        (b"PK\x03\x04", "not_paper", {"format": "zip"}),
    ],
)
def test_the_item_at_fault_is_named(bad: bytes, code: str, params: dict[str, float | str]) -> None:
    """The refusal tells which of them it was."""
    assert refused([photo(RED, grain=20), bad]) == (code, {**params, "page": 2})


def test_a_heavy_photo_that_is_broken_is_named() -> None:
    """Also where it would have to be made smaller."""
    heavy = photo(GREEN, (2000, 2600), 60)
    assert refused([photo(RED, grain=20), heavy[: len(heavy) // 2]]) == ("truncated", {"page": 2})


def test_a_pdf_that_alone_is_too_big_is_named() -> None:
    """It cannot be made smaller; photos of its pages can."""
    big = pdf("besar", padding=600_000)
    code, params = refused([photo(RED), big])
    assert (code, params["page"], params["limit"]) == ("pdf_too_big", 2, RULE.max_bytes)


def test_what_leaves_photos_no_room_is_too_big_together() -> None:
    """A PDF that takes nearly all of the limit; two that take more."""
    big = pdf("besar", padding=500_000)
    heavy = photo(GREEN, (2000, 2600), 60)
    assert refused([big, heavy]) == ("bound_too_big", {"size": len(big) + len(heavy), "limit": RULE.max_bytes})
    assert refused([big, big]) == ("bound_too_big", {"size": 2 * len(big), "limit": RULE.max_bytes})


def test_pages_are_counted_together() -> None:
    """Each may have few enough while the whole has too many."""
    rule = PaperRule(max_pages=3)
    items = [pdf("satu", "dua"), photo(RED, grain=20), photo(BLUE)]
    assert refused(items, rule) == ("pdf_too_many_pages", {"pages": 4, "limit": 3})


def test_nothing_cannot_be_bound() -> None:
    """No items are no paper."""
    assert refused([]) == ("empty", {})
