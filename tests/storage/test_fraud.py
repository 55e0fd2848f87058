"""Confidential reports: merged for pusat, and silent about who reported."""

from datetime import timedelta

import pytest

from storage import audit_check, fraud
from storage.fraud import About, Merged
from storage.models.audit import AuditRow
from storage.models.helpdesk import FraudReport
from storage.ticket_state import NotYoursError
from storage.ticket_words import Attached
from tests.house import BUDI, SARI, House
from tests.storage.officers import ADMIN, OFFICER, PHOTO, PUSAT, names, texts

REPORTER, NEIGHBOUR = 77_000_001, 77_000_002
BY_NIK = About(SARI.nik, "Sari Dewi", 5)


def reported(house: House, about: About = BY_NIK, words: str = "Tidak pernah bekerja", reporter: int = REPORTER) -> int:
    house.waits(timedelta(minutes=1))
    return fraud.report(house.session, house.vault, reporter, about, words, house.now)


def seen(house: House, viewer: int = PUSAT, limit: int = 10, offset: int = 0) -> list[Merged]:
    return fraud.for_pusat(house.session, house.vault, viewer, house.now, limit, offset)


@pytest.fixture
def pusat(house: House) -> int:
    """Give somebody of pusat."""
    return names(house.session, PUSAT, "pusat")


@pytest.mark.usefixtures("pusat")
def test_reports_about_one_worker_are_merged(house: House) -> None:
    """By NIK, whatever the name; how many there are, by how many people, with all words, the newest first."""
    reported(house)
    other = reported(house, About(BUDI.nik, "Budi", 5))
    assert reported(house, About(SARI.nik, "Ibu Sari", 6), "SK palsu", NEIGHBOUR) != other
    newest = reported(house, words="Lagi", reporter=NEIGHBOUR)
    sari, budi = seen(house)
    assert (sari.count, sari.reporters, sari.latest, sari.reports[0].number) == (3, 2, house.now, newest)
    assert (sari.about, sari.about.nik) == (BY_NIK, SARI.nik)
    assert [told.words for told in sari.reports] == ["Lagi", "SK palsu", "Tidak pernah bekerja"]
    assert (budi.count, budi.reports[0].number) == (1, other)
    assert fraud.count(house.session) == 2


@pytest.mark.usefixtures("pusat")
def test_without_a_nik_name_and_instansi_merge(house: House) -> None:
    """However the name is written; another instansi's is another worker."""
    for about in (About("", "Andi, S.Pd", 5), About("", "ANDI S PD", 5), About("", "Andi, S.Pd", 6)):
        reported(house, about)
    assert [one.count for one in seen(house)] == [1, 2]


@pytest.mark.usefixtures("pusat")
def test_pusat_reads_page_by_page(house: House) -> None:
    """And finds the files."""
    for nik in (SARI.nik, BUDI.nik):
        fraud.report(house.session, house.vault, REPORTER, About(nik, "", 0), "Palsu", house.now, PHOTO)
    assert [one.about.nik for one in seen(house, limit=1)] == [BUDI.nik]
    assert [one.about.nik for one in seen(house, limit=1, offset=1)] == [SARI.nik]
    assert seen(house)[0].reports[0].file == Attached(PHOTO.file, PHOTO.form)


def test_nobody_but_pusat_reads_them(house: House) -> None:
    """Neither the instansi's admin nor the helpdesk."""
    reported(house)
    names(house.session, ADMIN, "admin", 5)
    names(house.session, OFFICER)
    for viewer in (ADMIN, OFFICER, REPORTER):
        with pytest.raises(NotYoursError):
            seen(house, viewer)


@pytest.mark.usefixtures("pusat")
def test_the_reporter_stands_nowhere(house: House) -> None:
    """Not in what pusat is shown, not readable in the table, not in the trail, which knows only who looked."""
    reported(house)
    shown = seen(house)
    told = "".join(f"{one.about.nik}{one.about.nama}{one.reports[0].words}{one.reports[0].number}" for one in shown)
    assert str(REPORTER) not in told + repr(shown)
    kept = texts(house.session, FraudReport) + texts(house.session, AuditRow)
    assert not any(word in kept for word in (str(REPORTER).encode(), b"bekerja", b"Sari", SARI.nik.encode()))
    assert texts(house.session, AuditRow).count(b"lihat") == 1
    assert audit_check.verify(house.session, house.vault) is None
