"""How a deadline is told in every reminder."""

from datetime import date
from typing import Final

from bot.engine.effects import Params
from bot.rules.dates import format_date
from storage.roster import InstansiFacts

NAME: Final = "kabar"


def until(instansi: InstansiFacts, today: date) -> tuple[str, Params]:
    """The text, common to all conversations, of how long an instansi with a deadline still takes data from this day."""
    assert instansi.deadline is not None
    left = (instansi.deadline - today).days
    told: Params = {"count": left, "instansi": instansi.nama, "day": format_date(instansi.deadline)}
    return ("say.batas_sisa" if left else "say.batas_hari_ini"), told
