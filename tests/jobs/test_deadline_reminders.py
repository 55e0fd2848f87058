"""Reminders before a deadline: when they begin, whom they reach, and what becomes of them when the deadline moves."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs.deadline_reminders import AT_ONCE
from storage import broadcasts, roster
from storage.models.staff import Staff
from tests.jobs.town import ADMIN, NOON, Town

END = date(2022, 10, 31)
"""A week after the town's noon."""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    town.ends_on(END)
    yield town
    town.database.close()


async def look(town: Town) -> None:
    """A minute later: what is due begins, and is sent."""
    await town.reminders.begin_all()
    await town.goes_on()
    town.hours.passed += 60


def workers_told(town: Town, words: str) -> list[int]:
    return [person for person in town.told(words) if person != ADMIN]


def days_later(town: Town, days: int, hours: int = 0) -> None:
    town.hours.start = NOON + timedelta(days=days, hours=hours)
    town.hours.passed = 0


async def test_a_week_three_days_and_one_day_before(town: Town) -> None:
    """Each reminder comes once, and tells the days that are really left."""
    people = list(town.settles(3))
    for day in range(9):
        days_later(town, day)
        await look(town)
        await look(town)
    counts = [workers_told(town, f"{left} hari lagi") for left in (7, 3, 1)]
    assert counts == [people] * 3
    assert len([person for person in town.told("Pendataan ditutup") if person != ADMIN]) == 9
    assert "31 Oktober 2022 pukul 24.00 WIB" in town.post.sent[0][2]


async def test_who_has_ended_hears_nothing(town: Town) -> None:
    """Neither whose record waits nor who is approved."""
    town.settles(2, "selesai")
    town.settles(2, "disetujui", first=2000)
    await look(town)
    assert workers_told(town, "") == []


async def test_who_ends_before_their_turn_hears_nothing(town: Town) -> None:
    """What was true when the reminder began is looked at again when it is sent."""
    people = town.settles(60)
    await town.reminders.begin_all()
    await town.goes_on(until=lambda: len(town.post.sent) > 5)
    town.stands(people[20:], "selesai")
    await town.goes_on()
    assert 5 < len(workers_told(town, "7 hari lagi")) <= 40
    assert town.running() == []


async def test_nothing_begins_at_night(town: Town) -> None:
    """A deadline that comes near at midnight is told of at seven."""
    people = list(town.settles(2))
    town.hours.start = datetime(2022, 10, 23, 20, 0, tzinfo=UTC)
    await look(town)
    assert town.running() == []
    town.hours.start = datetime(2022, 10, 24, 0, 1, tzinfo=UTC)
    await look(town)
    assert workers_told(town, "7 hari lagi") == people


async def test_a_bot_that_was_down_reminds_late_and_once(town: Town) -> None:
    """Two days before, of three that were missed: once, in true words."""
    people = list(town.settles(2))
    days_later(town, 5)
    await look(town)
    await look(town)
    assert workers_told(town, "Pendataan ditutup 2 hari lagi") == people
    assert len(workers_told(town, "")) == 2


async def test_on_the_last_day_it_says_so(town: Town) -> None:
    """Whoever was not reminded the day before."""
    people = list(town.settles(2))
    days_later(town, 7)
    await look(town)
    assert workers_told(town, "Hari ini hari terakhir") == people


async def test_a_deadline_that_is_moved_has_its_own_reminders(town: Town) -> None:
    """What was under way for the old one stops; the new one is told of when it is near."""
    people = list(town.settles(60))
    await town.reminders.begin_all()
    await town.goes_on(until=lambda: len(town.post.sent) > 5)
    town.ends_on(END + timedelta(days=7))
    await look(town)
    told_before = len(workers_told(town, "31 Oktober"))
    assert told_before < 60
    days_later(town, 7)
    await look(town)
    assert sorted(workers_told(town, "7 November")) == people
    assert len(workers_told(town, "31 Oktober")) == told_before


