"""The names that the login conversation's parts share."""

from typing import Final

NAME: Final = "login"
WANTED: Final = "tujuan"
"""Among the answers: the page to which one goes once the account is open."""
