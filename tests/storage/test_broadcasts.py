"""What is told to many: once for each occasion, to each person of its audience, behind a cursor."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, update

from storage import audiences, broadcasts, conversations, outbox
from storage.audiences import Recipient
from storage.broadcasts import BroadcastFacts, Tally
from storage.conversations import Draft
from storage.models.accounts import Account
from storage.models.staff import Staff
from tests.house import House
from tests.storage.worker_desk import Desk

ADMIN = 9


def begin(house: House, kind: str = "semua", occasion: str = "uji:1", words: str | None = None) -> int | None:
    return broadcasts.start(house.session, house.vault, kind, occasion, house.opens().id, words, ADMIN, house.now)


def only(house: House) -> BroadcastFacts:
    (found,) = broadcasts.running(house.session)
    return found


def stands(desk: Desk, status: str) -> None:
    desk.worker.status = status
    desk.session.flush()


def in_lane(house: House) -> list[tuple[int, Recipient]]:
    rows = outbox.claim(house.session, "many", house.now, limit=100)
    return [broadcasts.whom(house.vault, row) for row in rows]


@pytest.mark.usefixtures("desk")
def test_an_occasion_is_told_of_once(house: House) -> None:
    """A second start of the same one is none."""
    assert begin(house) is not None
    assert begin(house) is None
    assert only(house).total == 1


@pytest.mark.usefixtures("desk", "other")
def test_everybody_comes_into_the_lane_once(house: House) -> None:
    """However small the steps, and nobody is left out."""
    number = begin(house)
    steps = [broadcasts.go_on(house.session, house.vault, only(house), 1) for _ in range(3)]
    assert steps == [1, 1, 0]
    assert [(of, one.person) for of, one in in_lane(house)] == [(number, 71), (number, 72)]
    assert only(house).handled == 2


def test_who_changes_meanwhile_is_neither_skipped_nor_met_twice(house: House, desk: Desk, other: Desk) -> None:
    """The order is that of the workers, not of where they stand."""
    begin(house)
    broadcasts.go_on(house.session, house.vault, only(house), 1)
    stands(desk, "selesai")
    stands(other, "disetujui")
    broadcasts.go_on(house.session, house.vault, only(house), 5)
    assert [one.person for _, one in in_lane(house)] == [71, 72]


@pytest.mark.parametrize(
    ("kind", "people"),
    [("semua", [71, 72]), ("belum", [72]), ("kembali", [72]), ("final", [71, 72]), ("ingat", [72])],
)
def test_each_kind_has_its_people(house: House, desk: Desk, other: Desk, kind: str, people: list[int]) -> None:
    """By where their record stands."""
    stands(desk, "selesai")
    stands(other, "dikembalikan")
    begin(house, kind)
    assert only(house).total == len(people)
    assert [one.person for one in audiences.following(house.session, kind, house.opens().id, 0, 9)] == people


@pytest.mark.usefixtures("desk")
def test_who_took_their_consent_back_is_told_nothing(house: House, other: Desk) -> None:
    """Their record stays, they are left in peace, and they are not counted either."""
    gone = col(Account.telegram_id) == other.person
    house.session.exec(update(Account).where(gone).values(withdrawn_at=house.now))
    begin(house)
    assert only(house).total == 1
    assert broadcasts.go_on(house.session, house.vault, only(house), 5) == 1


def test_staff_is_told_once_each(house: House) -> None:
    """Whoever is admin and verifier hears once; an operator nothing."""
    for person, role in ((9, "admin"), (9, "verifier"), (11, "verifier"), (12, "operator")):
        house.session.add(Staff(person=person, role=role, instansi_id=house.opens().id, granted_at=house.now))
    house.session.flush()
    found = audiences.following(house.session, audiences.STAFF, house.opens().id, 0, 9)
    assert [one.person for one in found] == [9, 11]
    begin(house, audiences.STAFF)
    assert only(house).total == 0


@pytest.mark.usefixtures("desk")
def test_whoever_has_begun_an_account_is_found_in_order(house: House) -> None:
    """By person; drafts of other conversations are none."""
    drafts = [
        Draft(person, flow, active=True, body=b"[]") for person, flow in ((7, "account"), (5, "account"), (6, "x"))
    ]
    conversations.save(house.session, house.vault, drafts)
    begin(house, audiences.DRAFTS)
    found = audiences.following(house.session, audiences.DRAFTS, 0, 0, 9)
    assert [one.person for one in found] == [5, 7]
    assert audiences.following(house.session, audiences.DRAFTS, 0, 5, 9) == found[1:]


def test_the_figures_add_up(house: House) -> None:
    """Told, missed and moot are counted; an ended one is no longer under way but still known."""
    number = begin(house, words="Rapat besok")
    assert number is not None
    broadcasts.count(house.session, {number: Tally(told=3, missed=1)})
    broadcasts.count(house.session, {number: Tally(told=1, moot=2)})
    broadcasts.set_note(house.session, number, 55)
    found = only(house)
    assert (found.told, found.missed, found.handled, found.note) == (4, 1, -2, 55)
    assert broadcasts.words_of(house.vault, found) == "Rapat besok"
    assert broadcasts.words_of(house.vault, replace(found, words=None)) == ""
    broadcasts.finish(house.session, number, house.now)
    assert broadcasts.running(house.session) == []
    assert broadcasts.by_id(house.session, number) == found
    assert broadcasts.by_id(house.session, 1) is None


def test_the_words_of_an_instansi_are_sealed(house: House) -> None:
    """They do not lie in the database in the clear."""
    begin(house, words="Rapat besok")
    assert b"Rapat" not in (only(house).words or b"")


@pytest.mark.usefixtures("desk")
def test_a_newer_reminder_ends_the_older_one(house: House) -> None:
    """Nobody is told two at once; an announcement goes on beside others."""
    begin(house, "ingat", "ingat:7")
    newer = begin(house, "ingat", "ingat:3")
    first = begin(house, "semua", "umum:1")
    second = begin(house, "semua", "umum:2")
    assert [one.id for one in broadcasts.running(house.session)] == [newer, first, second]


def test_a_moved_deadline_is_for_all_staff_of_the_open(house: House) -> None:
    """Each person once, in order; neither the nation's own staff nor that of a finalised instansi."""
    dinas, dinkes = house.opens().id, house.opens("DINKES", "Dinas Kesehatan Contoh").id
    roles = ((9, "admin", dinas), (9, "operator", dinkes), (11, "operator", dinas), (12, "verifier", dinkes))
    for person, role, instansi in (*roles, (13, "pusat", 0)):
        house.session.add(Staff(person=person, role=role, instansi_id=instansi, granted_at=house.now))
    house.session.flush()

    def people(instansi: int, after: int = 0) -> list[int]:
        found = audiences.following(house.session, audiences.DEADLINE, instansi, after, 9)
        assert all(one.key == one.person for one in found)
        return [one.person for one in found]

    assert (people(0), people(dinas), people(0, 9)) == ([9, 11, 12], [9, 11], [11, 12])
    assert audiences.size(house.session, audiences.DEADLINE, 0) == 3
    assert [one.kode for one in audiences.workplaces(house.session, 0, 9)] == ["DINKES", "DISDIK"]
    assert [one.kode for one in audiences.workplaces(house.session, dinas, 9)] == ["DISDIK"]
    house.finalises()
    assert (people(0), people(dinas)) == ([9, 12], [])
    assert [one.kode for one in audiences.workplaces(house.session, 0, 9)] == ["DINKES"]


