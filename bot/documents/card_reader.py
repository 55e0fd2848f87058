"""Reads the QR code of a card from a photo of it, as a phone takes it and a messenger makes it smaller.

Most photos give their code at a reduced scale, in a few milliseconds; only where none is found is the whole decoded,
and then made larger and sharper, which finds codes of less than three pixels a module. Turned and tilted codes are
the reader's own business. Decoded are grey pixels only: 25 megapixels of a JPEG are 25 MB, of a PNG up to 100.
"""

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from math import sqrt
from typing import Final

from PIL import Image, ImageFilter
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from bot.documents.formats import sniff
from bot.documents.unfit import Unfit
from bot.rules.seal import CARD_PREFIX

_Reader = Callable[[BytesIO], ImageFile]

MAX_PIXELS: Final = 25_000_000
# At 960 by 1280, what Telegram makes of a photo, the code on a card that fills it has 5 pixels a module.
_ENOUGH_PIXELS: Final = 1_200_000
# Twice that scale, sharpened, brings back the edges that a weak lens or a strong compression took.
_LARGE_PIXELS: Final = 5_000_000
_LARGEST_SCALE: Final = 2.0
_SHARPENING: Final = 250
_SHARPENED_WITHIN: Final = 1.5
_READERS: Final[dict[str, _Reader]] = {"jpeg": JpegImageFile, "png": PngImageFile}
# What Pillow raises for files that begin like a picture and are none further on.
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, zlib.error)


def read_link(data: bytes) -> str:
    """The text of the QR code in a photo of a card (JPEG or PNG); of several codes, that of a card.

    Whether the text is a link of ours, and its code genuine, is for the caller to judge.
    Raises Unfit: `empty`, `not_image`, `not_jpeg` (format) for a PDF and other formats, `too_many_pixels`
    (megapixels, limit), told from the header, `damaged`, `qr_not_found`.
    """
    import zxingcpp  # noqa: PLC0415 - an idle bot stays small

    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    if not data:
        raise Unfit("empty")
    name = sniff(data)
    if name is None:
        raise Unfit("not_image")
    if name not in _READERS:
        raise Unfit("not_jpeg", format=name)
    for picture in _pictures(data, _READERS[name]):
        texts = [code.text for code in zxingcpp.read_barcodes(picture, formats=only)]
        if texts:
            return next((text for text in texts if CARD_PREFIX in text), texts[0])
    raise Unfit("qr_not_found")


def _pictures(data: bytes, reader: _Reader) -> Iterator[Image.Image]:
    """The photo in grey as it may be read, the cheapest first."""
    width, height = _size(data, reader)
    scale = 1
    while scale < 8 and width * height // (4 * scale * scale) >= _ENOUGH_PIXELS:  # noqa: PLR2004  a JPEG's least scale
        scale *= 2
    small = _grey(data, reader, (width // scale or 1, height // scale or 1))
    yield small
    if scale > 1:
        yield _grey(data, reader, (width, height))
    yield _sharpened(small)


def _size(data: bytes, reader: _Reader) -> tuple[int, int]:
    """Width and height by the header; Pillow's own limit, which only warns, is not asked."""
    try:
        width, height = reader(BytesIO(data)).size
    except _BROKEN as error:
        raise Unfit("damaged") from error
    if width * height > MAX_PIXELS:
        raise Unfit("too_many_pixels", megapixels=round(width * height / 1e6, 1), limit=MAX_PIXELS / 1e6)
    return width, height


def _grey(data: bytes, reader: _Reader, size: tuple[int, int]) -> Image.Image:
    """Decode at about this size: a JPEG never larger than needed, a PNG whole, then made smaller."""
    try:
        picture = reader(BytesIO(data))
        picture.draft("L", size)
        grey = picture.convert("L")
    except _BROKEN as error:
        raise Unfit("damaged") from error
    return grey.reduce(max(1, grey.width // size[0]))


def _sharpened(picture: Image.Image) -> Image.Image:
    scale = min(_LARGEST_SCALE, sqrt(_LARGE_PIXELS / (picture.width * picture.height)))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    large = picture.resize(size, Image.Resampling.BICUBIC)
    return large.filter(ImageFilter.UnsharpMask(_SHARPENED_WITHIN * scale, _SHARPENING, 0))
