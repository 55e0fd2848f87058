"""How long somebody has worked, and where their SK leave gaps or overlap."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.eligibility import years_between
from bot.rules.service import REFERENCE, Period, gaps, in_words, length, overlaps, years

DAYS = st.dates(date(2010, 1, 1), date(2024, 12, 31))
PERIODS = st.lists(
    st.builds(
        lambda mulai, days: Period(mulai, None if days is None else mulai + timedelta(days=days)),
        DAYS,
        st.none() | st.integers(0, 1500),
    ),
    max_size=5,
)


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def days_of(period: Period, until: date) -> set[date]:
    last = min(period.berakhir or until, until)
    return {period.mulai + timedelta(days=count) for count in range((last - period.mulai).days + 1)}


def worked(periods: list[Period], until: date) -> list[date]:
    """Each day that a period covers, as often as there are such periods."""
    return [day for period in periods if period.mulai <= until for day in days_of(period, until)]


@pytest.mark.parametrize(
    ("periods", "figure"),
    [
        ([], (0, 0)),
        ([year(2021)], (1, 0)),
        ([year(2018), year(2019), year(2020), year(2021)], (4, 0)),
        ([year(2018), year(2019)], (2, 0)),
        ([year(2016), year(2018)], (2, 0)),
        ([year(2021), year(2021)], (1, 0)),
        ([Period(date(2017, 8, 1))], (4, 5)),
        ([Period(date(2017, 8, 1), date(2030, 1, 1))], (4, 5)),
        ([Period(date(2017, 8, 2))], (4, 4)),
        ([Period(date(2021, 12, 31))], (0, 0)),
        ([Period(date(2022, 1, 1))], (0, 0)),
        ([Period(date(2020, 2, 29), date(2021, 2, 28))], (1, 0)),
        ([Period(date(2021, 1, 31), date(2021, 2, 28))], (0, 1)),
        ([Period(date(2021, 1, 1), date(2021, 1, 15)), Period(date(2021, 3, 1), date(2021, 3, 15))], (0, 1)),
    ],
)
def test_masa_kerja_is_counted_as_people_count(periods: list[Period], figure: tuple[int, int]) -> None:
    """Contracts by the calendar year are whole years, doubled days count once, left-over days add up to months."""
    assert years(periods) == figure


def test_another_day_can_be_counted_up_to() -> None:
    """The day of reference is the pendataan's to set."""
    assert years([Period(date(2017, 8, 1))], date(2023, 7, 31)) == (6, 0)


def test_a_period_ends_no_earlier_than_it_begins() -> None:
    """What could not have been worked is refused, a single day is not."""
    with pytest.raises(ValueError, match="ends on the day it begins"):
        Period(date(2021, 1, 2), date(2021, 1, 1))
    assert length(Period(date(2021, 1, 1), date(2021, 1, 1)), REFERENCE) == "1 hari"


def test_gaps_lie_between_periods_and_after_the_last() -> None:
    """Periods that touch leave none; what follows the last one counts up to the day asked for."""
    periods = [Period(date(2021, 1, 1), date(2021, 6, 30)), Period(date(2018, 1, 1), date(2019, 12, 31)), year(2020)]
    assert gaps(periods, date(2021, 6, 30)) == ()
    assert gaps(periods, REFERENCE) == (Period(date(2021, 7, 1), REFERENCE),)
    assert gaps([year(2018), year(2020)], date(2020, 5, 1)) == (year(2019),)
    assert gaps([year(2018), year(2020)], date(2019, 2, 1)) == (Period(date(2019, 1, 1), date(2019, 2, 1)),)
    assert gaps([year(2020)], date(2019, 1, 1)) == ()


