"""The sample files of the filling pages: ijazah, KK, SK and bukti pembayaran, as photos and PDFs, good and faulty."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PIL import Image

from bot.playground.sample_paints import grained, jpeg, laid, table
from bot.playground.sample_papers import ijazah
from bot.playground.sample_people import Person
from bot.playground.sample_print import printed
from bot.playground.sample_records import bukti_gaji, kartu_keluarga, surat_keputusan, transkrip

_JPEG: Final = "image/jpeg"
_PDF: Final = "application/pdf"


def _light_ijazah(person: Person) -> bytes:
    return jpeg(grained(ijazah(person).reduce(2), 5), 80)


def _ijazah(person: Person) -> bytes:
    return jpeg(grained(ijazah(person), 8), 300)


def _ijazah_pdf(person: Person) -> bytes:
    return printed("Contoh ijazah", [ijazah(person)], 150)


def _ijazah_and_marks(person: Person) -> bytes:
    return printed("Contoh ijazah dan transkrip", [ijazah(person), transkrip(person)], 250)


def _kk(person: Person) -> bytes:
    return jpeg(grained(laid(table((1600, 1200)), kartu_keluarga(person), width=1440, angle=1.2), 7), 250)


def _sk(page: int, person: Person) -> bytes:
    return _photographed(surat_keputusan(person, page), 160, angle=page - 2)


def _gaji(person: Person) -> bytes:
    return _photographed(bukti_gaji(person), 180, angle=-0.8)


def _locked(person: Person) -> bytes:
    return printed("Contoh SK terkunci", [surat_keputusan(person, 1)], 180, opens_with="contoh")


def _big(person: Person) -> bytes:
    return printed("Contoh pindaian SK", [surat_keputusan(person, page) for page in (1, 2, 3)], 1490)


def _photographed(paper: Image.Image, kilobytes: int, *, angle: float) -> bytes:
    return jpeg(grained(laid(table((1200, 1600)), paper, width=1040, angle=angle), 7), kilobytes)


FILLING: Final[tuple[tuple[str, str, str, str, Callable[[Person], bytes]], ...]] = (
    ("ijazah", "Ijazah, foto 300 KB", "ijazah.jpg", _JPEG, _ijazah),
    ("ijazah_kecil", "Ijazah, foto 80 KB: terlalu kecil", "ijazah-80kb.jpg", _JPEG, _light_ijazah),
    ("ijazah_pdf", "Ijazah, PDF 150 KB", "ijazah.pdf", _PDF, _ijazah_pdf),
    ("ijazah_pdf_2", "Ijazah dan transkrip, PDF 2 halaman, 250 KB", "ijazah-transkrip.pdf", _PDF, _ijazah_and_marks),
    ("kk", "Kartu Keluarga, foto 250 KB", "kk.jpg", _JPEG, _kk),
    ("sk_1", "SK halaman 1, foto 160 KB", "sk-1.jpg", _JPEG, partial(_sk, 1)),
    ("sk_2", "SK halaman 2, foto 160 KB", "sk-2.jpg", _JPEG, partial(_sk, 2)),
    ("sk_3", "SK halaman 3, foto 160 KB", "sk-3.jpg", _JPEG, partial(_sk, 3)),
    ("bukti_gaji", "Bukti pembayaran gaji, foto 180 KB", "bukti-gaji.jpg", _JPEG, _gaji),
    ("pdf_terkunci", "SK, PDF dengan kata sandi", "sk-terkunci.pdf", _PDF, _locked),
    ("pdf_besar", "SK, PDF 1,4 MB: terlalu besar", "sk-pindaian.pdf", _PDF, _big),
)
"""Each as its key, what people read, its file name and media type, and what draws it for a person."""
