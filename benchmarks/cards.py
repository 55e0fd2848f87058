"""What each of the two cards costs against the same page without photo and QR code, and against reportlab's.

All are drawn in turns within one run, so that whatever else the machine does falls on all alike.
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

from bot.documents.card_data import Entry
from bot.documents.card_front import Front, draw_front
from bot.documents.card_ink import Ink
from bot.documents.card_page import page
from bot.documents.card_paper import stream
from bot.documents.card_words import ACCOUNT, FINISHED, Words
from bot.documents.cards import AccountCard, PendataanCard, account_card, pendataan_card
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
_FINISHED_CARD = PendataanCard(
    nomor_registrasi=_CARD.nomor_registrasi,
    nama=_CARD.nama,
    nik=_CARD.nik,
    tempat_lahir=_CARD.tempat_lahir,
    tanggal_lahir=_CARD.tanggal_lahir,
    jenis=_CARD.jenis,
    instansi=_CARD.instansi,
    unit_kerja=_CARD.unit_kerja,
    jabatan=_CARD.jabatan,
    pendidikan="S-1 Pendidikan Guru Sekolah Dasar",
    masa_kerja="4 tahun 5 bulan, sampai 31 Desember 2021",
    riwayat=2,
    diakhiri="7 Maret 2026 pukul 17.00 WIB",
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
_MORE_ENTRIES = (
    *_ENTRIES,
    Entry("Pendidikan terakhir", _FINISHED_CARD.pendidikan),
    Entry("Masa kerja", _FINISHED_CARD.masa_kerja),
    Entry("Jumlah riwayat", "2 riwayat pekerjaan"),
)
_BARE_ACCOUNT = Front(_CARD.nomor_registrasi, _ENTRIES, f"Akun dibuat {_CARD.dibuat}", _CARD.langkah)
_BARE_FINISHED = Front(
    _CARD.nomor_registrasi, _MORE_ENTRIES, f"Pendataan diakhiri {_FINISHED_CARD.diakhiri}", _FINISHED_CARD.langkah
)


def main() -> None:
    """Print the medians in milliseconds and what each is to its own bare page."""
    photo = _photo()
    for name in ("Regular", "Bold"):
        registerFont(
            TTFont(name, BytesIO(files("bot.documents").joinpath("fonts", f"PublicSans-{name}.ttf").read_bytes()))
        )
    bare_account, bare_finished = "akun: bare page, prepared once", "pendataan: bare page, prepared once"
    with_photo = f"with photo of {len(photo) // 1024} KB and QR"
    contestants: dict[str, tuple[str, Callable[[], bytes]]] = {
        bare_account: (bare_account, lambda: _bare(ACCOUNT, _BARE_ACCOUNT)),
        f"akun: card {with_photo}": (bare_account, lambda: account_card(_CARD, photo, _LINK)),
        bare_finished: (bare_finished, lambda: _bare(FINISHED, _BARE_FINISHED)),
        f"pendataan: card {with_photo}": (bare_finished, lambda: pendataan_card(_FINISHED_CARD, photo, _LINK)),
        "akun: bare texts by reportlab": (bare_account, _reportlab),
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(_ROUNDS):
        for name, (_, draw) in contestants.items():
            start = time.perf_counter()
            draw()
            times[name].append((time.perf_counter() - start) * 1000)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, (bare, _) in contestants.items():
        print(f"{name:<44} {medians[name]:7.2f} ms {medians[name] / medians[bare]:6.1f} x")


def _photo() -> bytes:
    file = BytesIO()
    Image.effect_noise((600, 800), 60).convert("RGB").save(file, "JPEG", quality=70)
    return file.getvalue()


def _bare(words: Words, front: Front) -> bytes:
    ink = Ink()
    ink.add("/Form Do")
    draw_front(ink, front, _LINK)
    return page(words, front.number, ink.operators, stream("", b"", level=0), b"null")


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
