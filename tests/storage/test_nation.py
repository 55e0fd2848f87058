"""What pusat sees and does of all instansi, asked of the store itself."""

from datetime import date

import pytest

from storage import audiences, audit, broadcasts, nation, roster
from storage.permits import NATIONWIDE, NotAllowedError
from storage.roster import InstansiExistsError
from tests.house import BUDI, DINAS, SARI, House
from tests.storage.officers import ADMIN, PUSAT, SECOND, names

OCTOBER = date(2022, 10, 31)


@pytest.fixture
def dinas(house: House) -> int:
    """Give an instansi with two of staff, another one, and somebody of pusat."""
    instansi = house.opens().id
    for person in (ADMIN, SECOND):
        names(house.session, person, "admin", instansi)
    names(house.session, ADMIN, "verifier", instansi)
    names(house.session, 801, "operator", house.opens("DINKES", "Dinas Kesehatan Contoh").id)
    names(house.session, PUSAT, "pusat")
    return instansi


def test_all_instansi_in_figures(house: House, dinas: int) -> None:
    """By standing; the next deadline is one that has not passed, of those that are open."""
    assert dinas
    house.ends_on(date(2022, 8, 1))
    house.ends_on(OCTOBER, "DINKES")
    house.opens("RSUD", "RSUD Contoh")
    found = nation.overview(house.session, PUSAT, date(2022, 9, 1))
    assert (dict(found.standings), found.without_deadline, found.next_deadline) == ({"terbuka": 3}, 1, OCTOBER)
    house.finalises("DINKES")
    assert nation.overview(house.session, PUSAT, date(2022, 9, 1)).next_deadline is None


def test_instansi_are_found_by_words_and_kode(house: House, dinas: int) -> None:
    """Each word must be in the name, or all of it is the kode; a wildcard is only a letter; in pages."""
    assert dinas

    def kodes(words: str, offset: int = 0, limit: int = 8) -> tuple[list[str], int]:
        found = nation.find(house.session, PUSAT, words, offset, limit)
        return [one.kode for one, _ in found.shown], found.count

    assert kodes("") == (["DINKES", DINAS], 2)
    assert kodes("contoh DINAS") == (["DINKES", DINAS], 2)
    assert kodes("disdik") == ([DINAS], 1)
    assert kodes("%") == ([], 0)
    assert kodes("dinas", 1, 1) == ([DINAS], 2)


def test_one_instansi(house: House, dinas: int) -> None:
    """Its workers by status, and its admins."""
    house.registers(SARI)
    house.registers(BUDI, status="selesai")
    found = nation.card(house.session, PUSAT, dinas)
    assert (found.instansi.kode, found.standing, found.admins) == (DINAS, "terbuka", 2)
    assert found.workers == {"terdaftar": 1, "selesai": 1}


def test_a_deadline_is_for_one_or_for_all(house: House, dinas: int) -> None:
    """Each of the staff whom it concerns is told once; the trail tells who set it."""

    def told() -> list[int]:
        (one,) = broadcasts.running(house.session)
        assert (one.kind, one.created_by) == (audiences.DEADLINE, PUSAT)
        return [of.person for of in audiences.following(house.session, one.kind, one.instansi_id, 0, 9)]

    assert nation.set_deadline(house.session, house.vault, PUSAT, dinas, OCTOBER, house.now) == 2
    assert told() == [SECOND, ADMIN]
    assert (house.opens().deadline, house.opens("DINKES").deadline) == (OCTOBER, None)
    house.finalises()
    assert nation.set_deadline(house.session, house.vault, PUSAT, NATIONWIDE, None, house.now) == 1
    assert told() == [801]
    assert (house.opens().deadline, house.opens("DINKES").deadline) == (None, None)
    seen = audit.of_subject(house.session, house.vault, [0], 10, "pusat.batas")
    assert [(one.actor, one.role, one.body["deadline"]) for one in seen] == [
        (PUSAT, "pusat", "2022-10-31"),
        (PUSAT, "pusat", None),
    ]


def test_a_deadline_that_is_set_back_is_told_again(house: House, dinas: int) -> None:
    """Each change is one of its own; where there is no staff, nothing begins."""
    for day in (OCTOBER, None, OCTOBER):
        assert nation.set_deadline(house.session, house.vault, PUSAT, dinas, day, house.now) == 2
    (last,) = broadcasts.running(house.session)
    assert broadcasts.words_of(house.vault, last) == "2022-10-31"
    alone = house.opens("RSUD", "RSUD Contoh").id
    assert nation.set_deadline(house.session, house.vault, PUSAT, alone, OCTOBER, house.now) == 0
    assert broadcasts.running(house.session) == [last]


def test_an_instansi_joins_once(house: House, dinas: int) -> None:
    """Its kode is nobody else's, whatever the case."""
    made = nation.add(house.session, house.vault, PUSAT, "rsud", " RSUD  Contoh ", house.now)
    assert (made.kode, made.nama) == ("RSUD", "RSUD Contoh")
    with pytest.raises(InstansiExistsError):
        nation.add(house.session, house.vault, PUSAT, "disdik", "Lain", house.now)
    assert roster.instansi_by_id(house.session, dinas).kode == DINAS


@pytest.mark.parametrize("person", [ADMIN, 801, 999])
def test_nobody_but_pusat_does_any_of_it(house: House, dinas: int, person: int) -> None:
    """Neither staff of an instansi nor anybody."""
    session, vault, now = house.session, house.vault, house.now
    for act in (
        lambda: nation.overview(session, person, OCTOBER),
        lambda: nation.find(session, person, "dinas", 0, 8),
        lambda: nation.card(session, person, dinas),
        lambda: nation.add(session, vault, person, "RSUD", "RSUD", now),
        lambda: nation.set_deadline(session, vault, person, dinas, OCTOBER, now),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert house.opens().deadline is None
    assert roster.find_instansi(session, "RSUD") is None
