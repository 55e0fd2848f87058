"""A new password by an officer's one-time link: the worker alone chooses it, once, within 24 hours."""

from datetime import timedelta

import pytest

from storage import resets
from tests.chat import Chat
from tests.house import SARI, House, verified
from tests.storage.officers import OFFICER, names

NEW = "kopi pahit pagi hari"


@pytest.fixture
def sari(house: House) -> Chat:
    """Give somebody with an account who has forgotten the password."""
    house.registers(SARI)
    return Chat(house).goes_to("ask.selesai")


def link(house: House) -> str:
    """An officer gives a link; its code."""
    if not house.session.connection().exec_driver_sql("SELECT 1 FROM staff").first():
        names(house.session, OFFICER)
    return resets.issue(house.session, house.vault, house.accounts()[0].id, OFFICER, house.now)


def password_is(house: House, password: str) -> bool:
    """Whether the account opens with it."""
    return verified(house.accounts()[0].password_hash, password)


def test_the_worker_chooses_the_password(sari: Chat) -> None:
    """The message is deleted, the account opens with it at once, and the link is used up."""
    code = link(sari.house)
    sari.says(f"/start {code}").hears("ask.password").says(NEW).lost_last_message().hears("ask.diganti")
    assert password_is(sari.house, NEW)
    sari.taps("button.masuk").hears("ask.password").says(NEW).hears("ask.ijazah")
    sari.says(f"/start {code}").hears("ask.tidak_berlaku").sees("tidak dikenal").taps("button.bantuan").hears(
        "ask.cari"
    )


@pytest.mark.parametrize(
    ("typed", "error"),
    [("pendek", "error.password_too_short"), (SARI.nik, "error.password_is_nik"), ("07031990ab", "")],
)
def test_what_anybody_reads_off_the_ktp_is_no_password(sari: Chat, typed: str, error: str) -> None:
    """As when the account was made; a photo is none either."""
    sari.says(f"/start {link(sari.house)}").sends_photo().hears("error.want_text").says(typed).lost_last_message()
    assert (error in sari.codes) if error else ("ask.diganti" in sari.codes)


def test_a_second_person_cannot_use_the_link(sari: Chat) -> None:
    """Whoever opens it first is the only one; a made-up code opens nothing."""
    code = link(sari.house)
    sari.says(f"/start {code.lower()}").hears("ask.password")
    thief = Chat(sari.house, 72).says(f"/start {code}").hears("ask.tidak_berlaku").sees("sudah dipakai")
    thief.says("/start RESET-ABCDEFGHJKMNPQRS").hears("ask.tidak_berlaku").sees("tidak dikenal").sees_not(SARI.nama)
    sari.says(NEW).hears("ask.diganti")


def test_a_link_lives_a_day(sari: Chat) -> None:
    """A second before its end it works, at its end no more."""
    sari.waits(timedelta(0)).says(f"/start {link(sari.house)}").hears("ask.password")
    code = link(sari.house)
    sari.waits(timedelta(hours=24, seconds=-1)).says(f"/start {code}").hears("ask.password").says("/batal")
    sari.waits(timedelta(seconds=1)).says(f"/start {code}").hears("ask.tidak_berlaku").sees("24 jam")


def test_a_link_may_end_while_the_password_is_thought_of(sari: Chat) -> None:
    """Then the old password stays."""
    sari.says(f"/start {link(sari.house)}").hears("ask.password").waits(timedelta(hours=25)).says(NEW)
    sari.hears("ask.tidak_berlaku").sees("24 jam")
    assert password_is(sari.house, SARI.password)


def test_a_newer_link_ends_the_older_one(sari: Chat) -> None:
    """Also while the older one is open."""
    sari.says(f"/start {link(sari.house)}").hears("ask.password")
    newer = link(sari.house)
    sari.says(NEW).hears("ask.tidak_berlaku").says(f"/start {newer}").hears("ask.password").says(NEW).hears(
        "ask.diganti"
    )


def test_whoever_has_the_account_open_is_shown_out_and_told(sari: Chat) -> None:
    """A password that changes elsewhere closes the account, and its owner hears of it."""
    Chat(sari.house, 73).logs_in()
    sari.was_told("say.dibuka_di_tempat_lain")
    other = Chat(sari.house, 74).says(f"/start {link(sari.house)}").says(NEW).hears("ask.diganti")
    sari.was_told("say.password_diganti")
    third = Chat(sari.house, 73).was_told("say.password_diganti").says("/masuk biodata").hears("ask.nik")
    assert (other.person, third.person) == (74, 73)
