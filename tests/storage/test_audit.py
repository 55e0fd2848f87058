"""The audit trail: what was recorded is read again, and every change to it is found and located."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DataError, ProgrammingError
from sqlmodel import Session, select

from storage import audit
from storage.audit import Entry, Seen
from storage.audit_check import Break, verify
from storage.crypto import SealBrokenError, Vault
from storage.models.audit import AuditHead, AuditRow
from tests.databases import ON_POSTGRESQL, execute, only_on_sqlite
from tests.house import House
from tests.storage.worker_desk import Counted

LENGTH = 6
WHOLE = None


def act(number: int) -> Entry:
    body = {"before": None, "after": {"agama": f"kata {number}"}}
    return Entry(70 + number, f"act.{number}", 1000 + number % 2, body, f"role{number}", 5 + number)


def sql(session: Session, statement: str, *values: Any) -> None:  # noqa: ANN401 - whatever SQLite takes
    """What somebody who has the file, but not the key, may do."""
    try:
        execute(session, statement, values)
    except (DataError, ProgrammingError):
        assert ON_POSTGRESQL
        pytest.skip("the database itself refuses such a value")


def found(house: House) -> Break | None:
    return verify(house.session, house.vault)


@pytest.fixture
def trail(house: House) -> House:
    """Six entries."""
    for number in range(1, LENGTH + 1):
        assert audit.record(house.session, house.vault, act(number), house.now + timedelta(seconds=number)) == number
    assert found(house) is WHOLE
    return house


# -- what is recorded --------------------------------------------------------------------------------------------------


def test_an_empty_trail_is_whole(house: House) -> None:
    """From the first day."""
    assert found(house) is WHOLE


def test_entries_about_somebody_are_read_newest_last(trail: House) -> None:
    """Only theirs, only so many, with all that was said."""
    latest = audit.of_subject(trail.session, trail.vault, [1001], 2)
    assert [seen.number for seen in latest] == [3, 5]
    body = {"before": None, "after": {"agama": "kata 5"}}
    assert latest[-1] == Seen(5, trail.now + timedelta(seconds=5), 75, "role5", "act.5", body, 10)
    assert audit.of_subject(trail.session, trail.vault, [7], 2) == []
    of_both = audit.of_subject(trail.session, trail.vault, [1000, 1001], 9)
    assert [seen.number for seen in of_both] == [1, 2, 3, 4, 5, 6]
    assert [seen.number for seen in audit.of_subject(trail.session, trail.vault, [1000, 1001], 2, "act.3")] == [3]
    assert audit.of_subject(trail.session, trail.vault, [], 2) == []
    assert "kata" not in repr(latest)
    assert "kata" not in repr(act(1))


def test_what_was_said_lies_encrypted(trail: House) -> None:
    """Whoever copies the table reads who and what kind, not what."""
    assert all(b"kata" not in row.body for row in trail.session.exec(select(AuditRow)))


def test_a_date_is_told_as_text(house: House) -> None:
    """As ISO 8601 writes it."""
    audit.record(house.session, house.vault, Entry(1, "x", 2, {"after": date(2022, 9, 1)}), house.now)
    (seen,) = audit.of_subject(house.session, house.vault, [2], 1)
    assert (seen.body, seen.role) == ({"after": "2022-09-01"}, "")


def test_recording_is_cheap(trail: House) -> None:
    """Three statements, however long the trail is."""
    with Counted(trail.session) as counted:
        audit.record(trail.session, trail.vault, act(9), trail.now)
    assert counted.number == 3


def test_a_moment_without_a_zone_is_refused(house: House) -> None:
    """Nothing stands in the trail whose time is in doubt."""
    with pytest.raises(TypeError):
        audit.record(house.session, house.vault, act(1), house.now.replace(tzinfo=None))
    assert found(house) is WHOLE


def test_progress_is_told_between_steps(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """In steps, of which only one is held in memory; a break within a later step is found as well."""
    monkeypatch.setattr("storage.audit_check._STEP", 3)
    for number in range(1, 8):
        audit.record(house.session, house.vault, act(number), house.now)
    told: list[tuple[int, int]] = []
    assert verify(house.session, house.vault, lambda done, total: told.append((done, total))) is WHOLE
    assert told == [(3, 7), (6, 7)]
    sql(house.session, "DELETE FROM audit WHERE id = 4")
    assert found(house) == Break(4, "missing")


def test_a_trail_that_ends_with_a_step_is_whole(trail: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing behind it, and that is right."""
    monkeypatch.setattr("storage.audit_check._STEP", LENGTH)
    assert found(trail) is WHOLE


