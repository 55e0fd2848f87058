"""The name of the conversation in which pusat gives and takes roles."""

from typing import Final

NAME: Final = "petugas"
