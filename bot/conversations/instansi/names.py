"""The desks of an instansi and of pusat: each is a command, most of them a conversation of the same name."""

from collections.abc import Mapping
from typing import Final

from bot.engine.effects import Run

NAME: Final = "instansi"
TO_DESK: Final = Run("button.ke_meja", "/instansi")
"""The button to the desk's menu."""

ACTION: Final[Mapping[str, str]] = {
    "templat": "impor",
    "impor": "impor",
    "tambah": "tambah",
    "cari": "cari",
    "verifikasi": "verifikasi",
    "kesampingkan": "kesampingkan",
    "usulan": "usulan",
    "mutasi": "mutasi_minta",
    "pembukaan": "buka_kembali",
    "rekap": "rekap",
    "nasional": "pusat_rekap",
    "ekspor": "ekspor",
    "umumkan": "umumkan",
    "finalisasi": "finalisasi",
    "sptjm": "sptjm",
    "staf": "staf",
    "pusat": "pusat_instansi",
    "petugas": "pusat_undang",
}
"""For each desk the action of storage.permits that opens it."""
DECIDES: Final[Mapping[str, str]] = {"mutasi": "mutasi_putuskan", "koreksi": "koreksi"}
"""Where fewer may decide on what waits there, or it is no desk by itself: the action by which they may."""
