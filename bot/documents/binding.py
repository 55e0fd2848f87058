"""Several photos, and PDFs among them, bound into one PDF in their order, within the size that a paper may have.

A photo is embedded as it was sent as long as all fit together. Where they do not, each may have the same share: what
the light ones leave of theirs goes to the heavy ones, which are made smaller as single photos are.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.documents import pictures
from bot.documents.papers import Paper, PaperRule, form_of, picture_rule
from bot.documents.pdf_photos import OVERHEAD, photo_pages
from bot.documents.pdfs import rewritten
from bot.documents.unfit import Unfit

# A page of print photographed into less than this can no longer be read.
_LEAST_SHARE = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Item:
    """One of those to be bound, as `sent` and `clean`; a photo that is too big alone has no clean bytes yet."""

    sent: bytes
    clean: bytes
    pages: int
    is_photo: bool

    @property
    def weight(self) -> int:
        return len(self.clean or self.sent)


def bind(items: Sequence[bytes], rule: PaperRule) -> Paper:
    """Make one PDF of JPEGs, each upright on its own A4 page, and of the pages of PDFs; equal input, equal bytes.

    The lower limit is judged on all that was sent, together. Raises Unfit: as `papers.check` does, with `page` (the
    item's place, from 1) where one item is at fault; without it, `empty` for no items, `pdf_too_many_pages` (pages,
    limit), `too_light` (size, minimum) and `bound_too_big` (size, limit) where the whole is.
    """
    if not items:
        raise Unfit("empty")
    judged = []
    for page, data in enumerate(items, 1):
        with _at_fault(page):
            judged.append(_judged(data, rule))
    sent, pages = sum(map(len, items)), sum(item.pages for item in judged)
    if pages > rule.max_pages:
        raise Unfit("pdf_too_many_pages", pages=pages, limit=rule.max_pages)
    if sent < rule.min_bytes:
        raise Unfit("too_light", size=sent, minimum=rule.min_bytes)
    bound = _bound(_fitted(judged, rule.max_bytes, sent), rule)
    if len(bound) > rule.max_bytes:
        raise Unfit("bound_too_big", size=sent, limit=rule.max_bytes)
    return Paper(bound, "pdf", pages)


@contextmanager
def _at_fault(page: int) -> Iterator[None]:
    try:
        yield
    except Unfit as unfit:
        raise Unfit(unfit.code, **{**unfit.params, "page": page}) from unfit


def _judged(data: bytes, rule: PaperRule) -> _Item:
    if form_of(data) == "pdf":
        clean = rewritten([data], rule.max_pages)
        if len(clean.data) > rule.max_bytes:
            raise Unfit("pdf_too_big", size=max(len(data), len(clean.data)), limit=rule.max_bytes)
        return _Item(data, clean.data, clean.pages, is_photo=False)
    try:
        photo = pictures.check(data, picture_rule(rule, min_bytes=0)).data
    except Unfit as unfit:
        if unfit.code != "too_big":
            raise
        photo = b""
    return _Item(data, photo, 1, is_photo=True)


def _fitted(items: Sequence[_Item], max_bytes: int, sent: int) -> list[_Item]:
    """Give every photo its share of what the PDFs leave, the lightest first, and make smaller what has more."""
    photos = sorted((item.weight, place) for place, item in enumerate(items) if item.is_photo)
    left = max_bytes - OVERHEAD - sum(item.weight for item in items if not item.is_photo)
    fitted = list(items)
    for done, (weight, place) in enumerate(photos):
        share = left // (len(photos) - done) - OVERHEAD
        item = items[place]
        if weight > share or not item.clean:
            if share < _LEAST_SHARE:
                raise Unfit("bound_too_big", size=sent, limit=max_bytes)
            with _at_fault(place + 1):
                small = pictures.shrink(item.sent, share).data
            fitted[place] = _Item(item.sent, small, 1, is_photo=True)
        left -= fitted[place].weight + OVERHEAD
    return fitted


def _bound(items: Sequence[_Item], rule: PaperRule) -> bytes:
    if all(item.is_photo for item in items):
        return photo_pages([item.clean for item in items])
    parts = [photo_pages([item.clean]) if item.is_photo else item.clean for item in items]
    return rewritten(parts, rule.max_pages).data
