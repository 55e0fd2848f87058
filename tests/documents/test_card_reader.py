"""A photo of a card, as a phone takes it, gives back the link in its code."""

from functools import cache
from io import BytesIO
from struct import pack
from typing import Any
from zlib import crc32

import pypdfium2  # type: ignore[import-untyped]
import pytest
import segno
from PIL import Image, ImageChops, ImageFilter

from bot.documents.card_reader import read_link
from bot.documents.cards import PendataanCard, pendataan_card
from bot.documents.unfit import Unfit
from bot.rules.seal import seal

LINK = f"https://t.me/pendataan_contoh_bot?start=cek_{seal(b'k' * 32, 11)}"
SIZE = (960, 1280)
"""What a messenger makes of a photo."""


def jpeg(picture: Image.Image, quality: int = 60) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()


def png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


@cache
def page() -> bytes:
    """The PDF of somebody's card."""
    who = ("2026-3201-000123", "Siti Rahmawati", "3201014703900001", "Bogor", "7 Maret 1990", "Tenaga Non-ASN")
    work = ("Pemerintah Kabupaten Contoh", "SD Negeri Sukamaju 03", "Guru Kelas", "S-1 PGSD", "4 tahun 5 bulan")
    card = PendataanCard(*who, *work, riwayat=2, diakhiri="7 Maret 2026 pukul 17.00 WIB")
    return pendataan_card(card, jpeg(Image.new("RGB", (300, 400), "blue")), LINK)


@cache
def print_out() -> Image.Image:
    """The card cut off at its line, as it lies on a table."""
    with pypdfium2.PdfDocument(page()) as document:
        picture: Image.Image = document[0].render(scale=2).to_pil().convert("RGB")
    return picture.crop((0, 0, picture.width, picture.height // 2))


def shot(
    *, width: int = 800, angle: float = 0, tilt: float = 0, blur: float = 0, size: tuple[int, int] = SIZE
) -> bytes:
    """A photo of the card on a brown table: so many pixels wide, turned by degrees, tilted, lit from one side."""
    card = print_out().convert("RGBA")
    card = card.resize((width, round(width * card.height / card.width)), Image.Resampling.LANCZOS)
    layer = Image.new("RGBA", size)
    layer.paste(card, ((size[0] - card.width) // 2, (size[1] - card.height) // 2))
    layer = layer.rotate(angle, Image.Resampling.BICUBIC)
    slope = tilt / size[0]
    seen = (1 + tilt / 2, tilt / 10, 0, tilt / 20, 1 + tilt / 2, 0, slope, slope / 2)
    layer = layer.transform(size, Image.Transform.PERSPECTIVE, seen, Image.Resampling.BICUBIC)
    photo = Image.new("RGB", size, (120, 90, 60))
    photo.paste(layer, (0, 0), layer)
    light = Image.linear_gradient("L").rotate(90).resize(size).point([140 + value * 115 // 255 for value in range(256)])
    return jpeg(ImageChops.multiply(photo, Image.merge("RGB", [light] * 3)).filter(ImageFilter.GaussianBlur(blur)))


def header_only(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""
    chunk = b"IHDR" + pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + pack(">I", 13)
        + chunk
        + pack(">I", crc32(chunk))
        + pack(">I", 0)
        + b"IDAT\x35\xaf\x06\x1e"
    )


@pytest.mark.parametrize(
    "photo",
    [
        {},
        {"angle": 90},
        {"angle": 180},
        {"angle": -33},
        {"tilt": 0.3, "angle": 8},
        {"blur": 1.2, "angle": 5},
        {"blur": 1.2, "tilt": 0.2, "angle": 140},
        {"size": (1800, 2400), "width": 1400, "blur": 2, "angle": 20},
        {"size": (2000, 2600), "width": 700, "angle": 20},
    ],
    ids=str,
)
def test_a_photo_of_a_card_gives_its_link(photo: dict[str, Any]) -> None:
    """Turned, tilted, out of focus, strongly compressed, small in a large picture: the code is read all the same."""
    assert read_link(shot(**photo)) == LINK


def test_a_weak_code_is_read_enlarged() -> None:
    """Where a module is less than three pixels and blurred, making it larger and sharper still finds the link."""
    assert read_link(shot(width=620, blur=0.9, angle=3)) == LINK


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "1"])
def test_a_screenshot_gives_its_link(mode: str) -> None:
    """A PNG of the page on a screen, in any of its colour models."""
    assert read_link(png(print_out().convert(mode))) == LINK


def test_a_large_screenshot_is_read_too() -> None:
    """A PNG is made smaller after decoding, and its code found there."""
    assert read_link(png(print_out().resize((3600, 2546)))) == LINK


def test_the_cards_code_is_taken_among_others() -> None:
    """A foreign code beside the card's does not hide it; alone, its text is given to be judged."""
    file = BytesIO()
    segno.make("https://contoh.example").save(file, kind="png", scale=6)
    foreign = Image.open(file).convert("RGB")
    both = Image.new("RGB", (print_out().width, print_out().height + foreign.height), "white")
    both.paste(foreign, (0, 0))
    both.paste(print_out(), (0, foreign.height))
    assert read_link(jpeg(both)) == LINK
    assert read_link(jpeg(foreign)) == "https://contoh.example"


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"", "empty", {}),
        (b"selamat pagi", "not_image", {}),
        (page(), "not_jpeg", {"format": "pdf"}),
        (b"GIF89a" + b"\0" * 40, "not_jpeg", {"format": "gif"}),
        (header_only(5001, 5000), "too_many_pixels", {"megapixels": 25.0, "limit": 25}),
        (header_only(60_000, 60_000), "too_many_pixels", {"megapixels": 3600.0, "limit": 25}),
        (header_only(500, 500), "damaged", {}),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged", {}),
        (jpeg(Image.new("RGB", (600, 800), "white")), "qr_not_found", {}),
        (png(Image.new("L", (1, 1))), "qr_not_found", {}),
    ],
    ids=["empty", "text", "pdf", "gif", "just too large", "bomb", "hollow", "cut off", "no code", "one pixel"],
)
def test_what_gives_no_link_says_why(data: bytes, code: str, params: dict[str, object]) -> None:
    """Each reason has its code, and a picture too large is refused by its header alone."""
    with pytest.raises(Unfit) as refused:
        read_link(data)
    assert (refused.value.code, refused.value.params) == (code, params)


def test_a_truncated_photo_is_damaged() -> None:
    """Half a file is not searched for a code."""
    with pytest.raises(Unfit, match="damaged"):
        read_link(shot()[:20_000])
