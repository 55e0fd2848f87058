"""How the queue is narrowed: `<kind>:<kabupaten>`, each `*` for any; an empty kabupaten is the unknown one."""

import re
from typing import Final

from bot.conversations.balas.telling import number_of
from bot.engine.inputs import Choice, Input
from bot.engine.parse import Asked, Refusal, written

EVERYTHING: Final = "*:*"
ANY: Final = "*"
_FILTER: Final = re.compile(r"(?:\*|[a-z_]{1,24}):(?:\*|\d{4}|)")
_NUMBER: Final = re.compile(r"(?:T-?)?(\d{1,9})", re.IGNORECASE)


def parts(chosen: str) -> tuple[str | None, str | None]:
    """Kind and kabupaten, each None for any."""
    kind, _, kabupaten = chosen.partition(":")
    return None if kind == ANY else kind, None if kabupaten == ANY else kabupaten


def narrowed(kind: str | None, kabupaten: str | None) -> str:
    """The filter of these two."""
    return f"{ANY if kind is None else kind}:{ANY if kabupaten is None else kabupaten}"


def argument(given: str) -> tuple[int, str]:
    """The ticket and the filter that a command names: `12 dukcapil:3201`, each of which may be missing (0, "")."""
    words = given.split()
    numbers = [found.group(1) for word in words if (found := _NUMBER.fullmatch(word))]
    filters = [word for word in words if _FILTER.fullmatch(word)]
    return int(numbers[0]) if numbers else 0, filters[0] if filters else ""


def ticket_or_day(given: Input, asked: Asked) -> str:
    """A tapped ticket as `t12`, `ambil` or the day's batch; or a ticket's number as it is typed."""
    del asked
    if isinstance(given, Choice):
        return given.value
    found = _NUMBER.fullmatch(written(given))
    if found is None:
        raise Refusal("nomor_tiket", example=number_of(12))
    return f"t{int(found.group(1))}"
