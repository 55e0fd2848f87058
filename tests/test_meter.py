"""What is counted whether or not anybody asks."""

import pytest

from bot.meter import BOUNDS, LOOPS, OTHER, Histogram, Meter


@pytest.mark.parametrize(("seconds", "place"), [(0.0, 0), (0.001, 0), (0.0011, 1), (120.0, -2), (120.1, -1)])
def test_a_duration_is_counted_where_its_bound_is(seconds: float, place: int) -> None:
    """A bound takes in what took exactly as long; what took longer than all has a place of its own."""
    took = Histogram()
    took.add(seconds)
    assert len(took.counts) == len(BOUNDS) + 1
    assert took.counts[place] == sum(took.counts) == 1
    assert took.seconds == seconds


def test_what_is_timed_is_counted_however_it_ends() -> None:
    """A job that breaks off took its time as well."""
    took = Histogram()
    with pytest.raises(RuntimeError), took.timed():
        raise RuntimeError
    with took.timed():
        assert sum(took.counts) == 1
    assert sum(took.counts) == 2


def test_nothing_is_told_apart_that_nobody_expects() -> None:
    """A kind from elsewhere makes no line of its own: what is shown comes from closed lists."""
    meter = Meter()
    meter.expect_jobs(["shrink"])
    meter.job("shrink").add(1)
    meter.job("3201010703900001").add(1)
    meter.fail_job("shrink")
    meter.fail_job("3201010703900001")
    meter.refuse("Forbidden")
    meter.refuse("3201010703900001")
    assert {kind: sum(took.counts) for kind, took in meter.jobs.items()} == {"shrink": 1, OTHER: 1}
    assert meter.job_failures == {"shrink": 1, OTHER: 1}
    assert {kind: count for kind, count in meter.refused.items() if count} == {"Forbidden": 1, OTHER: 1}


def test_a_loop_is_still_for_as_long_as_its_beat_stays_out() -> None:
    """One that never beat is told apart from one that has just done so."""
    now = 100.0
    meter = Meter(clock=lambda: now)
    meter.beat("turns")
    now = 107.5
    assert meter.still() == {**dict.fromkeys(LOOPS), "turns": 7.5}
