"""One-time links and forgiven tries: help that shows no officer a password."""

from datetime import timedelta

import pytest

from storage import audit, resets, tries
from storage.models.helpdesk import ResetLink
from storage.resets import LIFETIME, ResetError
from storage.ticket_queue import NotHelpdeskError
from storage.tries import Recorded
from storage.withdrawal import withdraw
from tests.house import BUDI, SARI, House
from tests.storage.officers import OFFICER, SECOND, names, texts
from tests.storage.worker_desk import Desk

STRANGER = 99


@pytest.fixture(autouse=True)
def officer(house: House) -> int:
    """Give an officer."""
    return names(house.session, OFFICER)


def issued(desk: Desk) -> str:
    return resets.issue(desk.session, desk.vault, desk.account, OFFICER, desk.house.now)


def redeemed(desk: Desk, code: str, person: int | None = None) -> int:
    return resets.redeem(desk.session, desk.vault, code, person or desk.person, desk.house.now)


def refusal(desk: Desk, code: str, person: int | None = None) -> str:
    with pytest.raises(ResetError) as refused:
        redeemed(desk, code, person)
    return refused.value.code


def test_a_link_opens_its_account_for_whoever_comes_first(desk: Desk) -> None:
    """As often as they like, however they write it, and for nobody else."""
    code = issued(desk)
    assert redeemed(desk, code, STRANGER) == desk.account
    assert redeemed(desk, f" {code.lower()} ", STRANGER) == desk.account
    assert refusal(desk, code) == "reset_used"


def test_a_chosen_password_ends_the_link(desk: Desk, other: Desk) -> None:
    """That of this account alone."""
    code, others = issued(desk), issued(other)
    redeemed(desk, code)
    resets.close(desk.session, desk.account)
    assert refusal(desk, code) == "reset_unknown"
    assert redeemed(other, others) == other.account


def test_a_link_lives_a_day(desk: Desk) -> None:
    """To the second; opened before or not."""
    code = issued(desk)
    desk.house.waits(LIFETIME - timedelta(seconds=1))
    redeemed(desk, code)
    desk.house.waits(timedelta(seconds=1))
    assert refusal(desk, code) == "reset_expired"


def test_a_newer_link_replaces_the_older(desk: Desk) -> None:
    """One is about at a time."""
    old, new = issued(desk), issued(desk)
    assert refusal(desk, old) == "reset_unknown"
    assert redeemed(desk, new) == desk.account


def test_a_withdrawn_account_has_no_link(desk: Desk) -> None:
    """Neither one that was given before nor a new one."""
    code = issued(desk)
    withdraw(desk.session, desk.vault, desk.account, desk.person, desk.now)
    assert refusal(desk, code) == "reset_unknown"
    with pytest.raises(ResetError, match="reset_unknown"):
        issued(desk)


def test_after_finalisasi_a_withdrawn_account_has_none_either(desk: Desk) -> None:
    """Its record stays, but nobody goes on with it."""
    code = issued(desk)
    desk.house.finalises()
    desk.session.flush()
    withdraw(desk.session, desk.vault, desk.account, desk.person, desk.now)
    assert refusal(desk, code) == "reset_unknown"


def test_the_code_is_kept_nowhere_and_the_trail_knows_of_it(desk: Desk) -> None:
    """Who gave it and who used it; used again it is the same use."""
    code = issued(desk)
    redeemed(desk, code)
    redeemed(desk, code)
    assert code.removeprefix(resets.PREFIX).encode() not in texts(desk.session, ResetLink)
    seen = audit.of_subject(desk.session, desk.vault, [desk.account], 10)
    assert [(one.actor, one.role, one.action, one.body) for one in seen] == [
        (OFFICER, "helpdesk", "reset.beri", {}),
        (desk.person, "worker", "reset.pakai", {"officer": OFFICER}),
    ]


def test_only_the_helpdesk_helps(desk: Desk) -> None:
    """Whoever was dismissed, or never was of it, gives no link and forgives nothing."""
    with pytest.raises(NotHelpdeskError):
        resets.issue(desk.session, desk.vault, desk.account, SECOND, desk.now)
    with pytest.raises(NotHelpdeskError):
        resets.unlock(desk.session, desk.vault, SARI.nik, SECOND, desk.now)


def test_unlocking_forgives_all_tries_at_an_account(desk: Desk) -> None:
    """By NIK, by the account, by its Telegram and by that of whoever asks; nobody else's."""
    nik, people = SARI.nik, (desk.person, STRANGER)
    subjects = [f"nik:{nik}", f"masuk:pemilik:{nik}", f"masuk:orang lain:{nik}", f"lupa:pemilik:{nik}"]
    subjects += [f"lupa:orang lain:{nik}", f"jawaban:pemilik:{desk.account}", f"jawaban:orang lain:{desk.account}"]
    subjects += [f"{what}:{person}" for what in ("chat", "masuk", "lupa") for person in people]
    others = [f"nik:{BUDI.nik}", "chat:98"]
    for subject in (*subjects, *others):
        tries.record(desk.session, desk.vault, subject, Recorded(desk.now, 5, 1, desk.now, b""))
    account = resets.unlock(desk.session, desk.vault, nik, OFFICER, desk.now, STRANGER)
    assert account == desk.account
    left = [one for one in (*subjects, *others) if tries.find(desk.session, desk.vault, one)]
    assert left == others
    last = audit.of_subject(desk.session, desk.vault, [desk.account], 1)[0]
    assert (last.actor, last.action) == (OFFICER, "kunci.buka")


def test_a_nik_without_account_is_unlocked_too(house: House) -> None:
    """Whoever could not make one may try again."""
    tries.record(house.session, house.vault, f"nik:{BUDI.nik}", Recorded(house.now, 5, 1, house.now, b""))
    assert resets.unlock(house.session, house.vault, BUDI.nik, OFFICER, house.now) is None
    assert tries.find(house.session, house.vault, f"nik:{BUDI.nik}") is None
