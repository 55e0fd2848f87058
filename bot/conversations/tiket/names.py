"""The names that the desk's parts share."""

from collections.abc import Mapping
from typing import Final

NAME: Final = "tiket"

ACTS: Final = (
    "identitas",
    "pesan",
    "balas",
    "eskalasi",
    "jawaban_dukcapil",
    "koreksi",
    "akun",
    "serahkan",
    "lepas",
    "selesai",
)
"""What can be done with the ticket that one holds."""
LETS_GO: Final = ("serahkan", "lepas", "selesai")
"""The acts after which the officer holds it no more."""

DAY: Final = "kumpulan"
"""Instead of a ticket: a day's tickets for Dukcapil in one message."""
FOR_DUKCAPIL: Final = ("dukcapil", "nik_dipakai")
"""The kinds of trouble that Dukcapil is asked about."""

TEMPLATES: Final = ("periksa_kk", "periksa_ktp", "hubungi_instansi", "foto_jelas", "tunggu_dukcapil")
REASONS: Final = ("terjawab", "sudah_benar", "bukan_helpdesk", "tidak_dibalas")
CHANNELS: Final = ("wa", "sms", "mail")
ACCOUNT_HELP: Final = ("buka_kunci", "reset", "ganti_telegram")
CORRECTED: Final = ("kk", "nama", "tempat_lahir", "tanggal_lahir")
"""What a confirmed correction may change."""
PROBLEMS: Final[Mapping[str, str]] = {
    "nik": "NIK tidak ditemukan atau tidak sesuai",
    "kk": "Nomor KK tidak sesuai",
    "nama": "Nama tidak sesuai",
    "tempat_lahir": "Tempat lahir tidak sesuai",
    "tanggal_lahir": "Tanggal lahir tidak sesuai",
    "nik_dipakai": "NIK dipakai orang lain",
}
"""What Dukcapil is usually asked about, in the words of the message."""
