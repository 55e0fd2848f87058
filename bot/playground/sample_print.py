"""Drawn papers on the pages of a PDF, as a scanner makes one."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from bot.playground.sample_paints import grained, jpeg

# Of each five bytes of a PDF made here four are the picture's: it is written in ASCII base 85.
_PICTURE_SHARE = 0.79


def printed(title: str, pages: Sequence[Image.Image], kilobytes: int, *, opens_with: str = "") -> bytes:
    """Print a picture a page to a PDF of about `kilobytes` (of 1024 bytes), the same bytes on every call.

    With `opens_with` it asks for that password.
    """
    out = BytesIO()
    lock = StandardEncryption(opens_with, strength=128) if opens_with else None
    canvas = Canvas(out, invariant=1, pageCompression=1, encrypt=lock)
    canvas.setTitle(title)
    share = int(kilobytes * _PICTURE_SHARE / len(pages))
    for page in pages:
        size = landscape(A4) if page.width > page.height else A4
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(BytesIO(jpeg(grained(page.convert("RGB"), 10), share))), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
