"""The name that the parts of answering in a ticket share."""

from typing import Final

NAME: Final = "balas"