# -- what is found -----------------------------------------------------------------------------------------------------

FORGED: dict[str, list[Any]] = {
    "at": ["2022-09-01 03:00:03.000001", "2022-09-01 10:00:03+07:00x", "kemarin", 7],
    "actor": [74, 0, "siapa"],
    "actor_role": ["pusat", "", 7],
    "action": ["act.4", "", b"act.3"],
    "subject": [1000, -1001, 1.5],
    "instansi_id": [9, 0, "x"],
    "body": [b"", b"\x01" + bytes(40), "kata"],
    "digest": [b"", bytes(32), "kata"],
}


@pytest.mark.parametrize(
    ("column", "value"), [(column, value) for column, values in FORGED.items() for value in values], ids=repr
)
def test_any_changed_column_is_found(trail: House, column: str, value: object) -> None:
    """Changed a little, emptied, or to nonsense: the entry is named."""
    sql(trail.session, f"UPDATE audit SET {column} = ? WHERE id = 3", value)  # noqa: S608 - the test's own names
    assert found(trail) == Break(3, "changed")


@only_on_sqlite
@pytest.mark.parametrize("column", ["at", "actor_role", "action"])
def test_letters_that_are_none_are_found(trail: House, column: str) -> None:
    """Though the driver cannot read the entry."""
    sql(trail.session, f"UPDATE audit SET {column} = CAST(x'fffe' AS TEXT) WHERE id = 3")  # noqa: S608 - as above
    assert found(trail) == Break(3, "changed")


def test_every_column_is_tried() -> None:
    """A new column must be covered as well; a changed number is a hole, below."""
    assert {*FORGED, "id"} == set(AuditRow.model_fields)


@pytest.mark.parametrize("number", range(1, LENGTH))
def test_a_deleted_entry_is_found(trail: House, number: int) -> None:
    """By the hole."""
    sql(trail.session, "DELETE FROM audit WHERE id = ?", number)
    assert found(trail) == Break(number, "missing")


@pytest.mark.parametrize("left", range(LENGTH))
def test_a_cut_tail_is_found(trail: House, left: int) -> None:
    """By the head, and also when the trail goes on afterwards; nothing at all left is a cut like any other."""
    sql(trail.session, "DELETE FROM audit WHERE id > ?", left)
    assert found(trail) == Break(left + 1, "cut off at the end")
    audit.record(trail.session, trail.vault, act(9), trail.now)
    assert found(trail) == Break(left + 1, "missing")


@pytest.mark.parametrize("left", range(LENGTH))
def test_a_cut_tail_with_a_fitted_head_is_found(trail: House, left: int) -> None:
    """The number alone, and the number with the last entry's own digest, do not make a head."""
    sql(trail.session, "DELETE FROM audit WHERE id > ?", left)
    sql(trail.session, "UPDATE audit_head SET count = ?", left)
    place = Break(left, "changed") if left else Break(1, "cut off at the end")
    assert found(trail) == place
    sql(trail.session, "UPDATE audit_head SET digest = (SELECT digest FROM audit WHERE id = ?) WHERE ?", left, left > 0)
    assert found(trail) == place


@pytest.mark.parametrize("wiped", [False, True])
def test_a_taken_head_is_found_and_stops_recording(trail: House, *, wiped: bool) -> None:
    """With the entries or alone; nothing is recorded on a trail that has no head."""
    sql(trail.session, "DELETE FROM audit_head")
    if wiped:
        sql(trail.session, "DELETE FROM audit")
    assert found(trail) == Break(1 if wiped else LENGTH + 1, "cut off at the end")
    with pytest.raises(audit.AuditHeadMissingError):
        audit.record(trail.session, trail.vault, act(9), trail.now)


@pytest.mark.parametrize("count", ["x", LENGTH + 1, LENGTH + 9])
def test_a_head_that_counts_more_is_found(trail: House, count: object) -> None:
    """There would have to be more entries."""
    sql(trail.session, "UPDATE audit_head SET count = ?", count)
    assert found(trail) == Break(LENGTH + 1, "cut off at the end")


