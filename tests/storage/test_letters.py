"""SPTJM in the store: a letter belongs to one finalisasi and one roster, and a signed one makes the instansi final."""

import json
from dataclasses import asdict

import pytest
from sqlmodel import col, update

from storage import finalisation, letter_roster, letters, roster_fingerprint
from storage.acting import Desk
from storage.letters import Declarer, LetterError, LetterFacts
from storage.models.finalisation import Letter
from storage.permits import NotAllowedError
from tests.house import BUDI, SARI, House
from tests.storage.officers import ADMIN, PUSAT, names, texts

SIGNER = Declarer(
    "Dr. Hasan Basri, M.Si.", "196805121993031004", "Sekretaris Daerah", "Pembina Utama Muda, IV/c", "Bogor"
)


@pytest.fixture
def office(house: House) -> Desk:
    """Give the desk of the admin of an instansi with one approved worker."""
    instansi = house.opens().id
    names(house.session, ADMIN, "admin", instansi)
    names(house.session, PUSAT, "pusat")
    house.registers(SARI, status="disetujui")
    return Desk(ADMIN, instansi, house.now)


def ends(house: House, desk: Desk) -> None:
    """The pendataan is finalised."""
    mark = finalisation.look(house.session, desk.instansi_id).mark
    finalisation.finalise(house.session, house.vault, desk, mark)


def opens(house: House, desk: Desk) -> None:
    """Pusat opens it again."""
    finalisation.reopen(house.session, house.vault, desk.instansi_id, PUSAT, "Ada yang tertinggal.", house.now)


def printed(house: House, desk: Desk) -> LetterFacts:
    """A letter of the roster as it is now."""
    listed = roster_fingerprint.nominative(house.session, house.vault, desk.instansi_id)
    found = roster_fingerprint.fingerprint(house.session, house.vault, desk.instansi_id)
    kept = house.files.put(letter_roster.packed(listed))
    return letters.record(house.session, house.vault, desk, SIGNER, kept, found)


def refused(house: House, desk: Desk, letter: int) -> str:
    """Why the signed letter is not archived."""
    with pytest.raises(LetterError) as caught:
        letters.archive(house.session, house.vault, desk, letter, "f" * 32)
    return caught.value.code


def test_printed_signed_archived(house: House, office: Desk) -> None:
    """Only the signed letter makes the instansi final; who signs is sealed, and known the next time."""
    with pytest.raises(LetterError, match="terbuka"):
        printed(house, office)
    ends(house, office)
    letter = printed(house, office)
    assert (letter.nomor, letter.declarer, letter.counts, letter.signed) == ("SPTJM-000001", SIGNER, True, "")
    assert b"Hasan" not in texts(house.session, Letter)
    assert letters.archived(house.session, house.vault, office.instansi_id) is None
    assert finalisation.standing(house.session, office.instansi_id) == "difinalisasi"
    kept = letters.archive(house.session, house.vault, office, letter.id, "f" * 32)
    assert letters.archived(house.session, house.vault, office.instansi_id) == kept
    assert finalisation.standing(house.session, office.instansi_id) == "final"
    assert refused(house, office, letter.id) == "sudah_diarsipkan"
    assert printed(house, office).nomor == "SPTJM-000002"
    assert [one.nomor[-1] for one in letters.of_instansi(house.session, house.vault, office.instansi_id, 5)] == [
        "2",
        "1",
    ]


def test_a_letter_of_before_such_a_mark_is_by_the_letter_of_2022(house: House, office: Desk) -> None:
    """As it was printed: there was no other then. What is printed under an operator's own rules says so."""
    ends(house, office)
    letter = printed(house, office)
    sealed = house.vault.seal("letter", "declarer", letter.id, json.dumps(asdict(SIGNER)))
    house.session.exec(update(Letter).where(col(Letter.id) == letter.id).values(declarer=sealed))
    assert letters.by_id(house.session, house.vault, letter.id) == letter
    assert not letter.own_terms
    new = letters.record(house.session, house.vault, office, SIGNER, letter.roster, letter.fingerprint, own_terms=True)
    assert new.own_terms


def test_after_reopening_the_old_letter_counts_no_longer(house: House, office: Desk) -> None:
    """Neither the archived one, nor one that was printed before, even of the very same roster."""
    ends(house, office)
    first, second = printed(house, office), printed(house, office)
    letters.archive(house.session, house.vault, office, first.id, "f" * 32)
    opens(house, office)
    assert finalisation.standing(house.session, office.instansi_id) == "terbuka"
    assert letters.archived(house.session, house.vault, office.instansi_id) is None
    assert refused(house, office, second.id) == "terbuka"
    ends(house, office)
    assert finalisation.standing(house.session, office.instansi_id) == "difinalisasi"
    assert refused(house, office, second.id) == "dibuka"
    letters.archive(house.session, house.vault, office, printed(house, office).id, "e" * 32)
    assert finalisation.standing(house.session, office.instansi_id) == "final"


def test_another_roster_is_another_letter(house: House, office: Desk) -> None:
    """Even where somebody changed a row behind everybody's back."""
    ends(house, office)
    letter = printed(house, office)
    house.registers(BUDI, status="disetujui")
    assert refused(house, office, letter.id) == "berubah"
    with pytest.raises(LetterError, match="berubah"):
        printed(house, office)


def test_a_letter_is_its_instansis_own(house: House, office: Desk) -> None:
    """Another instansi finds no such letter; whoever may not print or archive does neither."""
    ends(house, office)
    letter = printed(house, office)
    other = house.opens("DINKES", "Dinas Kesehatan Contoh").id
    names(house.session, ADMIN, "admin", other)
    assert refused(house, Desk(ADMIN, other, house.now), letter.id) == "tidak_ada"
    assert refused(house, office, letter.id + 1) == "tidak_ada"
    names(house.session, 801, "operator", office.instansi_id)
    outsider = Desk(801, office.instansi_id, house.now)
    with pytest.raises(NotAllowedError):
        printed(house, outsider)
    with pytest.raises(NotAllowedError):
        letters.archive(house.session, house.vault, outsider, letter.id, "f" * 32)
