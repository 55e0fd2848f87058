"""The names that the desk's parts share."""

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

TEMPLATES: Final = ("periksa_kk", "periksa_ktp", "hubungi_instansi", "foto_jelas", "tunggu_dukcapil")
REASONS: Final = ("terjawab", "sudah_benar", "bukan_helpdesk", "tidak_dibalas")
CHANNELS: Final = ("wa", "sms", "mail")
ACCOUNT_HELP: Final = ("buka_kunci", "reset", "ganti_telegram")
CORRECTED: Final = ("kk", "nama", "tempat_lahir", "tanggal_lahir")
"""What a confirmed correction may change."""
