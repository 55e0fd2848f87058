"""The names that the desk of pusat shares."""

from typing import Final

NAME: Final = "pusat"
PAGE: Final = 8
"""How many instansi a screen shows."""
LIST: Final = "daftar"
ADD: Final = "tambah"
DEADLINE: Final = "batas"
REOPEN: Final = "buka"
SOUGHT: Final = "cari:"
"""Before the words by which instansi are sought."""
LONGEST_WORDS: Final = 40
"""In bytes: the button that leads on repeats the words."""
ENDLESS: Final = "tanpa"
"""Instead of a day: no deadline."""
CLOSE_WORD: Final = "TUTUP"
"""What must be typed before a deadline that has passed already."""
ALL: Final = "semua"
"""What the command says for the whole list."""
LETTER: Final = "sptjm"
"""Before the kode, what the command says for the archived SPTJM."""
FINAL: Final = "final"
STANDINGS: Final = ("terbuka", "difinalisasi", FINAL)
STATUSES: Final = ("terdaftar", "berakun", "mengisi", "selesai", "dikembalikan", "disetujui")
"""Where workers stand, in the order of their way."""
