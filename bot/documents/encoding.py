"""Decoding and encoding of pictures: small when small will do, upright, and never above a size in bytes.

Text must stay legible, so scale and quality fall together: first the quality, from far more than needed down to
a good one, then the scale at that good quality. How far is predicted from a mosaic of small tiles, which costs a few
milliseconds, so that nearly always the picture itself is resized and encoded only once.
"""

from collections.abc import Callable
from io import BytesIO
from math import log

from PIL import Image, JpegImagePlugin
from PIL.Image import Resampling, Transpose

from bot.documents.colours import needs_srgb, to_srgb
from bot.documents.jpeg import Jpeg
from bot.documents.unfit import Unfit

# Qualities (libjpeg's scale) tried at full scale; the last of them is kept while scaling down. At 72 letters have
# no visible ringing; 60 is the floor, given up to only for the last few percent.
_QUALITIES = (92, 86, 80, 72)
_FLOOR = 60
# A photo takes about one bit a pixel at quality 72, hence 8 pixels a byte: decoding more would be thrown away again.
_PIXELS_PER_BYTE = 8
# Aim below the limit, for what the mosaic does not tell.
_AIM = 0.92
_TILES, _TILE = 5, 64
# How size follows scale where two probes cannot tell: a smaller picture is denser, so less than its area.
_USUAL_SLOPE = 1.7

_UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
_SIDEWAYS = range(5, 9)


def decode(data: bytes, jpeg: Jpeg, least_pixels: int | None = None) -> JpegImagePlugin.JpegImageFile:
    """Decode cleaned bytes into `L` or `YCbCr`, or `RGB` or `CMYK` where that is what lies in the file.

    With `least_pixels` at half, quarter or eighth scale, as long as that many pixels remain. Pillow's own limit for
    decompression bombs is not asked: `jpeg.read` judged the size. Raises Unfit(`damaged`).
    """
    scale = 1
    while least_pixels and scale < 8 and jpeg.width * jpeg.height // (4 * scale * scale) >= least_pixels:  # noqa: PLR2004
        scale *= 2
    try:
        picture = JpegImagePlugin.JpegImageFile(BytesIO(data))
        picture.draft("YCbCr" if jpeg.ycc else None, (jpeg.width // scale or 1, jpeg.height // scale or 1))
        picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise Unfit("damaged") from error
    return picture


def upright(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn a picture the way its EXIF orientation says; 1 returns it as it is."""
    return picture.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else picture


def small_copy(picture: Image.Image, jpeg: Jpeg, side: int) -> Image.Image:
    """Make an upright RGB copy in true colours, at most `side` pixels wide and high, to judge colours on."""
    scale = max(1, -(-max(picture.size) // side))
    return upright(_corrected(picture.reduce(scale), jpeg).convert("RGB"), jpeg.orientation)


def reencode(data: bytes, jpeg: Jpeg, max_bytes: int) -> bytes:
    """Make cleaned bytes upright and sRGB at their full scale, as near to the original's quality as `max_bytes` allows.

    The photo's own quantisation tables, turned with it, lose next to nothing and give nearly the same size.
    Raises Unfit(`damaged`).
    """
    picture = decode(data, jpeg)
    tables = [[min(255, step) for step in table] for table in picture.quantization.values()]
    sampling = JpegImagePlugin.get_sampling(picture)
    if jpeg.orientation in _SIDEWAYS:
        tables = [[table[8 * (i % 8) + i // 8] for i in range(64)] for table in tables]
    turned = upright(_corrected(picture, jpeg), jpeg.orientation)
    if jpeg.ycc or turned.mode == "L":
        result = _encoded(turned, qtables=tables, subsampling=sampling)
    else:
        result = _encoded(turned, quality=_QUALITIES[0])
    return result if len(result) <= max_bytes else _fit(turned, max_bytes, lambda small: small)


def shrunk(data: bytes, jpeg: Jpeg, max_bytes: int) -> bytes:
    """Make of cleaned bytes an upright sRGB picture of at most `max_bytes`, as legible as that allows.

    Raises Unfit(`damaged`).
    """
    picture = decode(data, jpeg, least_pixels=_PIXELS_PER_BYTE * max_bytes)
    return _fit(picture, max_bytes, lambda small: upright(_corrected(small, jpeg), jpeg.orientation))


def _corrected(picture: Image.Image, jpeg: Jpeg) -> Image.Image:
    if picture.mode == "L":
        return picture
    if picture.mode == "CMYK":
        return to_srgb(picture, jpeg.icc)
    return to_srgb(picture.convert("RGB"), jpeg.icc) if needs_srgb(jpeg.icc) else picture


def _fit(picture: Image.Image, max_bytes: int, finish: Callable[[Image.Image], Image.Image]) -> bytes:
    scale, quality = _predicted(picture, int(max_bytes * _AIM))
    while True:
        small = finish(_scaled(picture, scale))
        for step in (quality, max(_FLOOR, quality - 8)):
            result = _encoded(small, quality=step)
            if len(result) <= max_bytes:
                return result
        scale *= min(0.92, (max_bytes / len(result)) ** (1 / _USUAL_SLOPE))


def _predicted(picture: Image.Image, aim: int) -> tuple[float, int]:
    """Choose the scale (of 1) and quality whose result should have about `aim` bytes."""
    mosaic = _mosaic(picture)
    share = picture.width * picture.height / (mosaic.width * mosaic.height)
    header = len(_encoded(Image.new(picture.mode, (8, 8)), quality=_QUALITIES[-1]))

    def size(scale: float, quality: int) -> float:
        return header + share * max(1, len(_encoded(_scaled(mosaic, scale), quality=quality)) - header)

    full = size(1, _QUALITIES[-1])
    if full <= aim:
        fitting = (quality for quality in _QUALITIES if quality == _QUALITIES[-1] or size(1, quality) <= aim)
        return 1, next(fitting)
    guess = (aim / full) ** (1 / _USUAL_SLOPE)
    guessed = size(guess, _QUALITIES[-1])
    slope = min(2.2, max(1.2, log(guessed / full) / log(guess)))
    return min(1.0, guess * (aim / guessed) ** (1 / slope)), _QUALITIES[-1]


def _mosaic(picture: Image.Image) -> Image.Image:
    """Put small tiles from all over the picture side by side: a few of its pixels, as dense as the whole."""
    if min(picture.size) <= _TILES * _TILE:
        return picture
    mosaic = Image.new(picture.mode, (_TILES * _TILE, _TILES * _TILE))
    for row in range(_TILES):
        for column in range(_TILES):
            left = column * (picture.width - _TILE) // (_TILES - 1)
            top = row * (picture.height - _TILE) // (_TILES - 1)
            mosaic.paste(picture.crop((left, top, left + _TILE, top + _TILE)), (column * _TILE, row * _TILE))
    return mosaic


def _scaled(picture: Image.Image, scale: float) -> Image.Image:
    """Make a picture smaller; of luminance and chroma, only the luminance, where the letters are, with full care."""
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    if picture.mode != "YCbCr":
        return picture.resize(size, Resampling.HAMMING)
    # The encoder averages the chroma over four pixels anyway.
    _, *chroma = picture.resize(size, Resampling.NEAREST).split()
    return Image.merge("YCbCr", [picture.getchannel(0).resize(size, Resampling.HAMMING), *chroma])


def _encoded(picture: Image.Image, **settings: object) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", **settings)
    return out.getvalue()
