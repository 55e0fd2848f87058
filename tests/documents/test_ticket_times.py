"""The words below the picture of the open tickets."""

from datetime import UTC, datetime, timedelta

from bot.documents.ticket_times import caption
from bot.rules.durations import Spread
from bot.rules.ticket_figures import Tally

NOW = datetime(2022, 9, 20, 3, 0, tzinfo=UTC)
QUICK = Spread(4, timedelta(minutes=20), timedelta(hours=2))


def test_only_what_was_measured_is_told() -> None:
    """A kind without tickets has no line, one without answers no times; names are no markup."""
    none = (0, 0, 0, 0)
    kinds = (
        Tally("A & B", (1, 0, 0, 0), 0, QUICK, None),
        Tally("C", none, 2, None, QUICK),
        Tally("D", none, 0, None, None),
    )
    told = caption(kinds, NOW)
    assert told.splitlines()[1:3] == [
        "• A &amp; B: 1 terbuka; dijawab 20 menit (2 jam)",
        "• C: 0 terbuka; selesai 20 menit (2 jam)",
    ]


def test_nothing_is_explained_where_nothing_was_measured() -> None:
    """Only how many are open."""
    assert caption((Tally("C", (2, 0, 0, 0), 0, None, None),), NOW).splitlines()[1:] == ["• C: 2 terbuka"]