async def test_a_deadline_that_comes_back_is_not_told_of_twice(town: Town) -> None:
    """Moved away and back on the same day."""
    people = list(town.settles(2))
    await look(town)
    town.ends_on(END + timedelta(days=30))
    await look(town)
    town.ends_on(END)
    await look(town)
    assert workers_told(town, "") == people


async def test_a_newer_reminder_takes_the_place_of_one_that_is_not_through(town: Town) -> None:
    """The one that fits now, never two at once."""
    people = list(town.settles(60))
    await town.reminders.begin_all()
    await town.goes_on(until=lambda: len(town.post.sent) > 5)
    days_later(town, 4)
    await look(town)
    assert len(workers_told(town, "7 hari lagi")) < 60
    assert sorted(workers_told(town, "3 hari lagi")) == people
    assert town.running() == []


async def test_finalised_instansi_and_those_without_a_deadline_are_left_in_peace(town: Town) -> None:
    """There is nothing to remind of."""
    town.settles(2)
    town.finalises()
    await look(town)
    assert town.post.sent == []


async def test_staff_hear_how_far_they_are(town: Town) -> None:
    """The admin how many are where, a verifier how many wait; an operator nothing, and nobody twice."""
    town.settles(3)
    town.settles(4, "selesai", first=3000)
    with town.database.transaction() as session:
        for person, role in ((ADMIN, "verifier"), (10, "verifier"), (11, "operator")):
            session.add(Staff(person=person, role=role, instansi_id=town.instansi, granted_at=NOON))
    await look(town)
    staff = {person: said for _, person, said in town.post.sent if person < 100}
    assert sorted(staff) == [ADMIN, 10]
    assert "sedang mengisi: 3" in staff[ADMIN]
    assert "menunggu verifikasi: 4" in staff[ADMIN]
    assert "4</b> pekerja menunggu verifikasi" in staff[10]
    assert town.post.buttons[10] == ["/instansi DISDIK"]


async def test_a_verifier_for_whom_nobody_waits_hears_nothing(town: Town) -> None:
    """There is nothing for them to do."""
    town.settles(1)
    with town.database.transaction() as session:
        session.add(Staff(person=10, role="verifier", instansi_id=town.instansi, granted_at=NOON))
    await look(town)
    assert 10 not in town.told()


async def test_however_many_end_at_once_all_are_reminded(town: Town) -> None:
    """A transaction begins some of them; the rest come right after."""
    town.settles(2)
    with town.database.transaction() as session:
        for number in range(AT_ONCE + 5):
            roster.add_instansi(session, f"X{number}", "Dinas Lain", END, NOON)
    await town.reminders.begin_all()
    kinds = Counter(one.kind for one in town.running())
    assert kinds == {"ingat": AT_ONCE + 6, "ingat_staf": AT_ONCE + 6, "ingat_draf": 2}


async def test_two_processes_begin_one_reminder(town: Town, tmp_path: Path) -> None:
    """Both see at the same moment that it is due; the database lets one begin it."""
    people = list(town.settles(3))
    other = Town(tmp_path)
    await asyncio.gather(town.reminders.begin_all(), other.reminders.begin_all())
    await town.goes_on()
    assert workers_told(town, "7 hari lagi") == people
    other.database.close()


async def test_who_was_quicker_counts(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that saw nothing yet of the other's reminder begins none of its own."""
    town.settles(3)
    await look(town)
    before = len(town.post.sent)
    monkeypatch.setattr(broadcasts, "occasions", lambda *_: set())
    await look(town)
    assert len(town.post.sent) == before


async def test_the_notice_of_finalisasi_stops_where_pusat_opens_again(town: Town) -> None:
    """What is no longer true is told to nobody further."""
    town.settles(60, "disetujui")
    town.finalises()
    town.begins("final", "final:1", None)
    await town.goes_on(until=lambda: len(town.post.sent) > 5)
    town.finalises(ended=False)
    await town.goes_on()
    assert 5 < len(town.told("sudah difinalisasi")) <= 40
    assert "Pemberitahuan finalisasi selesai dikirim" in town.post.sent[-1][2]
