"""What the two kinds of card say to everybody: their titles, and what is told below the line they are cut off at."""

from dataclasses import dataclass
from typing import Final

PENDATAAN: Final = "Pendataan Tenaga Non-ASN"


@dataclass(frozen=True, slots=True)
class Words:
    """A kind of card: its title, and four blocks of a heading and sentences, two below each other, then two beside."""

    title: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]


_KEEP = "Gunting di garis putus-putus, atau simpan berkas PDF ini di ponsel Anda."
_CHECK = (
    "Memeriksa keaslian",
    (
        "Pindai kode QR dengan kamera ponsel, atau buka alamat di bagian bawah halaman ini.",
        "Asisten di Telegram menjawab apakah kartu ini asli. Data yang tampil selalu disamarkan.",
    ),
)
_FREE = (
    "Tanpa biaya, tanpa perantara",
    (
        "Seluruh pendataan tidak dipungut biaya.",
        "Jangan beri tahu password Anda kepada siapa pun, termasuk kepada orang yang mengaku petugas.",
    ),
)

ACCOUNT: Final = Words(
    "Kartu Informasi Akun",
    (
        ("Simpan kartu ini", (_KEEP, "Jika hilang, kirim /kartu di chat asisten untuk mendapatkannya lagi.")),
        (
            "Arti kartu ini",
            (
                "Akun Anda sudah dibuat dan cocok dengan data yang didaftarkan instansi.",
                "Kartu ini bukan KTP, bukan tanda kelulusan, dan bukan keputusan pengangkatan.",
            ),
        ),
        _CHECK,
        _FREE,
    ),
)
FINISHED: Final = Words(
    "Kartu Pendataan Non ASN",
    (
        ("Simpan kartu ini", (_KEEP, "Jika hilang, kirim /kartu di chat asisten untuk mendapatkannya lagi.")),
        (
            "Arti kartu ini",
            (
                "Anda sudah mengakhiri pendataan, dan instansi Anda memeriksa data ini.",
                "Kartu ini bukan KTP, bukan tanda kelulusan, dan bukan keputusan pengangkatan.",
            ),
        ),
        _CHECK,
        _FREE,
    ),
)
