"""Files to try the assistant with, invented and drawn on demand: good ones, and one for each usual fault."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO

from PIL import Image

from bot.playground.sample_cards import ktp, on_table, swafoto
from bot.playground.sample_filling import FILLING
from bot.playground.sample_office import OFFICE
from bot.playground.sample_paints import grained, jpeg
from bot.playground.sample_people import BLUE, RED, Person, portrait

_JPEG = "image/jpeg"
_ORIENTATION = 0x0112
_MAKE, _MODEL, _GPS = 0x010F, 0x0110, 0x8825
# Cibinong's town square, as a phone writes it: degrees, minutes, seconds.
_WHERE = {1: "S", 2: (6.0, 28.0, 54.0), 3: "E", 4: (106.0, 51.0, 15.0)}


@dataclass(frozen=True, slots=True)
class Sample:
    """One file to send: `label` is what people read, `load` gives its bytes, drawn once and then kept."""

    key: str
    label: str
    filename: str
    mime: str
    load: Callable[[], bytes]


def samples(person: Person) -> tuple[Sample, ...]:
    """List the sample files of one invented person; none is drawn before it is asked for."""
    return tuple(
        Sample(key, label, filename, mime, cache(partial(draw, person)))
        for key, label, filename, mime, draw in (
            ("ktp", "KTP, foto 150 KB", "ktp.jpg", _JPEG, _ktp),
            ("ktp_besar", "KTP, foto 900 KB: terlalu besar", "ktp-besar.jpg", _JPEG, _big_ktp),
            ("ktp_12mp", "KTP, foto ponsel 12 megapiksel, miring", "IMG_0012.jpg", _JPEG, _phone_ktp),
            ("pasfoto_biru", "Pasfoto, latar biru", "pasfoto.jpg", _JPEG, _blue_pasfoto),
            ("pasfoto_merah", "Pasfoto, latar merah", "pasfoto-merah.jpg", _JPEG, _red_pasfoto),
            ("swafoto", "Swafoto dengan KTP", "swafoto.jpg", _JPEG, _swafoto),
            ("ktp_abu", "KTP, hasil fotokopi hitam-putih", "ktp-fotokopi.jpg", _JPEG, _photocopy),
            ("ktp_png", "KTP, PNG yang diberi nama .jpg", "ktp-png.jpg", _JPEG, _renamed_png),
            ("ktp_terpotong", "KTP, berkas terpotong", "ktp-terpotong.jpg", _JPEG, _truncated),
            *FILLING,
            *OFFICE,
            ("kosong", "Berkas kosong", "kosong.jpg", _JPEG, _empty),
        )
    )


def _ktp(person: Person) -> bytes:
    return jpeg(grained(on_table(person, (1280, 960)), 7), 150)


def _big_ktp(person: Person) -> bytes:
    return jpeg(grained(on_table(person, (2400, 1800)), 12), 900)


def _phone_ktp(person: Person) -> bytes:
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL], exif[_ORIENTATION] = "Contoh", "Ponsel 12", 6
    exif.get_ifd(_GPS).update(_WHERE)
    held = grained(on_table(person, (4000, 3000)), 12).transpose(Image.Transpose.ROTATE_90)
    return jpeg(held, 3000, exif)


def _blue_pasfoto(person: Person) -> bytes:  # noqa: ARG001  everybody's face is this one
    return jpeg(grained(portrait(1200, BLUE), 5), 140)


def _red_pasfoto(person: Person) -> bytes:  # noqa: ARG001  everybody's face is this one
    return jpeg(grained(portrait(1200, RED), 5), 140)


def _swafoto(person: Person) -> bytes:
    return jpeg(grained(swafoto(person), 6), 180)


def _photocopy(person: Person) -> bytes:
    sheet = Image.new("RGB", (1400, 1000), (250, 250, 250))
    card = ktp(person).resize((1141, 720), Image.Resampling.LANCZOS)
    sheet.paste(card, (130, 140), card)
    return jpeg(grained(sheet, 6).convert("L").convert("RGB"), 150)


def _renamed_png(person: Person) -> bytes:
    out = BytesIO()
    ktp(person).convert("RGB").reduce(2).save(out, "PNG")
    return out.getvalue()


def _truncated(person: Person) -> bytes:
    whole = _ktp(person)
    return whole[: len(whole) * 3 // 5]


def _empty(person: Person) -> bytes:  # noqa: ARG001  nobody is in it
    return b""


SAMPLES = samples(Person())
