"""Withdrawing consent: gone before finalisasi, kept and marked after it, and in the trail either way."""

from datetime import date

import pytest
from sqlmodel import SQLModel, select

from storage import (
    accounts,
    audit,
    cards,
    corrections,
    directory_checks,
    papers,
    records,
    requests,
    riwayat,
    sessions,
    ticket_escalation,
    ticket_state,
    ticket_words,
    tickets,
)
from storage.audit_check import verify
from storage.filling import NoAccountError
from storage.models.accounts import Account, AccountFile
from storage.models.cards import Card
from storage.models.directory import DirectoryCheck
from storage.models.filling import Biodata, Document, Reopening, SessionRow
from storage.models.helpdesk import Correction
from storage.models.roster import Riwayat, Worker
from storage.models.tickets import Ticket, TicketMessage, TicketSent
from storage.ticket_words import Attached
from storage.withdrawal import withdraw
from tests.house import SARI
from tests.storage.officers import OFFICER, taken
from tests.storage.worker_desk import Desk, with_account

OF_ACCOUNT: tuple[type[SQLModel], ...] = (
    *(Account, AccountFile, Biodata, DirectoryCheck, Document, Reopening, SessionRow),
)
TODAY = date(2022, 9, 1)


def filled(desk: Desk) -> int:
    """Everything that a worker can leave behind; the id of a card."""
    session, vault, account, person, now = desk.session, desk.vault, desk.account, desk.person, desk.now
    sessions.open(session, account, person, now)
    records.keep_biodata(session, vault, account, {"alamat": "Jl. Melati 5"}, person, now)
    fields = {"tanggal_mulai": "2010-07-01", "unit_kerja": "SDN 2", "jabatan": "Guru"}
    added = riwayat.add(session, vault, account, fields, person, now)
    riwayat.set_education(session, vault, account, desk.worker.id, "S-2", person, now)
    for kind, entry in (("ijazah", 0), ("sk", added)):
        file = {"file": f"{kind}-{person}", "form": "pdf", "size": 1, "pages": 1}
        papers.keep(session, vault, account, kind, entry, file, person, now)
    directory_checks.owe(session, account, now)
    requests.ask_reopening(session, vault, account, person, "salah tulis", now)
    records.finish(session, vault, account, person, now)
    return cards.issue(session, vault, account, "akun", "Sari", now)


def left(desk: Desk) -> list[SQLModel]:
    """All rows of accounts."""
    desk.session.expire_all()
    return [row for table in OF_ACCOUNT for row in desk.session.exec(select(table))]


def take_back(desk: Desk) -> list[str]:
    return withdraw(desk.session, desk.vault, desk.account, desk.person, desk.now)


def test_before_finalisasi_nothing_of_the_workers_stays(desk: Desk) -> None:
    """All files are named, so that they can go; the instansi's row is as it was registered."""
    card = filled(desk)
    files = {f"{kind}-71" for kind in ("ktp", "pasfoto", "swafoto", "ijazah", "sk")}
    gone = take_back(desk)
    assert (set(gone), len(gone)) == (files, len(files))
    assert left(desk) == []
    assert desk.session.exec(select(Worker.status)).one() == "terdaftar"
    entry = desk.session.exec(select(Riwayat)).one()
    assert (entry.source, entry.pendidikan, entry.pendidikan_pekerja) == ("instansi", "S-1 PGSD", None)
    assert cards.judge(desk.session, card) == ("revoked", "akun", desk.account)
    assert desk.session.exec(select(Card.fingerprint)).one() == b""
    assert records.state(desk.session, desk.account, TODAY) == "ditarik"
    with pytest.raises(NoAccountError):
        take_back(desk)


def test_the_trail_tells_that_it_happened(desk: Desk) -> None:
    """Whole, with what was recorded before."""
    filled(desk)
    before = len(audit.of_subject(desk.session, desk.vault, [desk.account], 99))
    take_back(desk)
    assert verify(desk.session, desk.vault) is None
    seen = audit.of_subject(desk.session, desk.vault, [desk.account], 99)
    assert (len(seen), seen[-1].action, seen[-1].actor) == (before + 1, "withdraw", desk.person)
    assert seen[-1].body == {"erased": True, "before": {"status": "selesai"}}


