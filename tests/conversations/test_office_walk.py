"""Workers, verifiers, admins, pusat and the clock do anything in any order; what must hold of an instansi holds."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import Session

from bot.engine.effects import Work
from bot.rules.clock import today_wib
from storage import finalisation, transfers
from storage.acting import Desk
from storage.models.staff import Staff
from storage.rows import NAMES
from storage.transfers import TransferError
from tests.chat import Chat
from tests.conversations.filled import Filling
from tests.conversations.finished import somebody
from tests.conversations.office_watch import OfficeWatch
from tests.house import DINAS, KNOWN, House, fresh_session

RUNS, STEPS = 60, 50
RSUD = "RSUD"
STAFF = (
    (501, "admin", DINAS),
    (502, "admin", RSUD),
    (503, "operator", DINAS),
    (511, "verifier", DINAS),
    (512, "verifier", DINAS),
    (513, "verifier", RSUD),
    (520, "pusat", ""),
)
WORKERS = range(1, 6)
DESKS = (
    *("/instansi", "/verifikasi", "/verifikasi", "/cari", "/tambah", "/usulan", "/mutasi", "/pembukaan", "/rekap"),
    *("/umumkan", "/finalisasi", "/finalisasi", "/sptjm", "/staf", "/pusat", "/impor", "/start", "/kembali", "/batal"),
)
WORDS = (
    *(DINAS, RSUD, "YA", "ya", "sari", somebody(1).nik, somebody(5).nik, somebody(9).nik, "SK tidak cocok", "-", "7"),
    *("31-10-2022", "1 Desember 2022", "CABUT", "Guru Kelas", "SDN Contoh 2", "02-01-2018", "Bu Rina", "APBD", "P"),
)
PUSAT = 520
people = st.sampled_from(range(len(STAFF)))
numbers = st.integers(min_value=0, max_value=40)


def moved(number: int) -> dict[str, str | None]:
    """The row under which the hospital would register one of the workers."""
    who = somebody(number)
    row: dict[str, str | None] = dict.fromkeys(NAMES)
    said = {"nik": who.nik, "nama": who.nama, "tempat_lahir": "Bogor", "tanggal_lahir": "1990-03-07"}
    work = {"jabatan": "Perawat", "unit_kerja": "Bangsal Melati", "tanggal_mulai": "2018-01-02"}
    return {**row, **said, **work, "jenis_kelamin": "P"}


class Clerk(Chat):
    """Somebody of the staff; a job for which there is no worker here comes back undone."""

    def result(self, work: Work) -> dict[str, Any]:
        if work.kind == "search_workers":
            return super().result(work)
        return {"refused": "job_failed", "params": {}}


class OfficeWalk(RuleBasedStateMachine):
    """What may happen, in any order."""

    def __init__(self, session: Session, reached: Counter[str]) -> None:
        super().__init__()
        self.session = session
        self.reached = reached

    @initialize()
    def begins(self) -> None:
        """Two instansi, their staff, and five workers: three have ended, one fills in, one has no account."""
        self.session.begin()
        self.house = house = House(self.session)
        house.opens()
        house.opens(RSUD, "Rumah Sakit Umum Contoh")
        self.clerks = [Clerk(house, person) for person, _, _ in STAFF]
        for person, role, kode in STAFF:
            where = house.opens(kode).id if kode else 0
            self.session.add(Staff(person=person, role=role, instansi_id=where, granted_at=house.now))
        self.workers = [
            Filling(house, house.registers(somebody(number), **KNOWN), somebody(number), 7000 + number).has_everything()
            for number in WORKERS[:-1]
        ]
        for worker in self.workers[:-1]:
            worker.has_ended()
        house.registers(somebody(WORKERS[-1]))
        self.watch = OfficeWatch(house)

    def teardown(self) -> None:
        """The trail tells all of it; then it never happened."""
        if hasattr(self, "house"):
            self.watch.trail_is_whole()
            self.reached.update(self.watch.reached())
        self.session.rollback()
        self.session.expunge_all()

    # -- staff -----------------------------------------------------------------------------------------------------

    @rule(who=people, command=st.sampled_from(DESKS))
    def goes_to_a_desk(self, who: int, command: str) -> None:
        self.clerks[who].says(command)

    @rule(who=people, number=numbers)
    def taps_something(self, who: int, number: int) -> None:
        clerk = self.clerks[who]
        if clerk.buttons:
            clerk.taps_data(clerk.buttons[number % len(clerk.buttons)].data)

    @rule(who=people, words=st.sampled_from(WORDS))
    def types_something(self, who: int, words: str) -> None:
        self.clerks[who].says(words)

    @rule(who=st.sampled_from([3, 4, 3, 4, 5]), act=st.sampled_from(["setujui", "setujui", "lewati", "kembalikan"]))
    def decides(self, who: int, act: str) -> None:
        """A verifier takes a card, and does with it what the screen offers."""
        clerk = self.clerks[who].says("/verifikasi")
        for code in (f"button.{act}", "button.alasan", "button.kirim"):
            found = [shown.data for shown in clerk.buttons if shown.code == code]
            if found:
                clerk.taps_data(found[0])

    @rule(who=st.sampled_from([0, 1]), kode=st.sampled_from([DINAS, DINAS, RSUD]))
    def finalises(self, who: int, kode: str) -> None:
        """An admin looks at the list, goes on, and types a code: it may be the wrong one."""
        clerk = self.clerks[who].says("/finalisasi")
        found = [shown.data for shown in clerk.buttons if shown.code == "button.lanjut_kunci"]
        if found:
            clerk.taps_data(found[0]).says(kode)

    @rule(kode=st.sampled_from([DINAS, RSUD]))
    def pusat_opens_again(self, kode: str) -> None:
        instansi = self.house.opens(kode)
        if instansi.finalised_at is not None:
            finalisation.reopen(
                self.session, self.house.vault, instansi.id, PUSAT, "Ada yang tertinggal", self.house.now
            )
            self.session.expire_all()
            self.watch.reopened += 1

    @rule(number=st.sampled_from(WORKERS[:-1]), lets_go=st.booleans())
    def is_asked_to_move(self, number: int, *, lets_go: bool) -> None:
        """The hospital asks for somebody; whoever holds them looks at it, and decides or not."""
        desk = Desk(502, self.house.opens(RSUD).id, self.house.now)
        with suppress(TransferError):
            transfers.ask(self.session, self.house.vault, desk, moved(number), today_wib(self.house.now))
        clerk = self.clerks[0].says("/mutasi")
        for code in ("button.buka_masuk", "button.lepas"):
            found = [shown.data for shown in clerk.buttons if shown.code == code]
            if found:
                clerk.taps_data(found[0])
        if lets_go and "ask.yakin" in clerk.codes:
            clerk.says("LEPAS")

    # -- workers and time ------------------------------------------------------------------------------------------

    @rule(who=st.sampled_from(range(4)), words=st.sampled_from(["/masuk", "/masuk resume", "/status", "/privasi", "8"]))
    def worker_says(self, who: int, words: str) -> None:
        self.workers[who].opens().says(words)

    @rule(who=st.sampled_from(range(4)), number=numbers)
    def worker_taps(self, who: int, number: int) -> None:
        worker = self.workers[who]
        if worker.buttons:
            worker.taps_data(worker.buttons[number % len(worker.buttons)].data)

    @rule(who=st.sampled_from(range(4)))
    def worker_ends(self, who: int) -> None:
        """By the resume, if it can be ended."""
        worker = self.workers[who].opens().says("/masuk resume")
        for code in ("button.centang", "button.akhiri", "button.iya"):
            found = [shown.data for shown in worker.buttons if shown.code == code]
            if found:
                worker.taps_data(found[0])

    @rule(how_long=st.sampled_from([timedelta(seconds=5), timedelta(minutes=16), timedelta(days=20)]))
    def time_passes(self, how_long: timedelta) -> None:
        self.house.waits(how_long)

    @rule()
    def restarts(self) -> None:
        self.house.restarts()

    # -- what holds ------------------------------------------------------------------------------------------------

    @invariant()
    def what_must_hold_holds(self) -> None:
        """What is final stays, everybody is in one place, each decision has one author, each count is a recount."""
        if hasattr(self, "house"):
            self.watch.looks()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session, close = fresh_session(tmp_path_factory.mktemp("office"))
    session.rollback()
    yield session
    close()


def test_whatever_staff_and_workers_do_the_instansi_stays_whole(session: Session) -> None:
    """No order of acts breaks a turn, changes what is locked, or makes a count wrong."""
    how = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        # CI judges the change, not its luck; everywhere else each run explores anew.
        derandomize="CI" in os.environ,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    reached: Counter[str] = Counter()
    begun: Any = lambda: OfficeWalk(session, reached)  # noqa: E731 - its declared type wants a class
    run_state_machine_as_test(begun, settings=how)
    assert all(reached[what] for what in ("finalised", "reopened", "decided", "moved")), reached
