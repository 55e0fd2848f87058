"""The names of `/sptjm`."""

from typing import Final

NAME: Final = "sptjm"

FIELDS: Final = ("nama", "nip", "jabatan", "pangkat", "tempat")
"""What is asked of whoever signs, by the names of letters.Declarer."""
NONE: Final = "-"
"""In place of a pangkat that there is not."""
PRINT: Final = "buat"
UPLOAD: Final = "unggah"
