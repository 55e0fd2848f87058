"""The dates of one entry of the riwayat, and entries beside each other."""

from datetime import date

import pytest

from bot.rules.riwayat import Dates, Overlap, RiwayatError, check_dates, may_add, overlaps

TODAY = date(2022, 9, 1)
NEW_YEAR = date(2019, 1, 1)


@pytest.mark.parametrize(
    "dates",
    [
        Dates(),
        Dates(date(2018, 12, 20), NEW_YEAR, date(2019, 12, 31)),
        Dates(NEW_YEAR, NEW_YEAR, NEW_YEAR),
        Dates(NEW_YEAR, NEW_YEAR),
        Dates(date(2005, 1, 1), NEW_YEAR, TODAY),
        Dates(date(2020, 1, 1), NEW_YEAR),
        Dates(date(2021, 3, 1), date(2020, 2, 29)),
        Dates(TODAY, TODAY, TODAY),
        Dates(berakhir=NEW_YEAR),
    ],
)
def test_usual_dates_stand(dates: Dates) -> None:
    """An old SK, one signed up to a year late, a single day, and work that goes on; what is not known is not judged."""
    check_dates(dates, TODAY)
    assert overlaps([dates]) == ()


@pytest.mark.parametrize(
    ("dates", "field", "code"),
    [
        (Dates(sk=date(2022, 9, 2)), "tanggal_sk", "sk_in_future"),
        (Dates(mulai=date(2022, 9, 2)), "tanggal_mulai", "start_in_future"),
        (Dates(mulai=NEW_YEAR, berakhir=date(2022, 9, 2)), "tanggal_berakhir", "end_in_future"),
        (Dates(mulai=NEW_YEAR, berakhir=date(2018, 12, 31)), "tanggal_berakhir", "end_before_start"),
        (Dates(date(2020, 1, 2), NEW_YEAR), "tanggal_mulai", "sk_after_start"),
        (Dates(date(2021, 3, 2), date(2020, 2, 29)), "tanggal_mulai", "sk_after_start"),
    ],
)
def test_impossible_dates_are_refused_with_the_field_to_mend(dates: Dates, field: str, code: str) -> None:
    """Nothing lies ahead, work ends after it begins, and the SK comes within a year of its beginning."""
    with pytest.raises(RiwayatError) as refused:
        check_dates(dates, TODAY)
    assert (refused.value.field, refused.value.code) == (field, code)


def test_entries_that_follow_each_other_do_not_overlap() -> None:
    """One ends on New Year's Eve, the next begins on New Year's Day."""
    entries = [Dates(mulai=date(2020, 1, 1)), Dates(mulai=NEW_YEAR, berakhir=date(2019, 12, 31))]
    assert overlaps(entries) == ()


def test_shared_days_are_told_with_the_entries() -> None:
    """From the first shared day to the last, the same day of both included."""
    entries = [
        Dates(mulai=NEW_YEAR, berakhir=date(2019, 12, 31)),
        Dates(mulai=date(2019, 12, 31), berakhir=date(2020, 6, 30)),
        Dates(mulai=date(2020, 6, 1)),
        Dates(mulai=date(2021, 1, 1)),
        Dates(),
    ]
    assert overlaps(entries) == (
        Overlap(0, 1, date(2019, 12, 31), date(2019, 12, 31)),
        Overlap(1, 2, date(2020, 6, 1), date(2020, 6, 30)),
        Overlap(2, 3, date(2021, 1, 1), None),
    )


def test_five_entries_are_the_most() -> None:
    """A sixth has no room."""
    assert may_add(4)
    assert not may_add(5)
