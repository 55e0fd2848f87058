"""An invented person of the sample files: the data, and a face drawn from ellipses, friendly and nobody's."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

BLUE = (36, 92, 168)
RED = (190, 32, 40)
SKIN = (214, 160, 122)
_SKIN_SHADE = (190, 134, 98)
_HAIR = (34, 28, 28)
_JACKET = (44, 50, 62)
_SHIRT = (244, 244, 240)
_TIE = (128, 36, 48)
_LIPS = (168, 84, 78)
# Drawn this much larger and scaled down, for smooth edges.
_FINE = 2
# The drawing's own grid: 300 wide, 400 high.
_GRID = (300, 400)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the samples show, as written on a KTP; the default exists nowhere."""

    nama: str = "BUDI SANTOSO"
    nik: str = "3201010703900001"
    tempat_lahir: str = "BOGOR"
    tanggal_lahir: str = "07-03-1990"
    jenis_kelamin: str = "LAKI-LAKI"
    kk: str = "3201010101150017"


def portrait(height: int, background: tuple[int, int, int] | None) -> Image.Image:
    """Draw head and shoulders, 3 to 4, `height` pixels high; without `background` as RGBA with nothing behind."""
    unit = height * _FINE / _GRID[1]
    fill = (*background, 255) if background else (0, 0, 0, 0)
    canvas = Image.new("RGBA", (round(_GRID[0] * unit), height * _FINE), fill)
    if background:
        canvas.alpha_composite(_lamp(canvas.size))
    draw = ImageDraw.Draw(canvas)
    _clothes(draw, unit)
    _head(draw, unit)
    _features(draw, unit)
    small = canvas.resize((canvas.width // _FINE, height), Image.Resampling.BOX)
    return small.convert("RGB") if background else small


def _lamp(size: tuple[int, int]) -> Image.Image:
    glow = Image.radial_gradient("L").point([(255 - value) // 4 for value in range(256)]).resize(size)
    light = Image.new("RGBA", size, (255, 255, 255, 0))
    light.putalpha(glow)
    return light


def _at(unit: float, *numbers: float) -> list[float]:
    return [number * unit for number in numbers]


def _clothes(draw: ImageDraw.ImageDraw, unit: float) -> None:
    draw.rounded_rectangle(_at(unit, 28, 298, 272, 520), radius=70 * unit, fill=_JACKET)
    draw.polygon(_at(unit, 108, 292, 192, 292, 176, 400, 124, 400), fill=_SHIRT)
    draw.polygon(_at(unit, 118, 258, 182, 258, 186, 300, 150, 330, 114, 300), fill=_SKIN_SHADE)
    draw.polygon(_at(unit, 112, 286, 150, 330, 128, 350, 98, 302), fill=(255, 255, 255))
    draw.polygon(_at(unit, 188, 286, 150, 330, 172, 350, 202, 302), fill=(255, 255, 255))
    draw.polygon(_at(unit, 141, 328, 159, 328, 164, 400, 136, 400), fill=_TIE)
    draw.polygon(_at(unit, 98, 300, 128, 350, 118, 400, 84, 400, 84, 306), fill=(32, 37, 47))
    draw.polygon(_at(unit, 202, 300, 172, 350, 182, 400, 216, 400, 216, 306), fill=(32, 37, 47))


def _head(draw: ImageDraw.ImageDraw, unit: float) -> None:
    draw.ellipse(_at(unit, 76, 64, 224, 232), fill=_HAIR)
    for left in (74, 206):
        draw.ellipse(_at(unit, left, 168, left + 20, 212), fill=_SKIN_SHADE)
    draw.rounded_rectangle(_at(unit, 86, 110, 214, 276), radius=62 * unit, fill=SKIN)
    draw.pieslice(_at(unit, 80, 68, 220, 190), 180, 360, fill=_HAIR)
    draw.chord(_at(unit, 84, 92, 172, 160), 150, 350, fill=_HAIR)


def _features(draw: ImageDraw.ImageDraw, unit: float) -> None:
    for middle in (122, 178):
        draw.arc(_at(unit, middle - 18, 156, middle + 18, 186), 205, 335, fill=_HAIR, width=round(5 * unit))
        draw.ellipse(_at(unit, middle - 12, 179, middle + 12, 193), fill=(250, 248, 244))
        draw.ellipse(_at(unit, middle - 7, 178, middle + 7, 193), fill=(52, 34, 26))
        draw.ellipse(_at(unit, middle + 1, 181, middle + 4, 184), fill=(255, 255, 255))
    draw.arc(_at(unit, 136, 178, 164, 222), 30, 150, fill=_SKIN_SHADE, width=round(4 * unit))
    draw.chord(_at(unit, 126, 214, 174, 250), 20, 160, fill=_LIPS)
    draw.arc(_at(unit, 118, 208, 182, 250), 25, 155, fill=(140, 66, 62), width=round(2 * unit))
