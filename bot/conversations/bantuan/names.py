"""The names that the help conversation's parts share."""

from typing import Final

NAME: Final = "bantuan"
FRAUD: Final = "kecurangan"
KINDS: Final = (
    "dukcapil",
    "nik_dipakai",
    "belum_didaftarkan",
    "lupa_password",
    "unggah",
    FRAUD,
    "lain",
)
"""What a ticket can be about; `dukcapil` is NIK, KK or name not found or not agreeing."""
TICKET_KINDS: Final = tuple(kind for kind in KINDS if kind != FRAUD)
"""A report goes to pusat and is no ticket."""
