"""What a Kartu Informasi Akun costs against the same page without photo and QR code, and against reportlab's.

The three are drawn in turns within one run, so that whatever else the machine does falls on all alike.
"""

import statistics
import time
from collections.abc import Callable
from importlib.resources import files
from io import BytesIO

from PIL import Image
from reportlab.pdfbase.pdfmetrics import registerFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from bot.documents.card_data import Entry, draw_entries, draw_line
from bot.documents.card_form import ADDRESS, DATA, MADE, STEP
from bot.documents.card_ink import GREY, NAVY, Ink
from bot.documents.card_page import page
from bot.documents.card_paper import stream
from bot.documents.cards import AccountCard, account_card
from bot.rules.seal import seal

_ROUNDS = 200
_LINK = f"https://t.me/pendataan_contoh_bot?start=cek_{seal(b'a key for the benchmark alone', 20_260_307)}"
_CARD = AccountCard(
    nomor_registrasi="2026-3201-000123",
    nama="Siti Rahmawati Kusumaningrum",
    nik="3201014703900001",
    tempat_lahir="Bogor",
    tanggal_lahir="7 Maret 1990",
    instansi="Pemerintah Kabupaten Contoh",
    unit_kerja="Dinas Pendidikan, SD Negeri Sukamaju 03",
    jabatan="Guru Kelas",
    jenis="Tenaga Non-ASN",
    dibuat="7 Maret 2026 pukul 17.00 WIB",
)
_ENTRIES = (
    Entry("Nomor registrasi", _CARD.nomor_registrasi, head=19),
    Entry("Nama", _CARD.nama, head=15),
    Entry("NIK", "3201••••••••0001"),
    Entry("Tempat, tanggal lahir", f"{_CARD.tempat_lahir}, {_CARD.tanggal_lahir}"),
    Entry("Jenis", _CARD.jenis),
    Entry("Instansi", _CARD.instansi),
    Entry("Unit kerja", _CARD.unit_kerja),
    Entry("Jabatan", _CARD.jabatan),
)


def main() -> None:
    """Print the medians in milliseconds and what each is to the bare page."""
    photo = _photo()
    for name in ("Regular", "Bold"):
        registerFont(
            TTFont(name, BytesIO(files("bot.documents").joinpath("fonts", f"PublicSans-{name}.ttf").read_bytes()))
        )
    contestants: dict[str, Callable[[], bytes]] = {
        "bare page, prepared once": _bare,
        f"card with photo of {len(photo) // 1024} KB and QR": lambda: account_card(_CARD, photo, _LINK),
        "bare texts by reportlab": _reportlab,
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(_ROUNDS):
        for name, draw in contestants.items():
            start = time.perf_counter()
            draw()
            times[name].append((time.perf_counter() - start) * 1000)
    bare = statistics.median(times["bare page, prepared once"])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<36} {median:7.2f} ms {median / bare:6.1f} x")


def _photo() -> bytes:
    file = BytesIO()
    Image.effect_noise((600, 800), 60).convert("RGB").save(file, "JPEG", quality=70)
    return file.getvalue()


def _bare() -> bytes:
    ink = Ink()
    ink.add("/Form Do")
    draw_entries(ink, _ENTRIES, DATA)
    draw_line(ink, f"Akun dibuat {_CARD.dibuat}", MADE, 8.5, colour=GREY)
    draw_line(ink, _CARD.langkah, STEP, 13, colour=NAVY, strong=True)
    draw_line(ink, _LINK, ADDRESS, 8, colour=GREY)
    return page("Kartu Informasi Akun", ink.operators, stream("", b"", level=0), b"null")


def _reportlab() -> bytes:
    file = BytesIO()
    canvas = Canvas(file, invariant=1, pageCompression=1)
    for line, entry in enumerate(_ENTRIES):
        canvas.setFont("Regular", 9)
        canvas.drawString(180, 700 - line * 24, entry.label)
        canvas.setFont("Bold" if entry.head else "Regular", entry.head or 10.5)
        canvas.drawString(280, 700 - line * 24, entry.value)
    canvas.save()
    return file.getvalue()


if __name__ == "__main__":
    main()
