"""Whoever sits at a desk, as the store wants to know them, and the words in which a closed instansi is told."""

from datetime import date

from bot.conversations.context import Context, Notice
from bot.conversations.instansi.access import instansi_of
from bot.engine.effects import Say
from bot.rules.clock import today_wib
from storage import staff
from storage.acting import Desk


def desk_of(context: Context) -> Desk:
    """The desk at which the person sits; whoever asks has been let in before, in the same turn."""
    return Desk(context.person, instansi_of(context), context.now)


def today(context: Context) -> date:
    """The day that it is in WIB."""
    return today_wib(context.now)


def tell_admins(context: Context, instansi_id: int, conversation: str, say: Say) -> None:
    """Tell every admin of an instansi but the person who acts, who sees it."""
    admins = staff.admins_of(context.session, instansi_id)
    context.notices.extend(Notice(admin, conversation, say) for admin in admins if admin != context.person)
