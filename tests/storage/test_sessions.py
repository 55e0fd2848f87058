"""Sessions: one Telegram user in one account, for as long as they go on."""

from datetime import timedelta

from storage import sessions
from storage.sessions import IDLE, SessionFacts
from tests.storage.worker_desk import Desk

MINUTE = timedelta(minutes=1)
STRANGER = 99


def test_an_opened_account_is_this_persons(desk: Desk) -> None:
    """And nobody else's; the page is remembered."""
    assert sessions.of_person(desk.session, desk.person, desk.now) is None
    assert sessions.open(desk.session, desk.account, desk.person, desk.now) is None
    assert sessions.of_person(desk.session, desk.person, desk.now) == SessionFacts(desk.account, "")
    assert sessions.of_person(desk.session, STRANGER, desk.now) is None
    sessions.set_page(desk.session, desk.person, "biodata")
    assert sessions.of_person(desk.session, desk.person, desk.now) == SessionFacts(desk.account, "biodata")


def test_half_an_hour_of_silence_ends_it(desk: Desk) -> None:
    """Every word starts the half hour anew; the page is there again at the next login."""
    sessions.open(desk.session, desk.account, desk.person, desk.now)
    sessions.set_page(desk.session, desk.person, "riwayat")
    later = desk.now
    for _ in range(3):
        later += IDLE - MINUTE
        assert sessions.of_person(desk.session, desk.person, later)
    later += IDLE
    assert sessions.of_person(desk.session, desk.person, later) is None
    assert sessions.of_person(desk.session, desk.person, later + MINUTE) is None
    assert sessions.open(desk.session, desk.account, desk.person, later) is None
    assert sessions.of_person(desk.session, desk.person, later) == SessionFacts(desk.account, "riwayat")


def test_leaving_ends_it(desk: Desk) -> None:
    """At once; twice does no harm."""
    sessions.open(desk.session, desk.account, desk.person, desk.now)
    for _ in range(2):
        sessions.close(desk.session, desk.person)
        assert sessions.of_person(desk.session, desk.person, desk.now) is None


def test_whoever_was_in_the_account_is_named_once(desk: Desk) -> None:
    """So that they can be told; the second Telegram user goes on at their page."""
    sessions.open(desk.session, desk.account, desk.person, desk.now)
    sessions.set_page(desk.session, desk.person, "resume")
    assert sessions.open(desk.session, desk.account, STRANGER, desk.now + MINUTE) == desk.person
    assert sessions.of_person(desk.session, desk.person, desk.now) is None
    assert sessions.of_person(desk.session, STRANGER, desk.now) == SessionFacts(desk.account, "resume")
    assert sessions.open(desk.session, desk.account, STRANGER, desk.now + MINUTE) is None


def test_whoever_has_long_left_is_not_told(desk: Desk) -> None:
    """Their session had ended before."""
    sessions.open(desk.session, desk.account, desk.person, desk.now)
    assert sessions.open(desk.session, desk.account, STRANGER, desk.now + IDLE) is None


def test_a_person_is_in_one_account(desk: Desk, other: Desk) -> None:
    """Opening another leaves the first, whoever of the two was in the other."""
    sessions.open(desk.session, desk.account, desk.person, desk.now)
    sessions.open(desk.session, other.account, other.person, desk.now)
    assert sessions.open(desk.session, other.account, desk.person, desk.now) == other.person
    assert sessions.of_person(desk.session, desk.person, desk.now) == SessionFacts(other.account, "")
    assert sessions.of_person(desk.session, other.person, desk.now) is None
    assert sessions.open(desk.session, desk.account, other.person, desk.now) is None


def test_asking_is_one_statement_and_seldom_two(desk: Desk) -> None:
    """Every turn asks."""
    sessions.open(desk.session, desk.account, desk.person, desk.now)
    with desk.counts() as at_once:
        sessions.of_person(desk.session, desk.person, desk.now + MINUTE)
    with desk.counts() as later:
        sessions.of_person(desk.session, desk.person, desk.now + 2 * MINUTE)
    assert (at_once.number, later.number) == (1, 2)