def test_a_head_of_another_trail_is_found(trail: House) -> None:
    """Its digest is that of the last entry and of no other."""
    sql(trail.session, "UPDATE audit_head SET digest = ?", bytes(32))
    assert found(trail) == Break(LENGTH, "changed")


@pytest.mark.parametrize(("one", "another"), list(itertools.combinations(range(1, LENGTH + 1), 2)))
def test_swapped_entries_are_found(trail: House, one: int, another: int) -> None:
    """As what they are, whichever they are."""
    for before, after in ((one, -1), (another, one), (-1, another)):
        sql(trail.session, "UPDATE audit SET id = ? WHERE id = ?", after, before)
    assert found(trail) == Break(one, "out of order")


def test_an_entry_that_was_moved_to_the_end_is_found(trail: House) -> None:
    """Its place is empty."""
    sql(trail.session, "UPDATE audit SET id = 99 WHERE id = 3")
    assert found(trail) == Break(3, "missing")


COPY = "INSERT INTO audit SELECT ?, at, actor, actor_role, action, subject, instansi_id, body, digest FROM audit"


def test_an_inserted_entry_is_found(trail: House) -> None:
    """Before, between and after the others; a copy of a genuine one is out of its order."""
    sql(trail.session, f"{COPY} WHERE id = 2", LENGTH + 1)
    assert found(trail) == Break(LENGTH + 1, "added")
    sql(trail.session, "UPDATE audit SET id = 99 WHERE id > ?", LENGTH)
    assert found(trail) == Break(99, "added")
    sql(trail.session, "DELETE FROM audit WHERE id > ?", LENGTH)
    for number in (0, -5):
        sql(trail.session, f"{COPY} WHERE id = 2", number)
        assert found(trail) == Break(number, "added")
        sql(trail.session, "DELETE FROM audit WHERE id < 1")
    for number in range(LENGTH, 3, -1):
        sql(trail.session, "UPDATE audit SET id = ? WHERE id = ?", number + 1, number)
    sql(trail.session, f"{COPY} WHERE id = 2", 4)
    sql(trail.session, "UPDATE audit_head SET count = count + 1")
    assert found(trail) == Break(4, "out of order")


def test_another_key_makes_another_trail(trail: House) -> None:
    """Whoever has no key can neither make nor read an entry."""
    stranger = Vault(bytes(32))
    assert verify(trail.session, stranger) == Break(1, "changed")
    with pytest.raises(SealBrokenError):
        audit.of_subject(trail.session, stranger, [1001], 1)


SWAPS = st.tuples(st.sampled_from(sorted(FORGED)), *[st.integers(1, LENGTH)] * 2)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(swap=SWAPS, flips=st.lists(st.tuples(st.integers(1, LENGTH), st.integers(0, 2**20)), max_size=3))
def test_no_forgery_is_missed(trail: House, swap: tuple[str, int, int], flips: list[tuple[int, int]]) -> None:
    """A value taken from another entry, or bits turned in a body: the first entry that is not as it was is named."""
    before = {row.id: row.model_dump() for row in trail.session.exec(select(AuditRow))}
    column, source, target = swap
    with trail.session.begin_nested() as savepoint:
        copied = f"UPDATE audit SET {column} = (SELECT {column} FROM audit WHERE id = ?) WHERE id = ?"  # noqa: S608
        sql(trail.session, copied, source, target)
        for number, bit in flips:
            body = bytearray(before[number]["body"])
            body[bit // 8 % len(body)] ^= 1 << bit % 8
            sql(trail.session, "UPDATE audit SET body = ? WHERE id = ?", bytes(body), number)
        trail.session.expire_all()
        after = {row.id: row.model_dump() for row in trail.session.exec(select(AuditRow))}
        hurt = [number for number, row in before.items() if row != after[number]]
        result = found(trail)
        assert (result and result.number) == (hurt[0] if hurt else None)
        savepoint.rollback()
    trail.session.expire_all()


def test_the_head_keeps_no_more_than_it_needs(trail: House) -> None:
    """The number of entries, and 32 bytes."""
    head = trail.session.exec(select(AuditHead)).one()
    assert (head.count, len(head.digest)) == (LENGTH, 32)
