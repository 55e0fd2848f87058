"""What every drawn sample needs: letters, paper grain, a wooden table, and JPEG bytes of a wanted size."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

_GRAIN = 256


@cache
def letters(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Open the project's own typeface at `size` pixels."""
    name = "PublicSans-Bold.ttf" if bold else "PublicSans-Regular.ttf"
    return ImageFont.truetype(BytesIO(files("bot.documents").joinpath("fonts", name).read_bytes()), size)


def grained(picture: Image.Image, strength: int) -> Image.Image:
    """Add the grain of a phone's camera, up to `strength` (of 255) either way, the same on every call."""
    noise = Image.frombytes("RGB", (_GRAIN, _GRAIN), Random(strength).randbytes(3 * _GRAIN * _GRAIN))  # noqa: S311  not a secret
    span = [128 - strength + 2 * strength * value // 255 for value in range(256)]
    tile = noise.filter(ImageFilter.BoxBlur(0.6)).point(span * 3)
    sheet = Image.new("RGB", picture.size)
    for top in range(0, picture.height, _GRAIN):
        for left in range(0, picture.width, _GRAIN):
            sheet.paste(tile, (left, top))
    return ImageChops.add(picture, sheet, offset=-128)


def table(size: tuple[int, int]) -> Image.Image:
    """Draw a brown table top with its wood running across, lit from one side."""
    rows = Image.frombytes("L", (6, 90), Random(7).randbytes(540))  # noqa: S311  not a secret
    wood = rows.resize(size, Image.Resampling.BICUBIC).point([100 + value // 4 for value in range(256)])
    light = Image.linear_gradient("L").rotate(90).resize(size).point([215 + value // 7 for value in range(256)])
    grey = ImageChops.multiply(wood, light)
    return Image.merge(
        "RGB", [grey.point([min(255, round(v * share)) for v in range(256)]) for share in (1.16, 0.84, 0.6)]
    )


def laid(ground: Image.Image, card: Image.Image, *, width: int, angle: float) -> Image.Image:
    """Lay a card (RGBA) in the middle of `ground`, `width` pixels wide, turned by `angle` degrees, with its shadow."""
    small = card.resize((width, round(width * card.height / card.width)), Image.Resampling.LANCZOS)
    turned = small.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    left, top = (ground.width - turned.width) // 2, (ground.height - turned.height) // 2
    offset = width // 90
    shade = Image.new("L", ground.size)
    shade.paste(turned.getchannel("A").point([value // 2 for value in range(256)]), (left + offset, top + offset))
    result = ground.copy()
    result.paste((20, 12, 8), mask=shade.reduce(4).filter(ImageFilter.GaussianBlur(offset / 4)).resize(ground.size))
    result.paste(turned, (left, top), turned)
    return result


def centred(draw: ImageDraw.ImageDraw, middle: tuple[float, float], text: str, size: int, fill: str) -> None:
    """Write one bold line around `middle`."""
    draw.text(middle, text, font=letters(size, bold=True), fill=fill, anchor="mm")


def stamped(picture: Image.Image, text: str, *, size: int) -> Image.Image:
    """Write `text` across an RGBA picture, large and see-through, so that nobody takes it for a real paper."""
    layer = Image.new("RGBA", picture.size)
    middle = (picture.width / 2, picture.height / 2)
    ImageDraw.Draw(layer).text(
        middle, text, font=letters(size, bold=True), fill=(200, 30, 40, 92), anchor="mm", align="center"
    )
    turned = layer.rotate(20, Image.Resampling.BICUBIC)
    turned.putalpha(ImageChops.darker(turned.getchannel("A"), picture.getchannel("A")))
    return Image.alpha_composite(picture, turned)


def jpeg(picture: Image.Image, kilobytes: int, exif: Image.Exif | None = None) -> bytes:
    """Encode at the best quality whose result stays within `kilobytes` (of 1024 bytes)."""
    low, high = 5, 97
    while low < high:
        quality = (low + high + 1) // 2
        low, high = (quality, high) if len(_encoded(picture, quality, exif)) <= kilobytes * 1024 else (low, quality - 1)
    return _encoded(picture, low, exif)


def _encoded(picture: Image.Image, quality: int, exif: Image.Exif | None) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=exif or Image.Exif())
    return out.getvalue()
