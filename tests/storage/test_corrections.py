"""What Dukcapil confirmed comes into the roster, with the consent of the instansi."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlmodel import col, update

from storage import accounts, audit, corrections, editing, moving, records, registration, roster, rows, transfers
from storage.acting import Desk as AtDesk
from storage.corrections import CorrectionError, Decided
from storage.models.helpdesk import Correction
from storage.models.roster import Instansi, Riwayat, Worker
from storage.registration import Sealer
from storage.ticket_state import NotYoursError, TicketSolvedError
from storage.tickets import solve
from tests.house import SARI, House
from tests.storage.officers import ADMIN, OFFICER, SECOND, WORKER, names, taken, texts
from tests.storage.worker_desk import Desk

NEW_KK = "3201010101019999"
TODAY = date(2022, 9, 1)
ALL = {"kk": NEW_KK, "nama": "Sari Dewi Lestari", "tempat_lahir": "Depok", "tanggal_lahir": "1990-03-08"}
OTHER_ADMIN = 702


def asked(house: House, number: int, fields: dict[str, str] | None = None, officer: int = OFFICER) -> int:
    return corrections.ask(house.session, house.vault, number, officer, fields or {"kk": NEW_KK}, house.now).number


def decided(
    house: House, correction: int, *, approved: bool = True, admin: int = ADMIN, today: date = TODAY
) -> Decided:
    return corrections.decide(house.session, house.vault, correction, admin, approved, today, house.now)


def admin_of(house: House, worker: Worker, person: int = ADMIN) -> int:
    return names(house.session, person, "admin", worker.instansi_id)


def kk_of(house: House) -> str | None:
    found = roster.find_by_nik(house.session, house.vault, SARI.nik)
    assert found is not None
    return found.identity.kk


def test_a_consent_changes_roster_and_account(house: House, desk: Desk) -> None:
    """All that identifies the worker, where the account was made from it too; the ticket's worker is to be told."""
    admin_of(house, desk.worker)
    number = taken(house)
    done = decided(house, asked(house, number, ALL))
    assert (done.approved, done.asked.status, done.asked.fields) == (True, "disetujui", ALL)
    assert (done.ticket.number, done.ticket.person, done.ticket.holder) == (number, WORKER, OFFICER)
    found = roster.find_by_nik(house.session, house.vault, SARI.nik)
    assert found is not None
    known = found.identity
    assert (known.kk, known.nama, known.tempat_lahir) == (NEW_KK, "Sari Dewi Lestari", "Depok")
    record = records.load(house.session, house.vault, desk.account)
    assert (record.nama, record.tempat_lahir, record.tanggal_lahir) == ("Sari Dewi Lestari", "Depok", date(1990, 3, 8))
    assert accounts.kk_of(house.session, house.vault, desk.account) == NEW_KK


def test_the_trail_names_officer_and_admin(house: House, desk: Desk) -> None:
    """Who asked, who consented, and what stood there before and after."""
    admin_of(house, desk.worker)
    number = taken(house)
    correction = asked(house, number, {"tempat_lahir": "Depok"})
    decided(house, correction)
    first, last = audit.of_subject(house.session, house.vault, [desk.account], 2)
    assert (first.actor, first.role, first.action) == (OFFICER, "helpdesk", "koreksi.minta")
    assert (last.actor, last.role, last.action) == (ADMIN, "admin", "koreksi.disetujui")
    assert last.body == {
        "ticket": number,
        "correction": correction,
        "officer": OFFICER,
        "admin": ADMIN,
        "before": {"tempat_lahir": SARI.tempat_lahir.upper()},
        "after": {"tempat_lahir": "Depok"},
    }


def test_a_worker_without_account_is_corrected_too(house: House) -> None:
    """That is why they have none yet: now their data agree."""
    worker = house.registers(SARI, kk=None)
    admin_of(house, worker)
    decided(house, asked(house, taken(house)))
    assert kk_of(house) == NEW_KK