def test_others_keep_theirs(desk: Desk, other: Desk) -> None:
    """Each table is cleared of one account only."""
    filled(desk)
    filled(other)
    assert len(left(desk)) == 2 * 10
    take_back(desk)
    rows = left(other)
    assert len(rows) == 10
    assert {getattr(row, "account_id", other.account) for row in rows} == {other.account}
    assert records.load(other.session, other.vault, other.account).status == "selesai"
    assert len(riwayat.entries(other.session, other.account)) == 2


def test_whoever_withdrew_may_come_again(desk: Desk) -> None:
    """With an account that knows nothing of the first."""
    filled(desk)
    take_back(desk)
    again = with_account(desk.house, desk.worker, SARI, 99)
    record = records.load(again.session, again.vault, again.account)
    assert (record.status, record.said["alamat"], record.pages_done) == ("berakun", None, ())
    assert accounts.of_person(again.session, desk.person) is None
    assert audit.of_subject(again.session, again.vault, [again.account], 9) == []


def test_after_finalisasi_the_record_stays_and_is_marked(desk: Desk) -> None:
    """The instansi has answered for it; the worker is out, and nothing more is written."""
    card = filled(desk)
    rows = len(left(desk))
    desk.house.finalises()
    assert take_back(desk) == []
    assert len(left(desk)) == rows - 1
    assert sessions.of_person(desk.session, desk.person, desk.now) is None
    facts = accounts.by_id(desk.session, desk.account)
    assert facts is not None
    assert (facts.withdrawn_at, facts.finished_at) == (desk.now, desk.now)
    assert records.load(desk.session, desk.vault, desk.account).status == "selesai"
    assert cards.judge(desk.session, card).verdict == "genuine"
    assert records.state(desk.session, desk.account, TODAY) == "ditarik"
    (*_, seen) = audit.of_subject(desk.session, desk.vault, [desk.account], 99)
    assert seen.body["erased"] is False


def test_of_tickets_only_the_figures_stay(desk: Desk) -> None:
    """What was said, sent to Dukcapil and asked of the instansi is gone, with the files; numbers and times stay."""
    house, session, vault, now = desk.house, desk.session, desk.vault, desk.now
    about = {"nik": SARI.nik, "nama": "Sari Dewi"}
    number = taken(house, person=desk.person, facts=about, words="Nama saya beda.")
    ticket_words.say(session, vault, number, desk.person, False, "Ini KK saya.", now, Attached("kk-foto", "jpeg"))
    ticket_escalation.sent(session, vault, number, "wa", OFFICER, "#NIK", now)
    corrections.ask(session, vault, number, OFFICER, {"nama": "SARI DEWI"}, now)
    ended = taken(house, "unggah", 72, about, "Foto gagal.")
    solved = tickets.solve(session, vault, ended, OFFICER, "terjawab", now)
    assert "kk-foto" in take_back(desk)
    session.expire_all()
    sealed = session.exec(select(Ticket.facts).where(Ticket.id == number)).one()
    assert vault.open("ticket", "facts", f"{desk.person}:dukcapil", sealed) == "{}"
    assert [session.exec(select(table)).all() for table in (TicketMessage, TicketSent, Correction)] == [[], [], []]
    left_over = [ticket_state.load(session, one) for one in (number, ended)]
    assert [(one.status, one.account_id, one.worker_id) for one in left_over] == [("selesai", None, None)] * 2
    assert (left_over[0].solved_at, left_over[1].solved_at, left_over[0].kind) == (now, solved.solved_at, "dukcapil")
    assert tickets.open_ticket(session, vault, desk.person, "dukcapil", {}, now, "Lagi.").number != number


def test_a_complaint_of_somebody_else_stays(desk: Desk) -> None:
    """That this NIK is used by another is theirs to tell, and so are tickets about other people."""
    about = {"nik": SARI.nik, "nama": "Sari Asli"}
    theirs = taken(desk.house, "nik_dipakai", 72, about, "Itu NIK saya.")
    own = taken(desk.house, "nik_dipakai", desk.person, about, "NIK saya dipakai.")
    take_back(desk)
    said = [ticket_words.messages(desk.session, desk.vault, one, OFFICER, desk.now) for one in (theirs, own)]
    assert [[one.words for one in words] for words in said] == [["Itu NIK saya."], []]
    assert tickets.facts(desk.session, desk.vault, theirs, OFFICER, desk.now).said == about
