"""Papers people send (ijazah, SK, bukti pembayaran, KK): a JPEG or a PDF, judged on its real bytes and cleaned.

A photo or scan may be grey; a PDF is written anew with nothing but its pages. Every refusal has its own code, so that
it can be answered with its own sentence. As with pictures, the caller lets only a few run at once, off its event loop.
"""

from typing import Literal

from bot.documents import pictures
from bot.documents.demands import Paper, PaperRule, PictureRule
from bot.documents.formats import is_animated, sniff
from bot.documents.pdfs import rewritten
from bot.documents.unfit import Unfit

__all__ = ["Paper", "PaperRule", "Unfit", "check", "shrunk_page"]


def check(data: bytes, rule: PaperRule) -> Paper:
    """Judge and clean the bytes of a paper, whatever its name says.

    The lower limit is judged on the bytes as sent, the upper one on the cleaned bytes. Raises Unfit: `empty`,
    `paper_unknown`, `animated` and `not_paper` (format); for a JPEG as `pictures.check` does without colour; for a PDF
    `pdf_encrypted`, `pdf_damaged`, `pdf_without_pages`, `pdf_too_many_pages` (pages, limit), `too_light` (size,
    minimum), `pdf_too_big` (size, limit).
    """
    return _pdf(data, rule) if form_of(data) == "pdf" else _jpeg(data, rule)


def shrunk_page(data: bytes, rule: PaperRule) -> Paper:
    """Make a JPEG that `check` found only too big into one within the upper limit, letters legible.

    Raises Unfit as `pictures.shrink` does.
    """
    return Paper(pictures.shrink(data, rule.max_bytes).data, "jpeg", 1)


def form_of(data: bytes) -> Literal["jpeg", "pdf"]:
    """Tell which of the two the bytes are.

    Raises Unfit: `empty`, `paper_unknown`, `animated` and `not_paper` (format).
    """
    if not data:
        raise Unfit("empty")
    match sniff(data):
        case "jpeg":
            return "jpeg"
        case "pdf":
            return "pdf"
        case None:
            raise Unfit("paper_unknown")
        case name:
            raise Unfit("animated" if is_animated(data, name) else "not_paper", format=name)


def picture_rule(rule: PaperRule, min_bytes: int) -> PictureRule:
    """The rule for a JPEG that is a paper or one of its pages."""
    return PictureRule(rule.max_bytes, min_bytes, colour=False, min_side=rule.min_side)


def _jpeg(data: bytes, rule: PaperRule) -> Paper:
    return Paper(pictures.check(data, picture_rule(rule, rule.min_bytes)).data, "jpeg", 1)


def _pdf(data: bytes, rule: PaperRule) -> Paper:
    clean = rewritten([data], rule.max_pages)
    if len(data) < rule.min_bytes:
        raise Unfit("too_light", size=len(data), minimum=rule.min_bytes)
    if len(clean.data) > rule.max_bytes:
        raise Unfit("pdf_too_big", size=max(len(data), len(clean.data)), limit=rule.max_bytes)
    return Paper(clean.data, "pdf", clean.pages)
