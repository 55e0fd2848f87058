"""The names that giving and taking roles share, for an instansi and for the nation."""

from typing import Final

NAME: Final = "staf"
INVITE: Final = "undang"
"""Instead of an entry of the list: somebody new."""
END_WORD: Final = "CABUT"
"""What must be typed before a role ends that others depend on."""
WEIGHTY: Final = ("admin", "pusat")
"""The roles whose end wants that word."""
PAGE: Final = 12
"""How many entries a screen shows."""
LONGEST_LABEL: Final = 32