def test_a_refusal_changes_nothing(house: House, desk: Desk) -> None:
    """The trail says that it was refused, and the officer may ask again."""
    admin_of(house, desk.worker)
    number = taken(house)
    done = decided(house, asked(house, number), approved=False)
    assert (done.approved, done.asked.status) == (False, "ditolak")
    assert kk_of(house) == SARI.kk
    last = audit.of_subject(house.session, house.vault, [desk.account], 1)[0]
    assert (last.action, "before" in last.body) == ("koreksi.ditolak", False)
    asked(house, number)
    found = corrections.of_ticket(house.session, house.vault, number, OFFICER)
    assert [one.status for one in found] == ["ditolak", "menunggu"]


def test_the_admin_sees_what_waits_beside_what_is_registered(house: House, desk: Desk) -> None:
    """The look is recorded; what is decided waits no more."""
    admin_of(house, desk.worker)
    correction = asked(house, taken(house))
    found = corrections.pending(house.session, house.vault, desk.worker.instansi_id, ADMIN, house.now)
    assert [(one.asked.number, one.asked.fields, one.registered["kk"]) for one in found] == [
        (correction, {"kk": NEW_KK}, SARI.kk)
    ]
    seen = audit.of_subject(house.session, house.vault, [desk.worker.id], 1)[0]
    assert (seen.actor, seen.action, seen.role) == (ADMIN, "lihat", "admin")
    decided(house, correction)
    assert corrections.pending(house.session, house.vault, desk.worker.instansi_id, ADMIN, house.now) == []


def test_nobody_of_another_instansi_sees_or_decides(house: House, desk: Desk) -> None:
    """Nor an officer, who would consent to their own wish."""
    correction = asked(house, taken(house))
    names(house.session, OTHER_ADMIN, "admin", house.opens("LAIN", "Dinas Lain").id)
    for person in (OTHER_ADMIN, OFFICER):
        with pytest.raises(NotYoursError):
            corrections.pending(house.session, house.vault, desk.worker.instansi_id, person, house.now)
        with pytest.raises(NotYoursError):
            decided(house, correction, admin=person)


def test_only_the_holder_asks(house: House, desk: Desk) -> None:
    """And not from a ticket that is solved."""
    assert desk.account
    number = taken(house)
    with pytest.raises(NotYoursError):
        asked(house, number, officer=SECOND)
    with pytest.raises(NotYoursError):
        corrections.of_ticket(house.session, house.vault, number, SECOND)
    solve(house.session, house.vault, number, OFFICER, "Beres", house.now)
    with pytest.raises(TicketSolvedError):
        asked(house, number)


@pytest.mark.parametrize("fields", [{}, {"nik": "1"}, {"tanggal_lahir": "kemarin"}])
def test_what_is_no_correction_is_refused(house: House, desk: Desk, fields: dict[str, str]) -> None:
    """No fields, a NIK (that is another worker), a date that is none."""
    assert desk.account
    number = taken(house)
    with pytest.raises(ValueError, match=r"correction|isoformat"):
        corrections.ask(house.session, house.vault, number, OFFICER, fields, house.now)


def test_why_a_correction_cannot_be_asked_or_decided(house: House, desk: Desk) -> None:
    """Each reason has its code, and one that waits is not changed under the admin's eyes."""
    admin_of(house, desk.worker)
    codes = []
    number, nobodys = taken(house), taken(house, "lain", 99, {})
    correction = asked(house, number)
    for wanted in (lambda: asked(house, nobodys), lambda: asked(house, number, ALL), lambda: decided(house, 9)):
        with pytest.raises(CorrectionError) as refused:
            wanted()
        codes.append(refused.value.code)
    decided(house, correction)
    with pytest.raises(CorrectionError) as refused:
        decided(house, correction)
    assert [*codes, refused.value.code] == [
        "no_worker",
        "correction_waiting",
        "correction_unknown",
        "correction_decided",
    ]