def test_a_deadline_for_all_ends_what_each_instansi_was_told(house: House) -> None:
    """But one for an instansi goes on beside that for all; what was shown of the ended ones is left behind."""
    at = (house.session, house.vault)
    of_one = broadcasts.start(*at, audiences.DEADLINE, "batas:1", house.opens().id, "2022-10-31", ADMIN, house.now)
    assert of_one is not None
    broadcasts.set_note(house.session, of_one, 55)
    assert broadcasts.left_behind(house.session, house.now) == []
    of_all = broadcasts.start(*at, audiences.DEADLINE, "batas:2", 0, "", ADMIN, house.now)
    assert [one.id for one in broadcasts.running(house.session)] == [of_all]
    assert [one.id for one in broadcasts.left_behind(house.session, house.now)] == [of_one]
    assert broadcasts.left_behind(house.session, house.now + timedelta(seconds=1)) == []
    newer = broadcasts.start(*at, audiences.DEADLINE, "batas:3", house.opens().id, "", ADMIN, house.now)
    assert [one.id for one in broadcasts.running(house.session)] == [of_all, newer]


def test_what_was_left_behind_first_comes_first(house: House) -> None:
    """Whatever was changed of it since."""
    at = (house.session, house.vault)
    instansi = [house.opens(kode, nama).id for kode, nama in (("DINKES", "Dinas Kesehatan"), ("RSUD", "RSUD Contoh"))]
    made = [broadcasts.start(*at, audiences.DEADLINE, f"batas:{one}", one, "", ADMIN, house.now) for one in instansi]
    broadcasts.start(*at, audiences.DEADLINE, "batas:0", 0, "", ADMIN, house.now)
    for number in reversed(made):
        assert number is not None
        broadcasts.set_note(house.session, number, 55)
    assert [one.id for one in broadcasts.left_behind(house.session, house.now)] == made


@pytest.mark.usefixtures("desk")
def test_the_one_that_has_told_the_fewest_goes_on(house: House) -> None:
    """A small one never waits for a great one."""
    great, small = begin(house, "semua", "umum:1"), begin(house, "semua", "umum:2")
    broadcasts.go_on(house.session, house.vault, broadcasts.running(house.session)[0], 1)
    assert [one.id for one in broadcasts.running(house.session)] == [small, great]


def test_announcements_of_a_day_are_counted(house: House) -> None:
    """Reminders and notices are none."""
    begin(house, "semua", "umum:1")
    begin(house, "kembali", "umum:2")
    begin(house, "ingat", "ingat:7")
    assert broadcasts.announced(house.session, house.opens().id, house.now) == 2
    assert broadcasts.announced(house.session, house.opens().id, house.now + timedelta(seconds=1)) == 0


@pytest.mark.usefixtures("desk")
def test_who_is_where_is_counted(house: House, other: Desk) -> None:
    """By status."""
    stands(other, "dikembalikan")
    assert audiences.standing(house.session, house.opens().id) == {"berakun": 1, "dikembalikan": 1}
