"""Invented workers and what each types and sends, no two alike, so that nothing of theirs can be mixed up unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

_BLUE: Final = (36, 92, 168)
_ALBUMS_OF: Final = 5
"""Every fifth worker sends the SK as an album of two photos."""


@dataclass(frozen=True, slots=True)
class Worker:
    """An invented worker, and what this one types; `pictures` and `papers` by kind, all within the limits."""

    person: int
    nik: str
    kk: str
    nama: str
    tempat_lahir: str
    ponsel: str
    email: str
    password: str
    jawaban: str
    alamat: str
    pictures: Mapping[str, bytes]
    papers: Mapping[str, tuple[bytes, ...]]

    @property
    def secrets(self) -> dict[str, str]:
        """What nobody may find in the clear anywhere, in each of its spellings."""
        digits = "".join(filter(str.isdecimal, self.ponsel))
        return {
            "nik": self.nik,
            "kk": self.kk,
            "ponsel": self.ponsel,
            "ponsel digits": digits,
            "ponsel e164": f"+62{digits[1:]}",
            "ponsel national": digits[1:],
            "email": self.email,
            "password": self.password,
            "jawaban": self.jawaban,
            "jawaban folded": self.jawaban.casefold(),
            "alamat": self.alamat,
        }


def worker(number: int, first_person: int = 50_000) -> Worker:
    """The invented worker of this number, 1 to 9999: a man born on 7 March 1990."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04d}")
    pages = {"ijazah": 1, "sk": 1 if number % _ALBUMS_OF else 2, "bukti": 1}
    return Worker(
        person=first_person + number,
        nik=f"320101070390{number:04d}",
        kk=f"320101010115{9999 - number:04d}",
        nama=f"Budi {letters.title()}",
        tempat_lahir=f"Desa {letters[::-1].title()}",
        ponsel=f"0812 7{number:03d} {9999 - number:04d}",
        email=f"budi.{letters}@contoh.id",
        password=f"angin {letters} di sawah",
        jawaban=f"Melati {letters.title()}",
        alamat=f"Gang {letters.title()} No. {number}, Kampung Contoh",
        pictures={kind: _picture(number, place) for place, kind in enumerate(("ktp", "pasfoto", "swafoto"))},
        papers={
            kind: tuple(_paper(number, 4 * place + page) for page in range(count))
            for place, (kind, count) in enumerate(pages.items())
        },
    )


def _picture(number: int, place: int) -> bytes:
    """A small colour JPEG on blue that no other number and place has."""
    image = Image.new("RGB", (240, 320), _BLUE)
    draw = ImageDraw.Draw(image)
    draw.ellipse((60, 80, 180, 300), fill=(214, 160 - 20 * place, 90))
    _mark(draw, number, (64, 250))
    return _jpeg(image)


def _paper(number: int, place: int) -> bytes:
    """A JPEG of a little more than 100 KB that no other number and place has."""
    image = _grain().copy()
    draw = ImageDraw.Draw(image)
    _mark(draw, number, (64, 250))
    _mark(draw, place + 1, (64, 350))
    return _jpeg(image)


@cache
def _grain() -> Image.Image:
    """Paper as a poor camera sees it."""
    return Image.merge("RGB", [Image.effect_noise((520, 640), 30)] * 3)


def _mark(draw: ImageDraw.ImageDraw, number: int, corner: tuple[int, int]) -> None:
    left, top = corner
    for bit in range(14):
        if number >> bit & 1:
            draw.rectangle((left + 8 * bit, top, left + 6 + 8 * bit, top + 30), fill=(250, 240, 40))


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()
