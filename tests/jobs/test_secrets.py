"""Passwords and security answers: hashed, compared, and no quicker refused where there is no account."""

import asyncio
from typing import Any

import pytest
from argon2 import PasswordHasher

from bot.jobs.secrets import LANES, MEMORY_KIB, PASSES, Secrets
from storage import accounts
from storage.models.accounts import Account
from tests.house import BUDI, SARI, House
from tests.jobs.printed import Opened, account, with_account

PASSWORD = "kopi tubruk di beranda"


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each hash that something is compared with."""
    seen: list[str] = []
    verify = PasswordHasher.verify

    def noting(self: PasswordHasher, kept: str, typed: str) -> bool:
        seen.append(kept)
        return verify(self, kept, typed)

    monkeypatch.setattr(PasswordHasher, "verify", noting)
    return seen


@pytest.fixture
def secrets(house: House) -> Secrets:
    """Give the jobs of a house in which Sari has an account, her password hashed as the job hashes it."""
    with_account(house)
    jobs = Secrets(Opened(house.session), house.vault)
    kept = asyncio.run(jobs.hash_secret(71, {"text": PASSWORD}))["value"]
    accounts.set_password(house.session, account(house), kept)
    made = house.session.get_one(Account, account(house))
    made.jawaban_hash = asyncio.run(jobs.hash_secret(71, {"text": "melati"}))["value"]
    house.session.flush()
    return jobs


def login(jobs: Secrets, nik: str, text: str) -> Any:  # noqa: ANN401 - a job's JSON
    return asyncio.run(jobs.check_password(71, {"nik": nik, "text": text}))


def test_a_secret_is_hashed_as_owasp_recommends(house: House) -> None:
    """Argon2id at 19 MiB and two passes, salted; the secret itself is nowhere."""
    jobs = Secrets(Opened(house.session), house.vault)
    first, second = (asyncio.run(jobs.hash_secret(71, {"text": PASSWORD}))["value"] for _ in range(2))
    assert first.startswith(f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}$")
    assert first != second
    assert PASSWORD not in first


def test_the_right_password_finds_its_account(house: House, secrets: Secrets) -> None:
    """By the NIK."""
    found = login(secrets, SARI.nik, PASSWORD)["value"]
    assert found["account"] == account(house)
    assert len(found["of"]) == 32


def test_a_wrong_password_and_an_unknown_nik_are_one(secrets: Secrets, verified: list[str]) -> None:
    """One answer, and in either case one comparison with a hash that costs the same."""
    assert login(secrets, SARI.nik, "salah besar ini") == {"value": {"account": 0, "of": ""}}
    assert login(secrets, BUDI.nik, PASSWORD) == {"value": {"account": 0, "of": ""}}
    wrong, nobodys = verified
    assert wrong.split("$")[1:4] == nobodys.split("$")[1:4]
    assert wrong != nobodys


def test_nobodys_password_is_guessed_by_no_one(secrets: Secrets) -> None:
    """Whatever is typed for a NIK without an account, even nothing."""
    assert [login(secrets, BUDI.nik, text)["value"]["account"] for text in ("", "password", PASSWORD)] == [0, 0, 0]


def test_the_security_answer_is_compared(house: House, secrets: Secrets, verified: list[str]) -> None:
    """Right, wrong, and that of an account that is no more."""
    tried = [(account(house), "melati"), (account(house), "mawar"), (1, "melati")]
    found = [asyncio.run(secrets.check_answer(71, {"account": one, "text": text})) for one, text in tried]
    assert [one["value"]["right"] for one in found] == [True, False, False]
    assert len(verified) == len(tried)


def test_a_damaged_hash_lets_nobody_in(house: House, secrets: Secrets) -> None:
    """It is as if the password were wrong."""
    accounts.set_password(house.session, account(house), "$broken")
    assert login(secrets, SARI.nik, PASSWORD) == {"value": {"account": 0, "of": ""}}
