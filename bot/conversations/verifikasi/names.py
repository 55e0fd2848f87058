"""The names that the parts of verification share."""

from collections.abc import Mapping
from typing import Final

NAME: Final = "verifikasi"

REASONS: Final[Mapping[str, str]] = {
    "foto": "dokumen",
    "ktp": "dokumen",
    "ijazah": "dokumen",
    "sk": "riwayat",
    "bukti": "riwayat",
    "pendidikan": "biodata",
    "tanggal": "riwayat",
    "lainnya": "resume",
}
"""Why a record is given back, and the page on which its worker mends that."""
OTHER: Final = "lainnya"
"""The reason that must be said in words."""
PICTURES: Final[Mapping[str, tuple[str, ...]]] = {"foto": ("pasfoto", "swafoto"), "ktp": ("ktp",)}
"""The pictures of the account that may be sent anew while a record is given back for this."""
WORDS: Final = (5, 500)
"""How short and how long a verifier's words may be."""
RULES: Final = (
    *("too_young", "too_old", "service_too_short", "sk_too_late"),
    *("paid_otherwise", "job_outsourced", "blu"),
)
"""The rules of bot.rules.eligibility, as texts name them."""
FAILURES: Final = (
    *("ditarik", "difinalisasi", "sudah_diputuskan", "dibuka", "kartu_lepas", "berubah", "tutup", "tanpa_alasan"),
    "bukan_wewenang",
)
"""Why a decision does not count."""
