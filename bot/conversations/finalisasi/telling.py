"""The words of finalisasi that others use too: what somebody lacks, and what the admins hear when pusat opens again."""

from typing import Final

from bot.conversations.context import Context, Notice
from bot.conversations.filling.names import PAGES
from bot.engine.effects import Run, Say, Term
from storage import roster
from storage.left_out import LeftOut

NAME: Final = "finalisasi"


def lacking(one: LeftOut) -> Term:
    """What stands in the way; whoever is filling in is told by the page that is next."""
    if one.group != "mengisi":
        return Term(f"term.kurang_{one.group}")
    ahead = next((page for page in PAGES if page not in one.pages_done), PAGES[-1])
    return Term("term.kurang_mengisi", {"page": Term(f"term.{ahead}")})


def tell_reopened(context: Context, instansi_id: int, admins: list[int], reason: str) -> None:
    """Tell an instansi's admins that pusat has opened it again, and why."""
    nama = roster.instansi_by_id(context.session, instansi_id).nama
    said = Say("say.dibuka_pusat", {"nama": nama, "reason": reason}, (Run("button.meja", "/instansi"),))
    context.notices.extend(Notice(admin, NAME, said) for admin in admins)
