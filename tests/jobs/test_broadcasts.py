"""What is told to many reaches each of them once, within Telegram's limits, by day, and holds up nobody's answer."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from storage import broadcasts
from storage.models.turns import OutboxRow
from tests.jobs.town import ADMIN, FIRST, NOON, Town

NIGHT = datetime(2022, 10, 24, 13, 0, tzinfo=UTC)
"""20.00 WIB."""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    town.database.close()


async def test_everybody_is_told_once_within_the_limits(town: Town) -> None:
    """Thirty a second, nobody twice; the instansi's words with its name; then its maker hears the figures."""
    people = town.settles(900)
    town.begins()
    await town.goes_on()
    assert sorted(town.told("Rapat besok")) == list(people)
    moments = [moment for moment, person, _ in town.post.sent if person != ADMIN]
    windows = [sum(at <= moment < at + 1 for moment in moments) for at in moments]
    assert max(windows) <= 31
    assert moments[-1] - moments[0] == pytest.approx(900 / 30, rel=0.01)
    assert "Pengumuman dari Dinas Contoh" in town.post.sent[0][2]
    assert "Terkirim ke 900 pekerja. Tidak ada yang terlewat." in town.post.sent[-1][2]
    assert town.running() == []


async def test_the_outbox_is_never_full_of_it(town: Town) -> None:
    """Of thousands only a few lie there at a time."""
    town.settles(300)
    town.begins()
    most = 0

    def look(person: int) -> None:
        nonlocal most
        del person
        with town.database.engine.connect() as connection:
            most = max(most, connection.execute(text("SELECT count(*) FROM outbox")).scalar_one())

    town.post.on_send = look
    await town.goes_on()
    assert 0 < most <= 50


async def test_an_answer_in_the_midst_of_a_broadcast_goes_at_once(town: Town) -> None:
    """However many are still to be told, an answer is among the next that are sent; also to one of them."""
    people = town.settles(600)
    town.begins()
    await town.goes_on(until=lambda: len(town.post.sent) >= 100)
    before = len(town.post.sent)
    for person in (5, 6, people[-1]):
        town.answers(person, "Jawaban Anda")
    await town.goes_on(until=lambda: len(town.told("Jawaban Anda")) == 3)
    places = [number for number, (_, _, said) in enumerate(town.post.sent) if said == "Jawaban Anda"]
    assert max(places) < before + 40
    await town.goes_on()
    assert sorted(town.told("Rapat besok")) == list(people)


async def test_whoever_closed_the_chat_is_counted_and_ends_nothing(town: Town) -> None:
    """The others are told, and the maker hears how many were not."""
    people = town.settles(40)
    town.post.closed = {people[3], people[39]}
    town.begins()
    await town.goes_on()
    assert len(town.told("Rapat besok")) == 38
    assert "Terkirim ke 38 pekerja. Tidak terkirim ke 2 pekerja" in town.post.sent[-1][2]


async def test_nothing_is_told_at_night_and_the_rest_in_the_morning(town: Town) -> None:
    """At 20.00 WIB it stops where it is, and goes on at 07.00; nobody is skipped or told twice."""
    people = town.settles(300)
    town.hours.start = NIGHT - timedelta(seconds=5)
    town.begins()
    await town.goes_on()
    assert 140 <= len(town.told("Rapat besok")) <= 155
    assert all(moment < 1005 for moment, _, _ in town.post.sent)
    await town.progress.show()
    assert "Dilanjutkan pukul 07.00 WIB" in town.post.notes[-1][2]
    town.hours.start = NIGHT + timedelta(hours=11)
    await town.goes_on()
    assert sorted(town.told("Rapat besok")) == list(people)


async def test_who_is_done_by_nightfall_has_the_figures_still(town: Town) -> None:
    """The maker waits for them; the workers are left in peace."""
    town.settles(10)
    town.begins()
    await town.goes_on(until=lambda: len(town.told("Rapat besok")) == 10)
    town.hours.start = NIGHT
    await town.goes_on()
    assert town.told("selesai dikirim") == [ADMIN]


async def test_a_reminder_that_nobody_made_ends_in_silence_and_not_at_night(town: Town) -> None:
    """The system hears nothing; what it has begun goes on in the morning."""
    people = town.settles(3)
    with town.database.transaction() as session:
        broadcasts.start(session, town.vault, "semua", "uji", town.instansi, "Halo", broadcasts.SYSTEM, NOON)
    await town.goes_on(until=lambda: len(town.post.sent) == 3)
    town.hours.start = NIGHT
    await town.goes_on()
    town.hours.start = NOON + timedelta(days=1)
    await town.goes_on()
    assert town.told() == list(people)
    assert town.running() == []


async def test_its_maker_sees_one_message_change(town: Town) -> None:
    """Nothing for what is over in two seconds; then how far it is, and at the end it goes."""
    town.settles(600)
    town.begins()
    await town.progress.show()
    assert town.post.notes == []
    await town.goes_on(until=lambda: len(town.post.sent) >= 150)
    await town.progress.show()
    await town.goes_on(until=lambda: len(town.post.sent) >= 300)
    await town.progress.show()
    await town.progress.show()
    shown = [said for _, _, said in town.post.notes]
    assert len(shown) == 2
    assert all(said.startswith("Terkirim ") and said.endswith("dari 600.") for said in shown)
    await town.goes_on()
    assert town.post.gone == [1]
    await town.progress.show()
    assert len(town.post.notes) == 2


