"""Counting failed tries in the store, so that guessing is slow whoever guesses."""

from datetime import datetime, timedelta
from typing import Final

from bot.conversations.context import Context
from bot.rules.clock import wib
from bot.rules.patience import Tries, after_failure
from storage import tries

_ALMOST_A_MINUTE: Final = timedelta(minutes=1, microseconds=-1)


def paused_until(context: Context, *subjects: str) -> datetime | None:
    """Until when nothing of these subjects (`nik:…`, `chat:…`) may be tried, or None."""
    known = (tries.find(context.session, context.vault, subject) for subject in subjects)
    pauses = [one.paused_until for one in known if one and one.paused_until and one.paused_until > context.now]
    return max(pauses, default=None)


def count_failure(context: Context, tried: bytes, *subjects: str) -> None:
    """One more failed try of each subject; the same thing tried once more is waiting, not guessing."""
    for subject in subjects:
        known = tries.find(context.session, context.vault, subject)
        if known is None or not tried or known.last != tried:
            before = Tries(known.since, known.failures, known.pauses, known.paused_until) if known else None
            after = after_failure(before or Tries(context.now), context.now)
            recorded = tries.Recorded(after.since, after.failures, after.pauses, after.paused_until, tried)
            tries.record(context.session, context.vault, subject, recorded)


def forgive(context: Context, *subjects: str) -> None:
    """Whoever succeeded may fail again as often as anybody."""
    for subject in subjects:
        tries.forget(context.session, context.vault, subject)


def failures(context: Context, subject: str) -> int:
    """How often a subject has failed since its last pause."""
    known = tries.find(context.session, context.vault, subject)
    return known.failures if known else 0


def told(until: datetime) -> str:
    """When a pause is over, in words; no seconds are told, so the minute is rounded up."""
    return wib(until + _ALMOST_A_MINUTE)
