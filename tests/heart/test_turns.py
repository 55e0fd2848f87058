"""Order and isolation: one person's turns never mix, and nobody's trouble is anybody else's."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.conversations.context import Context
from bot.engine.inputs import Choice, Command, Text
from bot.engine.parse import Answers
from bot.turns import RETRIES
from storage.models.accounts import AccountFile
from storage.models.staff import Invite
from storage.models.turns import InboxRow
from tests.databases import execute, only_on_sqlite
from tests.heart.office import Office, questionnaire

SICK = 13
WELL = 14
DAFTAR = Command("daftar")
ANSWERS = (Text("a"), Text("b"), Text("c"))
SORRY = "say.set_aside"

Check = Callable[[Context, Answers], dict[str, Any]]
Open = Callable[[Check], Office]


@pytest.fixture
def open_office(tmp_path: Path) -> Iterator[Open]:
    opened: list[Office] = []

    def make(check: Check) -> Office:
        opened.append(Office(tmp_path, questionnaire(check)))
        return opened[-1]

    yield make
    for office in opened:
        office.close()


def fine(context: Context, answers: Answers) -> dict[str, Any]:
    del context, answers
    return {}


def raising(context: Context, answers: Answers) -> dict[str, Any]:
    if context.person == SICK:
        raise RuntimeError(str(answers))
    return {}


def sorry(office: Office) -> str:
    return office.turns._wording.text("reception", SORRY)


async def test_everything_said_at_once_is_answered_one_by_one_in_order(open_office: Open) -> None:
    """Messages and taps of one person are answered in the order of their coming, one a batch."""
    office = open_office(fine)
    office.says(WELL, DAFTAR, Text("a"), Choice("account", 0, "nothing", 7, "q1"), Text("b"), Text("c"))
    assert await office.answer_all() == 5
    heard = office.heard(WELL)
    assert heard[:2] == ["satu?", "dua?"]
    assert [words for words in heard if "?" in words] == ["satu?", "dua?", "dua?", "tiga?", "akhir?"]


async def test_a_flood_of_one_person_delays_nobody(open_office: Open) -> None:
    """Who writes 2,000 texts gets one of them answered a batch, like everybody else."""
    office = open_office(fine)
    office.says(SICK, DAFTAR, *(Text(f"{number}") for number in range(1999)))
    for person in range(100, 120):
        office.says(person, DAFTAR)
    await office.turns.answer_waiting()
    people = [person for person, _ in office.sent()]
    assert sorted(people) == [SICK, *range(100, 120)]


async def test_a_poison_turn_is_tried_five_times_and_set_aside_kindly(open_office: Open) -> None:
    """The person is told, what they said before is kept, and what they say later is answered."""
    tries: list[int] = []

    def once_poisoned(context: Context, answers: Answers) -> dict[str, Any]:
        tries.append(context.person)
        return raising(context, answers) if answers["tiga"] == "c" else {}

    office = open_office(once_poisoned)
    office.says(SICK, DAFTAR, *ANSWERS, Text("d"))
    await office.answer_through_failures()
    assert office.heard(SICK) == ["satu?", "dua?", "tiga?", sorry(office), "akhir?"]
    assert tries == [SICK] * (len(RETRIES) + 2)


async def test_a_poison_turn_rests_between_its_tries(open_office: Open) -> None:
    """It is not tried again before its time, and nothing later of that person overtakes it."""
    office = open_office(raising)
    office.says(SICK, DAFTAR, *ANSWERS, Command("privasi"))
    await office.answer_all()
    assert office.heard(SICK) == ["satu?", "dua?", "tiga?"]
    assert await office.turns.answer_waiting() == 0
    office.now += RETRIES[0]
    assert await office.turns.answer_waiting() == 1


async def test_others_in_the_batch_of_a_poison_turn_are_answered(open_office: Open) -> None:
    """Their turns are committed together with the failure of the one."""
    office = open_office(raising)
    for person in (SICK, WELL):
        office.says(person, DAFTAR, *ANSWERS)
    await office.answer_all()
    assert office.heard(WELL)[-1] == "akhir?"
    assert office.heard(SICK)[-1] == "tiga?"


async def test_what_a_failing_gate_wrote_is_undone(open_office: Open) -> None:
    """The savepoint of the turn goes back, the others' stay."""

    def writing(context: Context, answers: Answers) -> dict[str, Any]:
        row = Invite(code_index=str(context.person).encode(), role="admin", expires_at=context.now)
        context.session.add(row)
        context.session.flush()
        return raising(context, answers)

    office = open_office(writing)
    for person in (SICK, WELL):
        office.says(person, DAFTAR, *ANSWERS)
    await office.answer_all()
    with office.database.transaction() as session:
        assert session.exec(select(Invite.code_index)).all() == [str(WELL).encode()]


async def test_a_turn_that_reaches_into_others_drafts_is_answered_alone(open_office: Open) -> None:
    """It is no failure: the others of its batch are answered, and then it has a transaction of its own."""
    crowds: list[bool] = []

    def reaching(context: Context, answers: Answers) -> dict[str, Any]:
        del answers
        if context.person == SICK:
            crowds.append(context.alone)
            context.must_be_alone()
        return {}

    office = open_office(reaching)
    for person in (SICK, WELL):
        office.says(person, DAFTAR, *ANSWERS)
    await office.answer_all()
    assert [office.heard(person) for person in (SICK, WELL)] == [["satu?", "dua?", "tiga?", "akhir?"]] * 2
    assert crowds == [False, True]