async def test_a_message_that_came_too_late_goes_again(town: Town) -> None:
    """Where the broadcast ended while its first figure was under way."""
    town.settles(90)
    town.begins()
    await town.goes_on(until=lambda: len(town.post.sent) >= 80)

    async def slow(person: int, words: str) -> int:
        del person, words
        await town.goes_on()
        return 77

    town.post.note = slow  # type: ignore[method-assign]
    await town.progress.show()
    await town.goes_on()
    assert town.post.gone == [77]


async def test_progress_that_cannot_be_shown_is_shown_later(town: Town) -> None:
    """A maker whose chat fails does not keep another's message still."""
    town.settles(300)
    town.begins()
    await town.goes_on(until=lambda: len(town.post.sent) >= 100)
    good = town.post.note

    async def fails(person: int, words: str) -> int:
        raise RuntimeError(f"{person} {words}")

    town.post.note = fails  # type: ignore[method-assign]
    await town.progress.show()
    town.post.note = good  # type: ignore[method-assign]
    await town.progress.show()
    assert len(town.post.notes) == 1


async def test_small_ones_do_not_wait_for_great_ones(town: Town) -> None:
    """Two at once go on side by side."""
    town.settles(400)
    few = town.settles(5, "dikembalikan", first=50_000)
    town.begins()
    await town.goes_on(until=lambda: len(town.post.sent) >= 50)
    town.begins("kembali", "umum:2", "Perbaiki data")
    await town.goes_on(until=lambda: len(town.told("Perbaiki")) == 5)
    assert len(town.told("Rapat")) < 150
    await town.goes_on()
    assert sorted(town.told("Perbaiki")) == list(few)
    assert len(town.told("Rapat")) == 405


async def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    """What was claimed and not sent is sent by the next process, and the cursor stands where it stood."""
    town = Town(tmp_path)
    people = town.settles(60)
    town.begins()
    assert await town.broadcasts.tell_waiting() > 0
    # Killed right after the commit: nothing of what was claimed went out.
    idle, again = Town(tmp_path), Town(tmp_path)
    town.broadcasts = idle.broadcasts
    await again.goes_on()
    assert sorted(again.told("Rapat besok")) == list(people)
    for one in (town, idle, again):
        one.database.close()


async def test_a_row_that_cannot_be_read_stops_nobody(town: Town) -> None:
    """It is dropped; all others are told, and the end is found all the same."""
    town.settles(5)
    town.begins()
    with town.database.transaction() as session:
        session.add(OutboxRow(id=1, person=FIRST, lane="many", payload=b"\x01damaged"))
    await town.goes_on()
    assert len(town.told("Rapat besok")) == 5
    assert town.told("selesai dikirim") == [ADMIN]


async def test_one_whose_record_cannot_be_read_stops_nobody(town: Town) -> None:
    """They are counted as not told."""
    people = town.settles(3)
    town.ends_on(date(2022, 10, 27))
    with town.database.transaction() as session:
        session.connection().execute(
            text("UPDATE worker SET nik = :broken WHERE id = (SELECT worker_id FROM account WHERE telegram_id = :who)"),
            {"who": people[1], "broken": bytes(1)},
        )
    await town.reminders.begin_all()
    await town.goes_on()
    assert [person for person in town.told("3 hari lagi") if person != ADMIN] == [people[0], people[2]]
    assert town.running() == []


async def test_the_loop_runs_until_it_is_stopped(town: Town) -> None:
    """Whatever one round meets; and what was sent by then is ticked off."""
    people = town.settles(30)
    town.begins()
    running = [asyncio.create_task(one.run()) for one in (town.broadcasts, town.progress, town.reminders)]
    while len(town.post.sent) < 30:  # noqa: ASYNC110 - the clock is the town's own
        await asyncio.sleep(0.01)
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    assert sorted(town.told("Rapat besok")) == list(people)
    assert town.running() == [] or town.running()[0].told == 30


async def test_a_store_that_fails_for_a_moment_ends_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sent by then is ticked off later, and counted once."""
    people = town.settles(40)
    town.begins()
    run, rounds = town.database.run, 0

    async def fails_now_and_then(work: Callable[[Session], object]) -> object:
        nonlocal rounds
        rounds += 1
        if rounds % 3 == 0:
            raise OperationalError("", None, Exception("locked"))
        return await run(work)

    monkeypatch.setattr(town.database, "run", fails_now_and_then)
    monkeypatch.setattr("bot.pulse._LONGEST_SECONDS", 0.01)
    running = asyncio.create_task(town.broadcasts.run())
    while len(town.post.sent) < 40:  # noqa: ASYNC110 - the clock is the town's own
        await asyncio.sleep(0.01)
    monkeypatch.setattr(town.database, "run", run)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await town.goes_on()
    assert sorted(town.told("Rapat besok")) == list(people)
    assert "Terkirim ke 40 pekerja. Tidak ada yang terlewat." in town.post.sent[-1][2]


async def test_a_message_that_broke_off_is_sent_later(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it met on its way to its place in the row."""
    monkeypatch.setattr("bot.jobs.broadcasts.FIRST_PAUSE", 0)
    people = town.settles(5)
    town.begins()
    sleep, broke = town.hours.sleep, 0

    async def breaks_once(seconds: float) -> None:
        nonlocal broke
        broke += 1
        if broke == 2:
            raise RuntimeError
        await sleep(seconds)

    monkeypatch.setattr(town.limits, "_sleep", breaks_once)
    await town.goes_on()
    assert sorted(town.told("Rapat besok")) == list(people)
