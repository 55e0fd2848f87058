"""What stands in somebody's way, as the chat and the workbook say it."""

from typing import Final

from bot.conversations.filling.names import PAGES
from bot.engine.effects import Term
from storage.left_out import LeftOut

NAME: Final = "finalisasi"


def lacking(one: LeftOut) -> Term:
    """What stands in the way; whoever is filling in is told by the page that is next."""
    if one.group != "mengisi":
        return Term(f"term.kurang_{one.group}")
    ahead = next((page for page in PAGES if page not in one.pages_done), PAGES[-1])
    return Term("term.kurang_mengisi", {"page": Term(f"term.{ahead}")})
