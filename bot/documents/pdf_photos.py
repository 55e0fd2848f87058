"""Photos on the pages of a PDF: each JPEG embedded byte for byte, upright on A4, across or along as its shape asks."""

from collections.abc import Sequence

from bot.documents.jpeg import Jpeg, read
from bot.documents.pdf_file import catalog, stream, written

OVERHEAD = 1024
"""More bytes than a page adds to its photo, or the file to its pages."""

# Points of 1/72 inch: 210 x 297 mm, and 5 mm that every printer leaves white.
_SHORT, _LONG, _MARGIN = 595.28, 841.89, 14.17
_TREE = 2
# Judged before; a JPEG tells its width and height in 16 bits each.
_ANY = 1 << 32


def photo_pages(photos: Sequence[bytes]) -> bytes:
    """Write a PDF of one page for each of `photos`, which are JPEGs as `pictures.check` or `shrink` leave them."""
    objects = [b"", b""]
    pages = []
    for photo in photos:
        number = len(objects) + 1
        pages.append(number)
        objects.extend(_page(photo, number))
    objects[:2] = catalog(pages, _TREE)
    return written(objects)


def _page(photo: bytes, number: int) -> tuple[bytes, bytes, bytes]:
    """The page, numbered `number`, its drawing and its photo."""
    jpeg = read(photo, max_pixels=_ANY)
    width, height = (_LONG, _SHORT) if jpeg.width > jpeg.height else (_SHORT, _LONG)
    scale = min((width - 2 * _MARGIN) / jpeg.width, (height - 2 * _MARGIN) / jpeg.height)
    wide, high = jpeg.width * scale, jpeg.height * scale
    left, bottom = (width - wide) / 2, (height - high) / 2
    page = (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R"
        b" /Resources << /XObject << /Photo %d 0 R >> >> >>" % (_TREE, width, height, number + 1, number + 2)
    )
    drawing = stream(b"", b"q %.3f 0 0 %.3f %.3f %.3f cm /Photo Do Q" % (wide, high, left, bottom))
    return page, drawing, stream(_described(jpeg), photo)


def _described(jpeg: Jpeg) -> bytes:
    """The dictionary of an image; a JPEG of red, green and blue says so, for three components are taken for YCbCr."""
    colours = b"/DeviceGray" if jpeg.components == 1 else b"/DeviceRGB"
    rgb = jpeg.components == 3 and not jpeg.ycc  # noqa: PLR2004  red, green and blue
    return (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b /BitsPerComponent 8 /Filter /DCTDecode%b"
        % (jpeg.width, jpeg.height, colours, b" /DecodeParms << /ColorTransform 0 >>" if rgb else b"")
    )
