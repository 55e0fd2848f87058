"""Somebody who looks at an instansi after each step: at what is locked, at who belongs where, and at every count."""

from collections import Counter
from typing import Final

from sqlmodel import col, select

from bot.rules.rekap import grouped, together
from storage import rekap
from storage.audit_check import verify
from storage.models.audit import AuditRow
from storage.models.roster import Instansi, Worker
from storage.models.verification import Decision, Verification
from tests.conversations.records_watch import Row, read
from tests.house import House

_LOCKED: Final = ("worker", "account", "riwayat", "account_file", "biodata", "document", "decision")
_ALWAYS_OPEN: Final = ("password_hash", "withdrawn_at")
"""What nobody's record tells: whoever is locked out may recover their account, and a consent may be taken back."""
_VERDICTS: Final = {"disetujui": "disetujui", "dikembalikan": "dikembalikan", "dibuka": "dikembalikan"}


class OfficeWatch:
    """What was finalised, as it was in the moment of finalisasi."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._locked: dict[int, dict[str, list[Row]]] = {}
        self._finalised = self._decided = 0
        self.reopened = 0

    def looks(self) -> None:
        """Judge everything once more."""
        self._house.session.flush()
        instansi = self._house.session.exec(select(Instansi)).all()
        for one in instansi:
            self._nothing_changed(one)
            self._counts_are_a_recount(one.id)
        self._everybody_is_in_one_place()
        self._decisions_have_one_author()

    def reached(self) -> Counter[str]:
        """How often what is judged here has come about."""
        told = select(AuditRow.id).where(col(AuditRow.action) == "mutasi.lepas")
        moved = len(self._house.session.exec(told).all())
        return Counter(finalised=self._finalised, reopened=self.reopened, decided=self._decided, moved=moved)

    def trail_is_whole(self) -> None:
        """No entry was changed, taken or put in, and each decision has one."""
        assert verify(self._house.session, self._house.vault) is None

    # -- what holds ------------------------------------------------------------------------------------------------

    def _nothing_changed(self, instansi: Instansi) -> None:
        if instansi.finalised_at is None:
            self._locked.pop(instansi.id, None)
            return
        now = self._of(instansi.id)
        if instansi.id not in self._locked:
            self._locked[instansi.id] = now
            self._finalised += 1
        assert self._locked[instansi.id] == now, "something changed after finalisasi"

    def _of(self, instansi_id: int) -> dict[str, list[Row]]:
        """All rows of the instansi's workers, but for what stays open."""
        tables = {table: read(self._house.session, table) for table in _LOCKED}
        workers = {row["id"] for row in tables["worker"] if row["instansi_id"] == instansi_id}
        accounts = {row["id"] for row in tables["account"] if row["worker_id"] in workers}

        def theirs(table: str, row: Row) -> bool:
            if table == "worker":
                return row["id"] in workers
            return row["worker_id"] in workers if "worker_id" in row else row["account_id"] in accounts

        return {
            table: [
                {name: value for name, value in row.items() if name not in _ALWAYS_OPEN}
                for row in rows
                if theirs(table, row)
            ]
            for table, rows in tables.items()
        }

    def _counts_are_a_recount(self, instansi_id: int) -> None:
        session = self._house.session
        there = session.exec(select(Worker.unit_kerja, Worker.status).where(col(Worker.instansi_id) == instansi_id))
        recount = Counter(there.all())
        counted = {(unit, status): count for unit, status, count in rekap.by_unit(session, instansi_id)}
        assert counted == recount
        whole = together("semua", grouped(rekap.by_unit(session, instansi_id)))
        assert whole.total == recount.total()
        of_day = Counter(event for _, event, count in rekap.by_day(session, instansi_id) for _ in range(count))
        decisions = session.exec(select(Decision.verdict).where(col(Decision.instansi_id) == instansi_id)).all()
        assert sum(of_day[verdict] for verdict in set(decisions)) == len(decisions)

    def _everybody_is_in_one_place(self) -> None:
        rows = read(self._house.session, "worker")
        assert len({row["nik_index"] for row in rows}) == len(rows)
        known = set(self._house.session.exec(select(Instansi.id)).all())
        assert {row["instansi_id"] for row in rows} <= known

    def _decisions_have_one_author(self) -> None:
        session = self._house.session
        made: dict[int, Decision] = {}
        for decision in session.exec(select(Decision).order_by(col(Decision.id))):
            assert decision.decided_by
            made[decision.worker_id] = decision
        self._decided = len(made)
        for worker in session.exec(select(Worker).where(col(Worker.status).in_(("disetujui", "dikembalikan")))):
            assert _VERDICTS[made[worker.id].verdict] == worker.status
        acts = (*(f"verifikasi.{verdict}" for verdict in ("disetujui", "dikembalikan")), "buka.dibuka", "mutasi.lepas")
        told = session.exec(select(AuditRow.actor).where(col(AuditRow.action).in_(acts)).order_by(col(AuditRow.id)))
        authors = session.exec(select(Decision.decided_by).order_by(col(Decision.id))).all()
        assert list(told) == list(authors)
        held = session.exec(select(Verification.worker_id).where(col(Verification.verifier).is_not(None))).all()
        assert len(held) == len(set(held))
