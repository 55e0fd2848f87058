"""What the staff of an instansi are told of its deadline: which instansi it is, and until when."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.conversations.pusat.names import NAME
from bot.engine.effects import Run, Say, Term
from bot.rules.dates import format_date

_NAMED: Final = 3
"""Of more instansi only their number is told."""


def deadline(day: date | None) -> Term:
    """`31 Oktober 2022 pukul 24.00 WIB`, or that there is none."""
    return Term("term.batas", {"day": format_date(day)}) if day else Term("term.tanpa_batas")


def moved_deadline(instansi: Sequence[str], day: date | None) -> tuple[str, Say]:
    """That this is the last day of these instansi of theirs from now on."""
    named = tuple(Term("term.nama_instansi", {"nama": one}) for one in instansi)
    whose = named if len(named) <= _NAMED else Term("term.instansi_anda", {"count": len(named)})
    return NAME, Say("say.batas", {"instansi": whose, "batas": deadline(day)}, (Run("button.menu", "/start"),))
