"""The files of the playground's crowd: small and quickly drawn, since there are some two hundred of them."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from bot.playground.crowd import Colleague
from bot.playground.sample_paints import letters
from bot.playground.sample_people import BLUE, portrait

_CARD: Final = (560, 354)
_PAGE: Final = (620, 877)
_ROOM: Final = (206, 196, 178)
_INK: Final = "#20304f"
_QUALITY: Final = 82


def ktp(of: Colleague) -> bytes:
    """A KTP as a plain card."""
    card = Image.new("RGB", _CARD, (196, 220, 238))
    shown = of.portrayed()
    lines = (f"NIK {of.nik}", f"Nama: {shown.nama}", f"Lahir: {shown.tempat_lahir}, {shown.tanggal_lahir}")
    _written(card, "PROVINSI CONTOH · KARTU TANDA PENDUDUK", (*lines, f"Jenis kelamin: {shown.jenis_kelamin}"), 22)
    card.paste(_face(160, BLUE), (410, 120))
    return _jpeg(card)


def pasfoto(of: Colleague) -> bytes:
    """Head and shoulders before blue."""
    del of
    return _jpeg(_face(400, BLUE))


def swafoto(of: Colleague) -> bytes:
    """Head and shoulders in a room, with the KTP held up."""
    picture = _face(600, _ROOM).copy()
    with Image.open(BytesIO(ktp(of))) as card:
        picture.paste(card.resize((220, 139)), (210, 440))
    return _jpeg(picture)


def paper(title: str, of: Colleague) -> bytes:
    """An ijazah, an SK or a payslip: a page that says whose it is."""
    page = Image.new("RGB", _PAGE, (252, 250, 244))
    about = (f"Nama: {of.nama}", f"Jabatan: {of.jabatan}", f"Unit kerja: {of.unit}", "Berkas contoh, tidak berlaku.")
    _written(page, title, about, 26)
    return _jpeg(page)


@cache
def _face(height: int, background: tuple[int, int, int]) -> Image.Image:
    """Everybody's face is this one."""
    return portrait(height, background)


def _written(picture: Image.Image, title: str, lines: Sequence[str], size: int) -> None:
    draw = ImageDraw.Draw(picture)
    draw.text((28, 28), title, _INK, letters(size, bold=True))
    for place, line in enumerate(lines):
        draw.text((28, 90 + place * (size + 14)), line, _INK, letters(size - 4))


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
