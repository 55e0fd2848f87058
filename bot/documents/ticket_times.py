"""What goes along with the picture of the open tickets: how many of each kind, and how quickly the helpdesk was."""

import html
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.rules.clock import wib
from bot.rules.durations import Spread, in_words
from bot.rules.ticket_figures import Tally

_MEANING: Final = "Dijawab dan selesai: separuh tiket dalam waktu itu, 9 dari 10 dalam waktu di dalam kurung."


def caption(tallies: Sequence[Tally], now: datetime) -> str:
    """A line for each kind of which there are tickets, as Telegram's HTML; within the 1024 characters of a caption.

    The times are the median and, in brackets, the 90th percentile, both counted from the opening of a ticket.
    """
    head = f"Tiket terbuka {wib(now)}: <b>{sum(tally.open_in_all for tally in tallies)}</b>"
    lines = [_line(tally) for tally in tallies if tally.open_in_all or tally.solved]
    timed = any(tally.first_answer or tally.solving for tally in tallies)
    return "\n".join([head, *lines, *([_MEANING] if timed else [])])


def _line(tally: Tally) -> str:
    took = [("dijawab", tally.first_answer), ("selesai", tally.solving)]
    told = "".join(f"; {what} {_times(spread)}" for what, spread in took if spread)
    return f"• {html.escape(tally.name, quote=False)}: {tally.open_in_all} terbuka{told}"


def _times(spread: Spread) -> str:
    return f"{in_words(spread.median)} ({in_words(spread.ninety)})"