def test_nothing_changes_after_finalisasi_or_deadline(house: House, desk: Desk) -> None:
    """The correction waits on; it may still be refused."""
    instansi = admin_of(house, desk.worker) and desk.worker.instansi_id
    correction = asked(house, taken(house))
    house.session.exec(update(Instansi).where(col(Instansi.id) == instansi).values(deadline=TODAY))
    with pytest.raises(CorrectionError, match="tutup"):
        decided(house, correction, today=TODAY + timedelta(days=1))
    house.finalises()
    house.session.flush()
    with pytest.raises(CorrectionError, match="difinalisasi"):
        decided(house, correction)
    assert kk_of(house) == SARI.kk
    assert decided(house, correction, approved=False).asked.status == "ditolak"


def test_a_worker_who_was_taken_back_is_not_corrected(house: House) -> None:
    """Nor shown, whoever asked before."""
    worker = house.registers(SARI)
    admin_of(house, worker)
    correction = asked(house, taken(house))
    house.removes(SARI)
    assert corrections.pending(house.session, house.vault, worker.instansi_id, ADMIN, house.now) == []
    with pytest.raises(CorrectionError, match="worker_gone"):
        decided(house, correction)


def test_a_worker_who_moves_takes_it_along(house: House, desk: Desk) -> None:
    """The new instansi consents; to the old one nothing waits that it could not decide."""
    old = admin_of(house, desk.worker) and desk.worker.instansi_id
    new = house.opens("LAIN", "Dinas Lain").id
    names(house.session, OTHER_ADMIN, "admin", new)
    correction = asked(house, taken(house))
    row = rows.load(house.session, house.vault, desk.worker.id)
    assert row is not None
    wanted, _ = transfers.ask(house.session, house.vault, AtDesk(OTHER_ADMIN, new, house.now), row, TODAY)
    moving.release(house.session, house.vault, AtDesk(ADMIN, old, house.now), wanted, TODAY)
    assert (corrections.waiting(house.session, old), corrections.waiting(house.session, new)) == (0, 1)
    with pytest.raises(NotYoursError):
        decided(house, correction)
    assert decided(house, correction, admin=OTHER_ADMIN).approved
    assert kk_of(house) == NEW_KK


def test_with_a_worker_who_is_removed_it_falls(house: House) -> None:
    """Nothing waits about somebody who is not there, and the officer sees what became of it."""
    worker = house.registers(SARI)
    admin_of(house, worker)
    number = taken(house)
    asked(house, number)
    editing.remove(house.session, house.vault, AtDesk(ADMIN, worker.instansi_id, house.now), worker.id, TODAY)
    assert corrections.waiting(house.session, worker.instansi_id) == 0
    assert [one.status for one in corrections.of_ticket(house.session, house.vault, number, OFFICER)] == ["gugur"]


def test_importing_the_old_row_again_does_not_undo_it(house: House) -> None:
    """The same row counts as unchanged, as before the correction."""
    instansi = house.opens()
    of_worker = {column.name: None for column in Worker.__table__.columns}  # type: ignore[attr-defined]
    of_riwayat = {column.name: None for column in Riwayat.__table__.columns}  # type: ignore[attr-defined]
    given = {
        "nik": SARI.nik,
        "kk": SARI.kk,
        "nama": "SARI",
        "tempat_lahir": "BOGOR",
        "tanggal_lahir": date(1990, 3, 7),
        "jenis_kelamin": "P",
        "jabatan": "Guru",
        "unit_kerja": "SDN 1",
        "tanggal_mulai": date(2018, 1, 2),
    }
    row = SimpleNamespace(**of_worker | of_riwayat | given, pendidikan_sk=None)
    sealer = Sealer(house.vault, instansi.id, house.now)
    registration.register(house.session, sealer, [sealer.seal(1, row)])
    names(house.session, ADMIN, "admin", instansi.id)
    decided(house, asked(house, taken(house)))
    again = registration.register(house.session, sealer, [sealer.seal(1, row)])
    assert (again.unchanged, again.updated) == ([1], [])
    assert kk_of(house) == NEW_KK


def test_the_new_values_lie_encrypted(house: House, desk: Desk) -> None:
    """Until they are consented to, and after."""
    assert desk.account
    correction = corrections.ask(house.session, house.vault, taken(house), OFFICER, ALL, house.now)
    assert b"Lestari" not in texts(house.session, Correction)
    assert "Lestari" not in repr(replace(correction, status="x"))
