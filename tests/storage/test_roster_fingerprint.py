"""The fingerprint of a roster: what changes it, what does not, and the difference that it stands for."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql
from sqlmodel import col, update

from storage import letter_roster, records, roster_fingerprint
from storage.models.roster import Worker
from storage.roster_fingerprint import Nominative
from tests.databases import ON_POSTGRESQL
from tests.house import BUDI, SARI, House
from tests.storage.worker_desk import Desk


def taken(house: House) -> bytes:
    """The fingerprint as it is now."""
    return roster_fingerprint.fingerprint(house.session, house.vault, house.opens().id)


def approves(house: House, desk: Desk, **changes: object) -> None:
    """The instansi has approved the worker; a column says something else from now on."""
    columns = {"status": "disetujui", **changes}
    house.session.exec(update(Worker).where(col(Worker.id) == desk.worker.id).values(**columns))


@pytest.mark.parametrize(
    "changes",
    [
        {"nama": "SARI WULAN"},
        {"no_peserta_thk2": "19-1"},
        {"tempat_lahir": "DEPOK"},
        {"tanggal_lahir": date(1991, 3, 7)},
        {"jenis_kelamin": "L"},
        {"tingkat_pendidikan": "S-2"},
        {"pendidikan_terakhir": "S-2 Biologi"},
        {"jabatan": "Guru Kelas"},
        {"unit_kerja": "SDN Contoh 9"},
        {"status": "selesai"},
    ],
)
def test_whatever_is_listed_changes_it(house: House, desk: Desk, changes: dict[str, object]) -> None:
    """Each column by itself, and counting in no longer."""
    approves(house, desk)
    before = taken(house)
    approves(house, desk, **changes)
    assert taken(house) != before


def test_what_is_not_listed_does_not(house: House, desk: Desk) -> None:
    """Whoever does not count in, another instansi's worker, and a number sealed anew."""
    approves(house, desk)
    before = taken(house)
    house.registers(BUDI)
    house.opens("DINKES", "Dinas Kesehatan Contoh")
    house.registers(replace(BUDI, nik="3201010703900003"), "DINKES", status="disetujui")
    approves(house, desk, nik=house.vault.seal("worker", "nik", desk.worker.id, SARI.nik))
    assert taken(house) == before


def test_the_workers_word_counts(house: House, desk: Desk) -> None:
    """As it does on the card."""
    records.keep_biodata(
        house.session, house.vault, desk.account, {"jabatan": "Guru Kelas", "jenis_kelamin": "L"}, 71, house.now
    )
    approves(house, desk)
    [one] = roster_fingerprint.nominative(house.session, house.vault, house.opens().id)
    assert (one.nik, one.jabatan, one.jenis_kelamin, one.unit_kerja) == (SARI.nik, "Guru Kelas", "L", "SDN Contoh 1")
    assert one.tanggal_lahir == "1990-03-07"


def test_equal_rosters_of_two_instansi_differ_and_an_empty_one_has_one_too(house: House) -> None:
    """A letter of one instansi is never that of another."""
    other = house.opens("DINKES", "Dinas Kesehatan Contoh").id
    assert taken(house) != roster_fingerprint.fingerprint(house.session, house.vault, other)


def test_what_is_printed_of_it() -> None:
    """Four groups of four, without letters or digits that are taken for each other."""
    assert roster_fingerprint.readable(bytes(range(32))) == "AAAQ-EAYE-AUDA-OCAJ"


def test_the_difference_is_told_by_nik() -> None:
    """Who came, who left, and what of whom changed; what was kept comes back as it was."""
    ani = Nominative("1", "ANI", None, "BOGOR", "1990-01-01", "P", None, None, "Guru", "SDN 1")
    budi, cici, dedi = (replace(ani, nik=nik, nama=nama) for nik, nama in (("2", "BUDI"), ("3", "CICI"), ("4", "DEDI")))
    before = letter_roster.unpacked(letter_roster.packed([ani, budi, cici]))
    assert before == [ani, budi, cici]
    found = letter_roster.difference(before, [replace(budi, jabatan="Perawat", unit_kerja="RSUD"), cici, dedi])
    assert (found.came, found.left) == (("DEDI",), ("ANI",))
    assert [(one.nama, one.what) for one in found.changed] == [("BUDI", ("jabatan", "unit_kerja"))]
    nothing = letter_roster.difference(before, before)
    assert (nothing.came, nothing.left, nothing.changed) == ((), (), ())


def test_on_postgresql_the_same_is_asked_in_its_own_words() -> None:
    """A NIK's index as hexadecimal text."""
    asked: Any = roster_fingerprint.hexadecimal(col(Worker.nik_index))
    # SQLAlchemy declares no types for making a dialect.
    dialect: Any = postgresql.dialect
    found = str(select(asked).compile(dialect=dialect()))
    assert "encode(worker.nik_index, 'hex')" in found


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite has one way to write a day")
def test_the_servers_way_to_write_days_does_not_matter(house: House, desk: Desk) -> None:
    """A letter that was printed before somebody set the server up anew still holds."""
    approves(house, desk)
    before = taken(house)
    house.session.connection().execute(text("SET LOCAL DateStyle TO 'SQL, DMY'"))
    assert taken(house) == before
    (listed,) = roster_fingerprint.nominative(house.session, house.vault, house.opens().id)
    assert listed.tanggal_lahir == "1990-03-07"
