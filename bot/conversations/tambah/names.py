"""The names that the parts of entering a worker share, and the columns in the order of the questions."""

from collections.abc import Mapping
from typing import Final

from bot.rules.education import levels
from bot.rules.entry_choices import PAYMENTS, SIGNERS

NAME: Final = "tambah"

REQUIRED: Final = ("nama", "tempat_lahir", "tanggal_lahir", "jabatan", "unit_kerja", "tanggal_mulai")
"""What is asked of everybody besides the NIK, which tells the jenis kelamin."""
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "keluarga": ("kk", "no_peserta_thk2"),
    "pendidikan": ("tingkat_pendidikan", "pendidikan_terakhir", "nomor_ijazah", "tanggal_lulus", "nama_sekolah"),
    "sk": (
        *("nomor_sk", "tanggal_sk", "tanggal_berakhir", "pendidikan_sk"),
        *("jabatan_penandatangan", "jenis_penandatangan", "jenis_pembayaran"),
    ),
}
"""What may be left out, as it is offered."""
OPTIONAL: Final = tuple(column for columns in GROUPS.values() for column in columns)
ASKED: Final = (*REQUIRED, *OPTIONAL)

COLUMNS: Final[Mapping[str, str]] = {"jenis_penandatangan": "jenis_jabatan_penandatangan"}
"""Where a question's name, which a button has to hold, is shorter than that of its column."""
CHOICES: Final[Mapping[str, Mapping[str, str]]] = {
    "tingkat_pendidikan": {level.code: level.name for level in levels()},
    "jenis_penandatangan": SIGNERS,
    "jenis_pembayaran": PAYMENTS,
}
"""What may be tapped instead of typed, and how the sheet spells it."""
EMPTY: Final = "kosong"
"""The button for what the instansi does not say."""


def column(question: str) -> str:
    """The column that a question is about."""
    return COLUMNS.get(question, question)
