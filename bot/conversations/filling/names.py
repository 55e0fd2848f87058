"""The names that the pages of the pendataan share."""

from typing import Final

NAME: Final = "filling"

PAGES: Final = ("dokumen", "biodata", "riwayat", "resume")
"""Where a record is written to, in order; each is a conversation of this name."""
PESERTA: Final = "peserta"
FINAL: Final = "final"
OPENED: Final = (*PAGES, PESERTA, FINAL)
"""The conversations for which an account must be open."""