async def test_a_turn_that_fails_as_its_savepoint_closes_says_nothing(open_office: Open) -> None:
    """A rule that the database enforces only when the turn's writes reach it fails that turn alone, wholly."""

    def colliding(context: Context, answers: Answers) -> dict[str, Any]:
        del answers
        for _ in range(2 if context.person == SICK else 1):
            index = str(context.person).encode()
            context.session.add(Invite(code_index=index, role="admin", expires_at=context.now))
        return {}

    office = open_office(colliding)
    for person in (SICK, WELL):
        office.says(person, DAFTAR, *ANSWERS)
    await office.answer_through_failures()
    assert office.heard(WELL) == ["satu?", "dua?", "tiga?", "akhir?"]
    assert office.heard(SICK) == ["satu?", "dua?", "tiga?", sorry(office)]


@only_on_sqlite
async def test_a_batch_that_cannot_be_committed_is_taken_apart(open_office: Open) -> None:
    """Where only the commit itself finds the fault, each person gets a transaction of their own."""

    def orphaning(context: Context, answers: Answers) -> dict[str, Any]:
        del answers
        if context.person == SICK:
            context.session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            file = AccountFile(id=1, account_id=404, kind="ktp", file="-", size=1, width=1, height=1)
            context.session.add(file)
            context.session.flush()
        return {}

    office = open_office(orphaning)
    for person in (11, SICK, WELL):
        office.says(person, DAFTAR, *ANSWERS, Command("privasi"))
    await office.answer_through_failures()
    for person in (11, WELL):
        assert office.heard(person)[:4] == ["satu?", "dua?", "tiga?", "akhir?"]
    heard = office.heard(SICK)
    assert heard[:4] == ["satu?", "dua?", "tiga?", sorry(office)]
    assert len(heard) == 5


async def test_hundreds_of_resting_people_hold_nobody_back(open_office: Open) -> None:
    """However many wait for their next try, whoever comes after them is answered at once."""

    def failing(context: Context, answers: Answers) -> dict[str, Any]:
        if context.person != WELL:
            raise RuntimeError(str(answers))
        return {}

    office = open_office(failing)
    for person in range(1000, 1300):
        office.says(person, DAFTAR, *ANSWERS)
    await office.answer_all()
    office.says(WELL, DAFTAR, *ANSWERS)
    await office.answer_all()
    assert office.heard(WELL) == ["satu?", "dua?", "tiga?", "akhir?"]


async def test_an_unreadable_inbox_row_stops_nobody(open_office: Open) -> None:
    """A payload that was sealed with another key, or damaged, is set aside like any other poison."""
    office = open_office(fine)
    office.says(SICK, DAFTAR)
    with office.database.transaction() as session:
        row = session.exec(select(InboxRow)).one()
        assert row.payload is not None
        row.payload = row.payload[:-1] + bytes([row.payload[-1] ^ 1])
        session.add(row)
    office.says(SICK, DAFTAR)
    office.says(WELL, DAFTAR)
    await office.answer_all()
    assert office.heard(WELL) == ["satu?"]
    await office.answer_through_failures()
    assert office.heard(SICK) == [sorry(office), "satu?"]


async def test_an_unreadable_draft_stops_only_its_person(open_office: Open) -> None:
    """The others of the batch are answered; the person is told."""
    office = open_office(fine)
    office.says(SICK, DAFTAR)
    await office.answer_all()
    with office.database.transaction() as session:
        execute(session, "UPDATE conversation SET body = ?", [b"\x01"])
    office.says(SICK, Text("a"))
    office.says(WELL, DAFTAR)
    await office.answer_through_failures()
    assert office.heard(WELL) == ["satu?"]
    assert office.heard(SICK)[-1] == sorry(office)


async def test_a_handled_payload_is_gone(open_office: Open) -> None:
    """What was answered leaves only its number behind; what was set aside stays sealed for whoever mends it."""
    office = open_office(raising)
    office.says(SICK, DAFTAR, *ANSWERS)
    await office.answer_through_failures()
    with office.database.transaction() as session:
        rows = session.exec(select(InboxRow).order_by(InboxRow.number)).all()  # type: ignore[arg-type]
        assert [(row.payload is None, row.set_aside) for row in rows] == [(True, False)] * 3 + [(False, True)]


async def test_a_batch_without_work_tells_nobody(open_office: Open) -> None:
    """Senders are woken after a commit that may have given them something, and only then."""
    office = open_office(fine)
    assert await office.turns.answer_waiting() == 0
    assert office.committed == 0
    office.says(WELL, DAFTAR)
    assert await office.turns.answer_waiting() == 1
    assert office.committed == 1


async def test_numbers_are_forgotten_when_nobody_can_repeat_them(open_office: Open) -> None:
    """After a week, what was handled goes; what was set aside, or still waits, stays."""
    office = open_office(raising)
    office.now = datetime.now(UTC)
    office.says(WELL, DAFTAR)
    office.says(SICK, DAFTAR, *ANSWERS)
    await office.answer_through_failures()
    office.says(WELL, Text("a"))

    def kept() -> int:
        with office.database.transaction() as session:
            return len(session.exec(select(InboxRow.id)).all())

    await office.turns.tidy()
    assert kept() == 6
    office.now += timedelta(days=8)
    await office.turns.tidy()
    assert kept() == 2
