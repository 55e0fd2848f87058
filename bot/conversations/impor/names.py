"""What the import is called."""

from typing import Final

NAME: Final = "impor"
UNDO: Final = "urungkan"
"""`/impor urungkan`: take the last import back."""
WAY: Final = "arah"
"""The answer that says which way the conversation was entered."""
