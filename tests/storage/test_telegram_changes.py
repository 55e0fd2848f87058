"""Two officers are needed to give an account to another Telegram user."""

import pytest

from storage import accounts, audit, resets, sessions, telegram_changes
from storage.resets import ResetError
from storage.telegram_changes import Change, ChangeError
from storage.ticket_queue import NotHelpdeskError
from storage.withdrawal import withdraw
from tests.house import House
from tests.storage.officers import OFFICER, SECOND, names
from tests.storage.worker_desk import Desk

NEW, STRANGER = 88, 99


@pytest.fixture(autouse=True)
def officers(house: House) -> list[int]:
    """Give two officers."""
    return [names(house.session, officer) for officer in (OFFICER, SECOND)]


def asked(desk: Desk, new_person: int = NEW, officer: int = OFFICER) -> Change:
    return telegram_changes.ask(desk.session, desk.vault, desk.account, new_person, officer, desk.now)


def approved(desk: Desk, change: int, officer: int = SECOND) -> telegram_changes.Changed:
    return telegram_changes.approve(desk.session, desk.vault, change, officer, desk.now)


def owner(desk: Desk) -> int:
    account = accounts.by_id(desk.session, desk.account)
    assert account is not None
    return account.telegram_id


def test_a_second_officer_makes_the_change(desk: Desk) -> None:
    """Old and new Telegram are to be told, the session ends, and the trail names both officers."""
    sessions.open(desk.session, desk.account, desk.person, desk.now)
    code = resets.issue(desk.session, desk.vault, desk.account, OFFICER, desk.now)
    change = asked(desk)
    assert telegram_changes.pending(desk.session) == [change]
    done = approved(desk, change.id)
    assert (done.old_person, done.change.new_person, done.ended) == (desk.person, NEW, desk.person)
    assert (done.change.status, done.change.asked_by, done.change.decided_by) == ("disetujui", OFFICER, SECOND)
    assert owner(desk) == NEW
    assert sessions.holder(desk.session, desk.account) is None
    assert telegram_changes.pending(desk.session) == []
    with pytest.raises(ResetError):
        resets.redeem(desk.session, desk.vault, code, desk.person, desk.now)
    last = audit.of_subject(desk.session, desk.vault, [desk.account], 1)[0]
    assert (last.actor, last.action) == (SECOND, "telegram.setujui")
    assert last.body == {"change": change.id, "to": NEW, "asked_by": OFFICER, "before": desk.person}


def test_an_account_that_nobody_has_open_changes_too(desk: Desk) -> None:
    """Then nobody is shown out."""
    assert approved(desk, asked(desk).id).ended is None


def test_whoever_asked_does_not_approve(desk: Desk) -> None:
    """Nor whoever would get the account, nor anybody from outside; the account stays whose it is."""
    change = asked(desk).id
    with pytest.raises(ChangeError, match="same_officer"):
        approved(desk, change, OFFICER)
    with pytest.raises(NotHelpdeskError):
        approved(desk, change, STRANGER)
    names(desk.session, NEW)
    with pytest.raises(ChangeError, match="own_telegram"):
        approved(desk, change, NEW)
    assert owner(desk) == desk.person


def test_asking_twice_is_one_change(desk: Desk) -> None:
    """But another Telegram is another wish, and does not slip into the one that waits."""
    change = asked(desk)
    assert asked(desk, officer=SECOND) == change
    with pytest.raises(ChangeError, match="change_waiting"):
        asked(desk, STRANGER)
    with pytest.raises(ChangeError, match="same_officer"):
        approved(desk, change.id, OFFICER)


def test_what_cannot_be_asked(desk: Desk) -> None:
    """The account's own Telegram, the officer's, one by somebody from outside, one of an account that is gone."""
    with pytest.raises(ChangeError, match="same_telegram"):
        asked(desk, desk.person)
    with pytest.raises(ChangeError, match="own_telegram"):
        asked(desk, OFFICER)
    with pytest.raises(NotHelpdeskError):
        asked(desk, officer=STRANGER)
    change = asked(desk).id
    withdraw(desk.session, desk.vault, desk.account, desk.person, desk.now)
    with pytest.raises(ChangeError, match="no_account"):
        approved(desk, change)
    with pytest.raises(ChangeError, match="no_account"):
        asked(desk)


def test_a_dropped_change_is_over(desk: Desk) -> None:
    """It is decided once; afterwards another may be asked for."""
    change = asked(desk).id
    assert telegram_changes.reject(desk.session, desk.vault, change, OFFICER, desk.now).status == "ditolak"
    with pytest.raises(ChangeError, match="change_decided"):
        approved(desk, change)
    with pytest.raises(ChangeError, match="change_decided"):
        telegram_changes.reject(desk.session, desk.vault, change, SECOND, desk.now)
    with pytest.raises(ChangeError, match="change_unknown"):
        approved(desk, 9)
    assert owner(desk) == desk.person
    assert asked(desk, STRANGER).new_person == STRANGER
