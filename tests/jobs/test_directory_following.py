"""Checks that follow: asked again while the directory is down, and told once it answers."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from bot import outgoing
from bot.directory.interface import Agreement, DirectoryDownError
from bot.jobs.directory_following import Following
from bot.outgoing import Message
from storage import audit, directory_checks, outbox
from storage.directory_checks import ACTION
from storage.withdrawal import withdraw
from tests.chat import Chat
from tests.house import BUDI, SARI, House
from tests.jobs.printed import Opened


class Service:
    """A directory that says what a test wants; `asked` is for whom."""

    def __init__(self) -> None:
        self.agreement: Agreement | Exception = Agreement(nik=True, kk=True, nama=True)
        self.asked: list[tuple[str, str, str]] = []

    async def agree(self, nik: str, kk: str, nama: str) -> Agreement:
        self.asked.append((nik, kk, nama))
        if isinstance(self.agreement, Exception):
            raise self.agreement
        return self.agreement


class Office:
    """Two workers who are owed a check, and who follows up."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.service = Service()
        self.bells = 0
        self.following = Following(
            Opened(house.session), house.vault, house.words, self.service, lambda: house.now, self._rings
        )
        for person, who in ((71, SARI), (72, BUDI)):
            house.registers(who)
            Chat(house, person).goes_to("ask.selesai", who)
        self.accounts = [account.id for account in house.accounts()]
        for account in self.accounts:
            directory_checks.owe(house.session, account, house.now + timedelta(minutes=5))
        house.waits(timedelta(minutes=5))

    def _rings(self) -> None:
        self.bells += 1

    def round(self) -> int:
        """One round; how many are done with."""
        return asyncio.run(self.following.round())

    def told(self) -> dict[int, Message]:
        """What lies in the outbox, by person."""
        house, found = self.house, {}
        for row in outbox.claim(house.session, "chat", house.now, limit=9):
            send = outgoing.decode_send(outbox.opened(house.vault, row))
            assert isinstance(send, Message)
            found[row.person] = send
        return found

    def trail(self) -> list[tuple[int, object]]:
        """What the accounts' trails say of checks, by account."""
        seen = [(one, audit.of_subject(self.house.session, self.house.vault, [one], 20)) for one in self.accounts]
        return [(one, entry.body) for one, entries in seen for entry in entries if entry.action == ACTION]


@pytest.fixture
def office(house: House) -> Office:
    """Give two workers whose check is due."""
    return Office(house)


def test_each_is_asked_for_and_told(office: Office) -> None:
    """With what the account was made of; the trail has it, and nobody is asked for twice."""
    assert office.round() == 2
    assert office.service.asked == [(one.nik, one.kk, one.nama) for one in (SARI, BUDI)]
    assert office.trail() == [(one, {"nik": True, "kk": True, "nama": True}) for one in office.accounts]
    told = office.told()
    assert sorted(told) == [71, 72]
    assert "dicocokkan dengan Dukcapil: cocok" in told[71].html
    assert not told[71].rows
    assert (office.round(), office.bells) == (0, 2)


def test_whoever_does_not_agree_is_shown_the_way_to_help(office: Office) -> None:
    """Which field it is, that the account stays, and Bantuan."""
    office.service.agreement = Agreement(nik=True, kk=False, nama=True)
    office.round()
    message = office.told()[71]
    assert "nomor Kartu Keluarga belum cocok. Akun Anda tetap berlaku." in message.html
    assert [key.data for row in message.rows for key in row] == ["/bantuan"]


@pytest.mark.parametrize("trouble", [DirectoryDownError("timeout"), ValueError("a bug of its own")])
def test_while_it_is_down_one_question_a_round_is_enough(office: Office, trouble: Exception) -> None:
    """The pauses grow up to six hours; nobody is told anything, and nothing is forgotten."""
    office.service.agreement = trouble
    for minutes in (0, 0, 5, 5, 10, 10, 60 * 24):
        office.house.waits(timedelta(minutes=minutes))
        before = len(office.service.asked)
        assert office.round() == 0
        assert len(office.service.asked) <= before + 1
    assert (office.told(), office.trail(), office.bells) == ({}, [], 0)
    office.service.agreement = Agreement(nik=True, kk=True, nama=True)
    office.house.waits(timedelta(hours=6))
    assert office.round() == 2


def test_pauses_double(office: Office) -> None:
    """5, 10, 20 minutes, and so on, never more than six hours."""
    office.service.agreement = DirectoryDownError("refused")
    (first, _) = directory_checks.due(office.house.session, office.house.now, 9)
    directory_checks.settle(office.house.session, office.accounts[1])
    gaps = []
    for _ in range(9):
        before = office.house.now
        office.round()
        while not directory_checks.due(office.house.session, office.house.now, 9):
            office.house.waits(timedelta(minutes=5))
        gaps.append((office.house.now - before) // timedelta(minutes=5))
    assert gaps == [1, 2, 4, 8, 16, 32, 64, 72, 72]
    assert first.tries == 0


def test_of_whoever_went_nothing_is_asked(office: Office) -> None:
    """The consent was taken back; the other one gets the answer."""
    withdraw(office.house.session, office.house.vault, office.accounts[0], 71, office.house.now)
    assert office.round() == 1
    assert [nik for nik, _, _ in office.service.asked] == [BUDI.nik]
    assert sorted(office.told()) == [72]


def test_after_finalisasi_a_withdrawn_account_is_left_alone(office: Office) -> None:
    """It stays as it was finalised, and its data go nowhere."""
    office.house.finalises()
    withdraw(office.house.session, office.house.vault, office.accounts[0], 71, office.house.now)
    assert office.round() == 2
    assert [nik for nik, _, _ in office.service.asked] == [BUDI.nik]
    assert office.round() == 0


def test_one_who_cannot_be_read_does_not_hold_up_the_others(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The round breaks off and is logged, the next one goes on with the others."""
    asked = directory_checks.asked

    def broken(session: object, vault: object, account: int) -> object:
        if account == office.accounts[0]:
            raise msgspec.DecodeError
        return asked(session, vault, account)  # type: ignore[arg-type]

    monkeypatch.setattr(directory_checks, "asked", broken)
    with pytest.raises(msgspec.DecodeError):
        office.round()
    assert office.round() == 1
    assert sorted(office.told()) == [72]


async def test_it_goes_on_for_ever(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Round after round, whatever one of them meets, until it is stopped."""
    rounds = 0

    async def fails() -> int:
        nonlocal rounds
        rounds += 1
        raise RuntimeError

    monkeypatch.setattr(office.following, "round", fails)
    monkeypatch.setattr("bot.jobs.directory_following._REST_SECONDS", 0)
    running = asyncio.create_task(office.following.run())
    while rounds < 3:  # noqa: ASYNC110 - each beat of the loop is one round
        await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
