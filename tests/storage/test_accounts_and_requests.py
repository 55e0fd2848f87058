"""What an account is opened with, and the wish to have its record opened again."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from storage import accounts, requests
from storage.accounts import Credentials
from storage.models.filling import Reopening
from storage.models.requests import Proposal
from tests.house import BUDI, SARI
from tests.storage.worker_desk import Desk


def ask(desk: Desk, reason: str) -> int:
    return requests.ask_reopening(desk.session, desk.vault, desk.account, desk.person, reason, desk.now)


def reasons(desk: Desk) -> list[str]:
    """The words of all that ask, opened."""
    rows = desk.session.exec(select(Reopening).order_by(col(Reopening.id))).all()
    return [desk.vault.open("reopening", "reason", row.id or 0, row.reason) for row in rows]


def test_credentials_are_found_by_nik(desk: Desk) -> None:
    """Whoever is registered but has no account has none, as whoever is not registered."""
    found = accounts.credentials(desk.session, desk.vault, SARI.nik)
    assert found == Credentials(desk.account, desk.person, "$hash", "ibu", "$jawaban")
    assert "$hash" not in repr(found)
    assert accounts.credentials(desk.session, desk.vault, BUDI.nik) is None
    desk.house.registers(BUDI)
    assert accounts.credentials(desk.session, desk.vault, BUDI.nik) is None


def test_a_new_password_takes_the_place_of_the_old(desk: Desk, other: Desk) -> None:
    """Of this account alone."""
    accounts.set_password(desk.session, desk.account, "$baru")
    hashes = [accounts.credentials(desk.session, desk.vault, who.nik) for who in (SARI, BUDI)]
    assert [found and found.password_hash for found in hashes] == ["$baru", "$hash"]
    assert accounts.by_id(desk.session, other.account) is not None


def test_asking_to_open_again_twice_is_one_request(desk: Desk, other: Desk) -> None:
    """Its words are added, and it is listed among what the person asked for."""
    number = ask(desk, "Tanggal lulus salah")
    assert ask(desk, "dan nomor ijazah") == number
    assert ask(other, "Salah tulis") != number
    assert reasons(desk) == ["Tanggal lulus salah\ndan nomor ijazah", "Salah tulis"]
    assert requests.of_person(desk.session, desk.person) == [("buka", number, "menunggu")]


def test_after_an_answer_one_may_ask_again(desk: Desk) -> None:
    """That is another request."""
    first = ask(desk, "Satu")
    row = desk.session.exec(select(Reopening)).one()
    row.status = "ditolak"
    desk.session.flush()
    second = ask(desk, "Dua")
    assert second != first
    assert requests.of_person(desk.session, desk.person) == [("buka", first, "ditolak"), ("buka", second, "menunggu")]


def test_the_words_lie_encrypted(desk: Desk) -> None:
    """They may tell anything."""
    ask(desk, "Tanggal lulus salah")
    assert b"lulus" not in desk.session.exec(select(Reopening.reason)).one()


def test_two_at_once_are_one(desk: Desk) -> None:
    """The database sees to it, whoever asks."""
    ask(desk, "Satu")
    twin = Reopening(account_id=desk.account, person=desk.person, reason=b"", created_at=desk.now)
    desk.session.add(twin)
    with pytest.raises(IntegrityError):
        desk.session.flush()


def test_whoever_asked_first_is_told_first(desk: Desk) -> None:
    """Also whoever asked once more after they were told."""
    session, vault, index = desk.session, desk.vault, desk.vault.index("nik", BUDI.nik)
    for person in (81, 82):
        requests.watch(session, vault, person, BUDI.nik, desk.now)
    assert requests.watchers(session, [index], desk.now) == [81, 82]
    for person in (82, 81):
        requests.watch(session, vault, person, BUDI.nik, desk.now)
    assert requests.watchers(session, [index], desk.now) == [81, 82]


def test_all_that_one_asked_for_is_in_order(desk: Desk) -> None:
    """Each kind by its numbers, whatever became of them since."""
    session, vault, house = desk.session, desk.vault, desk.house
    proposed = [
        requests.propose(session, vault, 81, house.opens(kode, nama).id, {"nik": BUDI.nik}, desk.now)
        for kode, nama in (("DINKES", "Dinas Kesehatan Contoh"), ("RSUD", "RSUD Contoh"))
    ]
    watched = [requests.watch(session, vault, 81, who.nik, desk.now) for who in (SARI, BUDI)]
    requests.watchers(session, [vault.index("nik", SARI.nik)], desk.now)
    session.get_one(Proposal, proposed[0]).status = "ditolak"
    session.flush()
    assert requests.of_person(session, 81) == [
        ("usulan", proposed[0], "ditolak"),
        ("usulan", proposed[1], "menunggu"),
        ("pantauan", watched[0], "terpenuhi"),
        ("pantauan", watched[1], "menunggu"),
    ]
