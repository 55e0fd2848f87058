from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.patience import FREE_TRIES, LONGEST_PAUSE, Tries, after_failure

START = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def failed(times: int, tries: Tries | None = None, now: datetime = START) -> Tries:
    """Fail so many times at one moment."""
    tries = tries or Tries(now)
    for _ in range(times):
        tries = after_failure(tries, now)
    return tries


def test_four_failures_are_free() -> None:
    """They are counted, and nothing else."""
    assert failed(4) == Tries(START, failures=4)


def test_the_fifth_begins_a_pause_of_five_minutes() -> None:
    """And the count begins anew."""
    assert failed(5) == Tries(START, failures=0, pauses=1, paused_until=START + 5 * MINUTE)


def test_pauses_double_up_to_an_hour() -> None:
    """5, 10, 20, 40, 60, 60 minutes."""
    tries, now, pauses = Tries(START), START, []
    for _ in range(6):
        tries = failed(FREE_TRIES, tries, now)
        assert tries.paused_until is not None
        pauses.append((tries.paused_until - now) // MINUTE)
        now = tries.paused_until
    assert pauses == [5, 10, 20, 40, 60, 60]


def test_failures_count_within_an_hour() -> None:
    """At the hour's end they still do; a second later the count begins with this one."""
    assert failed(1, failed(4), START + timedelta(hours=1)).pauses == 1
    later = START + timedelta(hours=1, seconds=1)
    assert failed(1, failed(4), later) == Tries(later, failures=1)


def test_a_quiet_day_forgives() -> None:
    """After it the next pause is the first one again; within it, the next."""
    paused = failed(5)
    assert failed(5, paused, START + timedelta(hours=24)).paused_until == START + timedelta(hours=24) + 10 * MINUTE
    late = START + timedelta(hours=24, seconds=1)
    assert failed(5, paused, late).paused_until == late + 5 * MINUTE


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=2)), max_size=60))
def test_no_pause_is_longer_than_an_hour(gaps: list[timedelta]) -> None:
    """However often and whenever somebody fails, and every fifth failure at once begins one."""
    tries, now = Tries(START), START
    for gap in gaps:
        now += gap
        tries = after_failure(tries, now)
        assert tries.failures < FREE_TRIES
        assert tries.paused_until is None or tries.paused_until - now <= LONGEST_PAUSE