def test_overlaps_are_named_once() -> None:
    """Where three SK cover a day it is one overlap; two that go on overlap without an end."""
    assert overlaps([year(2018), year(2019)]) == ()
    assert overlaps([year(2019), year(2019), Period(date(2019, 3, 1))]) == (year(2019),)
    assert overlaps([Period(date(2018, 1, 1)), Period(date(2019, 1, 1))]) == (Period(date(2019, 1, 1)),)


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(date(2019, 7, 1), date(2019, 9, 30)), "3 bulan"),
        (Period(date(2019, 7, 1), date(2019, 10, 12)), "3 bulan 12 hari"),
        (Period(date(2019, 7, 1), date(2020, 9, 30)), "1 tahun 3 bulan"),
        (Period(date(2019, 7, 1), date(2020, 10, 12)), "1 tahun 3 bulan"),
        (Period(date(2019, 7, 1), date(2020, 7, 12)), "1 tahun"),
        (Period(date(2019, 7, 1), date(2019, 7, 9)), "9 hari"),
        (Period(date(2021, 12, 1)), "1 bulan"),
    ],
)
def test_a_length_is_told_in_two_units(period: Period, said: str) -> None:
    """The two largest units say enough; what goes on is cut at the day asked for."""
    assert length(period, REFERENCE) == said


def test_what_has_not_begun_has_no_length() -> None:
    """A period that begins after the day it is cut at is the caller's mistake."""
    with pytest.raises(ValueError, match="begins after"):
        length(Period(date(2022, 1, 1)), REFERENCE)


@pytest.mark.parametrize(
    ("figure", "said"),
    [((4, 5), "4 tahun 5 bulan"), ((4, 0), "4 tahun"), ((0, 5), "5 bulan"), ((0, 0), "kurang dari 1 bulan")],
)
def test_masa_kerja_in_words(figure: tuple[int, int], said: str) -> None:
    """A unit with nothing in it is left out."""
    assert in_words(figure) == said


@given(PERIODS, DAYS)
def test_every_day_is_worked_or_a_gap(periods: list[Period], until: date) -> None:
    """From the first day on, the gaps are exactly the days without work, and none touches the next."""
    days = set(worked(periods, until))
    found = gaps(periods, until)
    free = [day for gap in found for day in days_of(gap, until)]
    span = days_of(Period(min(days)), until) if days else set()
    assert set(free) == span - days
    assert len(free) == len(set(free))
    assert all(one.berakhir and one.berakhir + timedelta(days=1) < other.mulai for one, other in pairwise(found))


@given(PERIODS)
def test_overlaps_are_the_doubled_days(periods: list[Period]) -> None:
    """A day lies in an overlap exactly if two periods or more cover it."""
    until = date(2030, 1, 1)
    doubled = {day for day, count in Counter(worked(periods, until)).items() if count > 1}
    assert {day for overlap in overlaps(periods) for day in days_of(overlap, until)} == doubled


@given(PERIODS, PERIODS)
def test_more_work_is_never_less_masa_kerja(periods: list[Period], others: list[Period]) -> None:
    """Another SK never shortens the masa kerja, nor does it lengthen it if it covers the same days."""
    assert years(periods + others) >= years(periods)
    assert years(periods + periods[::-1]) == years(periods)


@given(DAYS, st.integers(1, 900))
def test_cutting_a_period_in_two_changes_nothing(mulai: date, days: int) -> None:
    """Two SK of which one begins the day after the other ends are one stretch of work."""
    middle = mulai + timedelta(days=days)
    whole = Period(mulai, middle + timedelta(days=days))
    halves = [Period(mulai, middle - timedelta(days=1)), Period(middle, whole.berakhir)]
    assert years(halves, date(2035, 1, 1)) == years([whole], date(2035, 1, 1))
    assert gaps(halves, date(2021, 1, 1)) == gaps([whole], date(2021, 1, 1))


@given(st.dates(date(1980, 1, 1), REFERENCE))
def test_one_unbroken_stretch_is_counted_in_years_of_the_calendar(mulai: date) -> None:
    """A single SK has as many years as there are anniversaries up to the day after the last."""
    assert years([Period(mulai)])[0] == years_between(mulai, REFERENCE + timedelta(days=1))
