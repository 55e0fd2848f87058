"""The names that the login conversation's parts share."""

from typing import Final

NAME: Final = "login"
