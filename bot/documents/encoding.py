"""Decoding and encoding of pictures: small when small will do, upright, and never above a size in bytes.

Text must stay legible, so scale and quality are chosen together: a picture that fits at a good quality keeps its scale;
another is scaled down at that good quality, and gets a better one if bytes are left. How far is predicted from
a mosaic of small tiles, which costs a few milliseconds, so that nearly always the picture itself is resized and
encoded only once.
"""

from io import BytesIO
from math import ceil, log, sqrt

from PIL import Image, JpegImagePlugin
from PIL.Image import Resampling, Transpose

from bot.documents.colours import needs_srgb, to_srgb
from bot.documents.jpeg import Jpeg
from bot.documents.unfit import Unfit

# Qualities (libjpeg's scale). At 72 letters have no visible ringing: it is kept while scaling down. Better ones are for
# pictures with bytes to spare; 60, the floor, only for the last few percent.
_BETTER, _GOOD, _FLOOR = (92, 86, 80), 72, 60
# A photo takes a bit or more a pixel at these qualities, hence 7 pixels a byte: 1380 x 1035 for 200 KB, where the
# smallest print of a KTP is 20 pixels high. More would be decoded in vain, or have to be worse.
_PIXELS_PER_BYTE = 7
# Aim below the limit, for what the mosaic does not tell.
_AIM = 0.9
_TILES, _TILE = 10, 32
# Twelve steps of quality save about a sixth: a result this little too big is mended so, without resizing again.
_NEARLY, _STEP = 1.18, 12
# How size follows scale where two probes cannot tell: a smaller picture is denser, so less than its area.
_USUAL_SLOPE = 1.7
# Above this scale the usual slope is right within a few percent, and a second probe is not worth its time.
_SURE = 0.65
# Bytes of a JPEG that are no picture: its tables.
_HEADER = 620

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
        result = _encoded(turned, quality=_BETTER[0])
    return result if len(result) <= max_bytes else _fit(picture, jpeg, max_bytes)


def shrunk(data: bytes, jpeg: Jpeg, max_bytes: int) -> bytes:
    """Make of cleaned bytes an upright sRGB picture of at most `max_bytes`, as legible as that allows.

    Raises Unfit(`damaged`).
    """
    picture = decode(data, jpeg, least_pixels=_PIXELS_PER_BYTE * max_bytes)
    return _fit(picture, jpeg, max_bytes)


def _corrected(picture: Image.Image, jpeg: Jpeg) -> Image.Image:
    if picture.mode == "L":
        return picture
    if picture.mode == "CMYK":
        return to_srgb(picture, jpeg.icc)
    return to_srgb(picture.convert("RGB"), jpeg.icc) if needs_srgb(jpeg.icc) else picture


def _fit(picture: Image.Image, jpeg: Jpeg, max_bytes: int) -> bytes:
    scale, quality = _predicted(picture, max_bytes)
    while True:
        small = _corrected(_scaled(picture, scale, jpeg.orientation), jpeg)
        result = _encoded(small, quality=quality)
        if max_bytes < len(result) <= _NEARLY * max_bytes:
            result = _encoded(small, quality=max(_FLOOR, quality - _STEP))
        if len(result) <= max_bytes:
            return result
        scale *= min(0.92, (max_bytes / len(result)) ** (1 / _USUAL_SLOPE))


def _predicted(picture: Image.Image, max_bytes: int) -> tuple[float, int]:
    """Choose the scale (of 1) and quality whose result should have a little less than `max_bytes`."""
    aim = _AIM * max_bytes
    mosaic = _mosaic(picture, _TILE)
    full = _size(picture, mosaic, 1, _GOOD)
    scale, slope = 1.0, _USUAL_SLOPE
    if full > aim:
        ample = min(1.0, sqrt(_PIXELS_PER_BYTE * max_bytes / (picture.width * picture.height)))
        scale = min(ample, (aim / full) ** (1 / slope))
        if scale < _SURE:
            slope = _slope(picture, full, scale)
            scale = min(ample, (aim / full) ** (1 / slope))
    fitting = (step for step in _BETTER if scale**slope * _size(picture, mosaic, 1, step) <= aim)
    return scale, next(fitting, _GOOD)


def _slope(picture: Image.Image, full: float, scale: float) -> float:
    """Measure, about `scale`, how the size follows the scale, where at full scale it is `full`."""
    tile = ceil(_TILE / scale)
    guessed = _size(picture, _mosaic(picture, tile), _TILE / tile, _GOOD)
    return min(2.2, max(1.2, log(guessed / full) / log(_TILE / tile)))


def _size(picture: Image.Image, mosaic: Image.Image, scale: float, quality: int) -> float:
    """Tell about how many bytes the picture would have at this scale and quality, from its mosaic."""
    density = (len(_encoded(_scaled(mosaic, scale), quality=quality)) - _HEADER) / (mosaic.width * mosaic.height)
    return _HEADER + max(0.001, density) * picture.width * picture.height


def _mosaic(picture: Image.Image, tile: int) -> Image.Image:
    """Put small tiles from all over the picture side by side: a few of its pixels, as dense as the whole.

    Scaled so that a tile becomes `_TILE` pixels wide, its seams fall between the blocks of JPEG and cost nothing.
    """
    if min(picture.size) <= _TILES * tile:
        return picture
    mosaic = Image.new(picture.mode, (_TILES * tile, _TILES * tile))
    for row in range(_TILES):
        for column in range(_TILES):
            left = column * (picture.width - tile) // (_TILES - 1)
            top = row * (picture.height - tile) // (_TILES - 1)
            mosaic.paste(picture.crop((left, top, left + tile, top + tile)), (column * tile, row * tile))
    return mosaic


def _scaled(picture: Image.Image, scale: float, orientation: int = 1) -> Image.Image:
    """Make a picture smaller and upright; only its luminance, where letters are, with full care."""
    if scale >= 1:
        return upright(picture, orientation)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    if picture.mode != "YCbCr":
        return upright(picture.resize(size, Resampling.HAMMING), orientation)
    # The encoder averages the chroma over four pixels anyway.
    _, *chroma = picture.resize(size, Resampling.NEAREST).split()
    light = picture.getchannel(0).resize(size, Resampling.HAMMING)
    return upright(Image.merge("YCbCr", [light, *chroma]), orientation)


def _encoded(picture: Image.Image, **settings: object) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", **settings)
    return out.getvalue()
