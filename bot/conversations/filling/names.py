"""The names that the pages of the pendataan share."""

from typing import Final

NAME: Final = "filling"

PAGES: Final = ("dokumen", "biodata", "riwayat", "resume")
"""Where a record is written to, in order; each is a conversation of this name."""
TO_FILL: Final = PAGES[:-1]
"""Those on which something is filled in; the last one sums them up."""
PESERTA: Final = "peserta"
FINAL: Final = "final"
OPENED: Final = (*PAGES, PESERTA, FINAL)
"""The conversations for which an account must be open."""
