"""Judgements about the colours of a picture, made on a small copy of it: is it colour at all, is the background blue.

And the way colours are kept right when a photo's own colour profile, which may name a person's device, is dropped.
Every threshold was chosen to refuse nobody's honest photo: grey means hardly any colour anywhere, and blue takes all
the blues of a photo studio, from light to navy.
"""

from io import BytesIO
from itertools import accumulate

from PIL import Image, ImageChops, ImageCms

# A pixel is coloured when Cb or Cr is this far from neutral (of 128), after a slight tint of the whole is taken off and
# a dark photo made as bright as a well lit one.
# JPEG noise and yellowed paper stay below 8; the blue of a KTP's card reaches 10 to 30, skin and portraits 15 to 40.
_COLOURED = 12
# A KTP whose card fills a tenth of the photo has this share of clearly coloured pixels in its portrait alone.
_LEAST_COLOUR = 0.01
# A whole picture leaning to one colour by up to this much is still grey: tinted paper, or a warm lamp.
_SLIGHT_TINT = 0.12
# The brightest twentieth of a well lit photo, and how much a dark one is brightened at most.
_WELL_LIT, _MOST_GAIN = 230, 3.0

# Pillow counts hue in 256 steps: 185° (sky) to 262° (indigo). Cyan, tosca and purple lie outside.
_BLUE_HUES = range(131, 187)
# Below this saturation (of 255) blue is a white or grey wall under a cold lamp; below this value it is black.
_LEAST_SATURATION = 46
_LEAST_VALUE = 36
# The background: a strip at either side, from the top to just above where shoulders begin.
_STRIP_WIDTH = 0.14
_STRIP_HEIGHT = 0.38
# Both strips must be mostly blue; the rest is for hair, hijab, shade, a frame or a lamp's glare.
_BLUE_SHARE = 0.6

# Two profiles as near as this (of 255, worst channel of a sampled palette) look the same.
_SAME_COLOUR = 3


def is_grey(small: Image.Image) -> bool:
    """Tell whether an RGB picture, best a small copy of it, has no colour but a slight tint and noise."""
    _, blue, red = _balanced(small).convert("YCbCr").split()
    distance = [abs(value - 128) for value in range(256)]
    chroma = ImageChops.lighter(blue.point(distance), red.point(distance))
    coloured = sum(chroma.histogram()[_COLOURED + 1 :])
    return coloured < _LEAST_COLOUR * small.width * small.height


def has_blue_background(small: Image.Image) -> bool:
    """Tell whether an upright RGB portrait, best a small copy of it, stands before blue, on both sides of the head."""
    width = max(1, round(small.width * _STRIP_WIDTH))
    height = max(1, round(small.height * _STRIP_HEIGHT))
    left = small.crop((0, 0, width, height))
    right = small.crop((small.width - width, 0, small.width, height))
    return min(_blue_share(left), _blue_share(right)) >= _BLUE_SHARE


def to_srgb(picture: Image.Image, icc: bytes) -> Image.Image:
    """Convert an RGB or CMYK picture from the profile `icc` to sRGB; a broken or unfitting profile is ignored."""
    try:
        converted = ImageCms.profileToProfile(picture, BytesIO(icc), ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        converted = None
    return converted or picture.convert("RGB")


def needs_srgb(icc: bytes) -> bool:
    """Tell whether dropping the profile `icc` of an RGB picture would visibly change its colours."""
    if not icc:
        return False
    steps = range(0, 256, 51)
    palette = Image.new("RGB", (len(steps) ** 2, len(steps)))
    palette.putdata([(r, g, b) for r in steps for g in steps for b in steps])
    difference = ImageChops.difference(palette, to_srgb(palette, icc))
    return any(any(band.histogram()[_SAME_COLOUR + 1 :]) for band in difference.split())


def _balanced(small: Image.Image) -> Image.Image:
    bands = small.split()
    means = [max(1.0, _mean(band)) for band in bands]
    neutral = sum(means) / len(means)
    exposure = min(_MOST_GAIN, max(1.0, _WELL_LIT / max(1, _bright(small.convert("L")))))
    gains = [exposure * min(1 + _SLIGHT_TINT, max(1 - _SLIGHT_TINT, neutral / mean)) for mean in means]
    return Image.merge(
        "RGB",
        [
            band.point([min(255, round(value * gain)) for value in range(256)])
            for band, gain in zip(bands, gains, strict=True)
        ],
    )


def _bright(band: Image.Image) -> int:
    """Tell from which value on the brightest twentieth of the pixels begins."""
    counts = accumulate(band.histogram())
    return next(value for value, count in enumerate(counts) if count >= 0.95 * band.width * band.height)


def _mean(band: Image.Image) -> float:
    histogram = band.histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def _blue_share(strip: Image.Image) -> float:
    hue, saturation, value = strip.convert("HSV").split()
    blue = ImageChops.darker(
        hue.point([255 * (step in _BLUE_HUES) for step in range(256)]),
        ImageChops.darker(
            saturation.point([255 * (step >= _LEAST_SATURATION) for step in range(256)]),
            value.point([255 * (step >= _LEAST_VALUE) for step in range(256)]),
        ),
    )
    return blue.histogram()[255] / (strip.width * strip.height)
