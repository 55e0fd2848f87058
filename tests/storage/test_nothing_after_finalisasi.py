"""Nothing changes after finalisasi: whatever the store can do to a roster or a record is refused without a trace."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

from bot.documents.unfit import Unfit
from bot.jobs.roster_import import open_instansi
from bot.rules.clock import today_wib
from storage import (
    acting,
    corrections,
    editing,
    finalisation,
    moving,
    records,
    reopenings,
    requests,
    rows,
    submissions,
    transfers,
    undoing,
    verdicts,
    verification,
    withdrawal,
)
from storage.acting import ClosedError, Desk
from storage.corrections import CorrectionError
from storage.decisions import APPROVED, RETURNED
from storage.finalisation import FinalisationError
from storage.models.accounts import Account, AccountFile
from storage.models.filling import Biodata, Document
from storage.models.imports import RosterImport
from storage.models.roster import Riwayat, Worker
from storage.reopenings import ReopeningError
from storage.transfers import TransferError
from storage.verdicts import Verdict, VerdictError
from tests.conversations.filled import Filling
from tests.conversations.finished import finished, somebody
from tests.house import BUDI, DINAS, SARI, House, Who
from tests.storage.officers import ADMIN, OFFICER, PUSAT, names, taken

VERIFIER, CLERK, OTHER_ADMIN = 511, 703, 704
TABLES = (Worker, Riwayat, Biodata, Document, AccountFile, Account)


class Locked:
    """A finalised instansi, with something of every kind that was still waiting when it ended."""

    def __init__(self, house: House) -> None:
        self.house, self.session, self.vault = house, house.session, house.vault
        self.today = today_wib(house.now)
        here, there = house.opens().id, house.opens("DINKES", "Dinas Kesehatan Contoh").id
        for person, role, instansi in (
            *((ADMIN, "admin", here), (CLERK, "operator", here), (VERIFIER, "verifier", here)),
            *((OTHER_ADMIN, "admin", there), (PUSAT, "pusat", 0)),
        ):
            names(self.session, person, role, instansi)
        self.admin, self.clerk = Desk(ADMIN, here, house.now), Desk(CLERK, here, house.now)
        self.theirs = Desk(OTHER_ADMIN, there, house.now)
        self.sari: Filling = finished(house)
        self.done: Filling = finished(house, somebody(1), 72)
        self.budi = house.registers(BUDI)
        self.elsewhere = house.registers(somebody(3), "DINKES")
        self._leaves_waiting()
        mark = finalisation.look(self.session, here).mark
        finalisation.finalise(self.session, self.vault, self.admin, mark)

    def _leaves_waiting(self) -> None:
        session, vault, now = self.session, self.vault, self.house.now
        verification.claim_this(session, self.admin.instansi_id, self.worker(SARI), VERIFIER, now)
        self.seen = submissions.load(session, vault, self.sari.account)
        self.wish = requests.ask_reopening(session, vault, self.done.account, 72, "Ada yang kurang.", now)
        self.transfer, _ = transfers.ask(session, vault, self.theirs, cells(BUDI), self.today)
        ticket = taken(self.house, facts={"nik": BUDI.nik})
        asked = corrections.ask(session, vault, ticket, OFFICER, {"nama": "BUDI SUSANTO"}, now)
        self.correction = asked.number
        imported = RosterImport(
            id=7, instansi_id=self.admin.instansi_id, person=CLERK, loaded=1, started_at=now, finished_at=now
        )
        session.add(imported)
        session.flush()
        self.budi.import_id = 7
        session.flush()

    def worker(self, who: Who) -> int:
        """The row of somebody's."""
        index = self.vault.index("nik", who.nik)
        return self.session.exec(select(Worker.id).where(col(Worker.nik_index) == index)).one()

    def kept(self) -> list[list[tuple[Any, ...]]]:
        """All that a roster and its records say."""
        named = [SQLModel.metadata.tables[str(table.__tablename__)] for table in TABLES]
        return [sorted(map(tuple, self.session.connection().execute(table.select()))) for table in named]


def cells(who: Who) -> dict[str, str | None]:
    """A row as an instansi registers it."""
    told = dict.fromkeys((*rows.OF_WORKER, *rows.OF_RIWAYAT, "kk"))
    said = {
        "nik": who.nik,
        "nama": who.nama.upper(),
        "tempat_lahir": "BOGOR",
        "tanggal_lahir": "1990-03-07",
        "jenis_kelamin": "P",
        "jabatan": "Guru",
        "unit_kerja": "SDN Contoh 1",
        "tanggal_mulai": "2018-01-02",
    }
    return {**told, **said}


