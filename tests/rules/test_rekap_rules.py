"""How far groups of workers are, and what happened each day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.rekap import (
    STATUSES,
    Day,
    Group,
    condensed,
    daily,
    furthest_behind,
    grouped,
    percent,
    together,
)

ROWS = st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(sorted(STATUSES)), st.integers(0, 50)))
FIRST = date(2022, 8, 30)


@given(ROWS)
def test_no_worker_is_lost_or_doubled(rows: list[tuple[str, str, int]]) -> None:
    """Groups, and all of them together, add up to the rows."""
    groups = grouped(rows)
    whole = together("semua", groups)
    counted: Counter[str] = Counter()
    for _, status, count in rows:
        counted[status] += count
    assert {status: whole.at(status) for status in STATUSES} == {status: counted[status] for status in STATUSES}
    assert whole.total == sum(group.total for group in groups) == counted.total()
    assert sum(group.total for group in condensed(groups, 2, "{count} lainnya")) == whole.total
    assert [group.name for group in groups] == sorted({name for name, _, _ in rows})


def test_the_smallest_share_is_furthest_behind() -> None:
    """Of equal shares the one with most to do; who has nobody is not behind."""
    half, small = Group("separuh", {"selesai": 5, "mengisi": 5}), Group("kecil", {"terdaftar": 1})
    large, none = Group("besar", {"dikembalikan": 9}), Group("kosong", {})
    done = Group("tuntas", {"disetujui": 3})
    assert furthest_behind([done, half, none, small, large]) == [large, small, half, done]


def test_what_finds_no_room_is_told_together() -> None:
    """In the last row, named by how many it stands for."""
    groups = [Group(f"unit {number}", {"mengisi": number}) for number in range(1, 6)]
    assert condensed(groups, 5, "{count} lainnya") == groups
    *shown, rest = condensed(groups, 3, "{count} lainnya")
    assert shown == groups[:2]
    assert (rest.name, rest.total) == ("3 lainnya", 3 + 4 + 5)


def test_every_day_is_told_also_a_quiet_one() -> None:
    """From the first on which something happened to today."""
    days = daily([(FIRST, "akun", 2), (FIRST, "selesai", 1), (FIRST + timedelta(2), "akun", 4)], FIRST + timedelta(3))
    assert [(day.day - FIRST).days for day in days] == [0, 1, 2, 3]
    assert [day.of("akun") for day in days] == [2, 0, 4, 0]
    assert days[0].of("akun", "selesai", "dibuka") == 3
    assert daily([], FIRST) == []


def test_what_lies_in_the_future_is_not_hidden() -> None:
    """A clock that went back loses nothing."""
    assert daily([(FIRST, "akun", 2)], FIRST - timedelta(5)) == [Day(FIRST, {"akun": 2})]


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, "0%"),
        (0, 5, "0%"),
        (5, 5, "100%"),
        (1, 4, "25%"),
        (1, 3, "33,3%"),
        (99_999, 100_000, "99,9%"),
        (1, 100_000, "0,1%"),
    ],
)
def test_a_share_never_promises_too_much(part: int, whole: int, told: str) -> None:
    """100% is everybody and 0% nobody; else it is rounded down, with a comma."""
    assert percent(part, whole) == told
