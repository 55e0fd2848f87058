"""Pictures people send: judged on their real bytes, cleaned of all that is not picture, and made smaller when asked.

Every refusal has its own code, so that it can be answered with its own sentence. Everything here takes bytes and gives
bytes, keeps nothing, and may run in a worker thread; a decoded picture of 25 megapixels takes 75 to 100 MB, so the
caller lets only as many run at once as it has memory for.
"""

from bot.documents.colours import has_blue_background, is_grey, needs_srgb
from bot.documents.demands import BACKGROUND_NOT_BLUE, MAX_PIXELS, Picture, PictureRule
from bot.documents.encoding import decode, reencode, shrunk, small_copy
from bot.documents.formats import is_animated, sniff
from bot.documents.jpeg import Jpeg, read
from bot.documents.unfit import Unfit

__all__ = ["BACKGROUND_NOT_BLUE", "Picture", "PictureRule", "Unfit", "check", "shrink"]

# Colours are judged on a copy this small; noise averages out in it.
_SMALL = 256
# No picture worth keeping fits in less, and an encoder must be able to keep the promise.
_LEAST_LIMIT = 4096


def check(data: bytes, rule: PictureRule) -> Picture:
    """Judge and clean the bytes of a picture; where it stands upright already, without touching a pixel.

    Sizes above the limit are judged last and on the cleaned bytes, so that whoever is offered to have the picture made
    smaller is offered something that will work. Raises Unfit, in this order: `empty`, `not_image`, `animated` and
    `not_jpeg` (format), `too_many_pixels` (megapixels, limit), `truncated`, `damaged`, `unsupported`, `too_small`
    (width, height, minimum), `grey`, `too_light` (size, minimum), `too_big` (size, limit).
    """
    jpeg = _read(data, rule.max_pixels)
    if min(jpeg.width, jpeg.height) < rule.min_side:
        raise Unfit("too_small", width=jpeg.width, height=jpeg.height, minimum=rule.min_side)
    clean = jpeg.clean()
    reduced = decode(clean, jpeg, least_pixels=_SMALL * _SMALL)
    if reduced.tobytes() != decode(jpeg.probe(), jpeg, least_pixels=_SMALL * _SMALL).tobytes():
        raise Unfit("truncated")
    small = small_copy(reduced, jpeg, _SMALL)
    if rule.colour and is_grey(small):
        raise Unfit("grey")
    if len(data) < rule.min_bytes:
        raise Unfit("too_light", size=len(data), minimum=rule.min_bytes)
    if len(clean) > rule.max_bytes:
        raise Unfit("too_big", size=len(data), limit=rule.max_bytes)
    amiss = rule.blue_background and not has_blue_background(small)
    kept = clean if _is_final(jpeg) else reencode(clean, jpeg, rule.max_bytes)
    return _picture(kept, (BACKGROUND_NOT_BLUE,) if amiss else ())


def shrink(data: bytes, max_bytes: int) -> Picture:
    """Make a JPEG that `check` found only too big into a clean, upright one of at most `max_bytes`, letters legible.

    `check` the result for its warnings: it passes unchanged. Raises Unfit as `check` does for what is no whole
    JPEG, and ValueError for a `max_bytes` below 4096.
    """
    if max_bytes < _LEAST_LIMIT:
        raise ValueError(f"max_bytes must be at least {_LEAST_LIMIT}")
    jpeg = _read(data, MAX_PIXELS)
    return _picture(shrunk(jpeg.clean(), jpeg, max_bytes))


def _read(data: bytes, max_pixels: int) -> Jpeg:
    if not data:
        raise Unfit("empty")
    name = sniff(data)
    if name is None:
        raise Unfit("not_image")
    if name != "jpeg":
        raise Unfit("animated" if is_animated(data, name) else "not_jpeg", format=name)
    return read(data, max_pixels=max_pixels)


def _is_final(jpeg: Jpeg) -> bool:
    """Tell whether the cleaned bytes show the picture as it shall be seen: upright, in sRGB or grey."""
    return jpeg.orientation == 1 and jpeg.components != 4 and not (jpeg.components == 3 and needs_srgb(jpeg.icc))  # noqa: PLR2004


def _picture(data: bytes, warnings: tuple[str, ...] = ()) -> Picture:
    written = read(data, max_pixels=MAX_PIXELS)
    return Picture(data, written.width, written.height, warnings)
