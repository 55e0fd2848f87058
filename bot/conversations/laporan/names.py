"""The name by which others speak in these words."""

from typing import Final

NAME: Final = "laporan"