def decide(of: Locked, verdict: str) -> None:
    """A verifier decides on the card that they hold."""
    decision = Verdict(verdict, of.seen.version, ("berkas",) if verdict == RETURNED else ())
    verdicts.decide(of.session, of.vault, of.seen, decision, VERIFIER, of.today, of.house.now)


ACTS: dict[str, tuple[type[Exception], str, Callable[[Locked], object]]] = {
    "tambah": (
        *(ClosedError, "difinalisasi"),
        lambda of: editing.add(of.session, of.vault, of.clerk, cells(somebody(9)), of.today),
    ),
    "ubah": (
        *(ClosedError, "difinalisasi"),
        lambda of: editing.change(of.session, of.vault, of.clerk, of.budi.id, "jabatan", "Perawat", of.today),
    ),
    "hapus": (
        *(ClosedError, "difinalisasi"),
        lambda of: editing.remove(of.session, of.vault, of.clerk, of.budi.id, of.today),
    ),
    "impor": (
        *(Unfit, "instansi_finalised"),
        lambda of: open_instansi(of.session, DINAS, of.house.now),
    ),
    "batalkan impor": (
        *(ClosedError, "difinalisasi"),
        lambda of: undoing.begin(of.session, of.clerk, 7, of.today),
    ),
    "batalkan impor yang sudah dimulai": (
        *(ClosedError, "difinalisasi"),
        lambda of: undoing.some(of.session, of.vault, of.clerk, 7, 10, of.today),
    ),
    "setujui": (VerdictError, "difinalisasi", lambda of: decide(of, APPROVED)),
    "kembalikan": (VerdictError, "difinalisasi", lambda of: decide(of, RETURNED)),
    "buka kembali": (
        *(ReopeningError, "difinalisasi"),
        lambda of: reopenings.open_again(of.session, of.vault, of.admin, of.wish, of.today),
    ),
    "koreksi": (
        *(CorrectionError, "difinalisasi"),
        lambda of: corrections.decide(of.session, of.vault, of.correction, ADMIN, True, of.today, of.house.now),
    ),
    "lepas pekerja": (
        *(TransferError, "difinalisasi"),
        lambda of: moving.release(of.session, of.vault, of.admin, of.transfer, of.today),
    ),
    "minta pekerja lain": (
        *(TransferError, "difinalisasi"),
        lambda of: transfers.ask(of.session, of.vault, of.clerk, cells(somebody(3)), of.today),
    ),
    "diminta instansi lain": (
        *(TransferError, "pemegang_difinalisasi"),
        lambda of: transfers.ask(of.session, of.vault, of.theirs, cells(SARI), of.today),
    ),
    "finalisasi": (
        *(FinalisationError, "sudah"),
        lambda of: finalisation.finalise(
            of.session, of.vault, of.admin, finalisation.look(of.session, of.admin.instansi_id).mark
        ),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_it_is_refused_and_nothing_changed(house: House, act: str) -> None:
    """By whoever was allowed to do it a moment before."""
    of = Locked(house)
    before = of.kept()
    kind, code, does = ACTS[act]
    with pytest.raises(kind) as caught:
        does(of)
    assert getattr(caught.value, "code", "") == code
    assert of.kept() == before


def test_a_workers_own_record_takes_no_word_any_more(house: House) -> None:
    """Each of their writes asks this first, in its own transaction."""
    of = Locked(house)
    for account in (of.sari.account, of.done.account):
        assert records.state(of.session, account, of.today) == "difinalisasi"
    assert acting.why_closed(of.session, of.admin.instansi_id, of.today) == "difinalisasi"


def test_withdrawing_leaves_what_the_instansi_answered_for(house: House) -> None:
    """The account is only marked."""
    of = Locked(house)
    before = of.kept()
    withdrawal.withdraw(of.session, of.vault, of.done.account, 72, house.now)
    changed = [table.__name__ for table, old, new in zip(TABLES, before, of.kept(), strict=True) if old != new]
    assert changed == ["Account"]


def test_opened_again_by_pusat_everything_goes_on(house: House) -> None:
    """What was refused is done, and the fingerprint is another one."""
    of = Locked(house)
    held = finalisation.current(of.session, of.admin.instansi_id)
    finalisation.reopen(of.session, of.vault, of.admin.instansi_id, PUSAT, "Ada yang tertinggal.", house.now)
    for act in ("ubah", "setujui", "buka kembali", "koreksi"):
        with suppress(editing.EditError):
            ACTS[act][2](of)
    mark = finalisation.look(of.session, of.admin.instansi_id).mark
    made = finalisation.finalise(of.session, of.vault, of.admin, mark)
    assert held is not None
    assert made.fingerprint != held.fingerprint
    assert dict(made.counts)["disetujui"] == 1
