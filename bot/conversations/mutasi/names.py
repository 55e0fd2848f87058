"""The names that the parts of a transfer share."""

from typing import Final

NAME: Final = "mutasi"
INCOMING: Final = "m"
"""Before a request's id: another instansi asks this one."""
OUTGOING: Final = "k"
"""Before a request's id: this one asks another."""
