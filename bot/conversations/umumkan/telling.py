"""How an instansi's message looks to its workers: whose it is, and its words as they were written."""

from typing import Final

from bot.engine.effects import Params, Say, Term

NAME: Final = "umumkan"
_TEXT: Final = "say.pengumuman"


def announcement(instansi: str, words: str) -> tuple[str, Say]:
    """The message as it is sent."""
    return NAME, Say(_TEXT, _told(instansi, words))


def preview(instansi: str, words: str) -> Term:
    """The same, within another text."""
    return Term(_TEXT, _told(instansi, words))


def _told(instansi: str, words: str) -> Params:
    return {"instansi": instansi, "pesan": words}
