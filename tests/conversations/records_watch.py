"""Somebody who looks at every record after each turn, and at the audit trail: nothing of a locked one may change."""

from collections import Counter
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, col, select

from bot.rules.clock import today_wib
from storage.audit_check import verify
from storage.models.audit import AuditRow
from storage.models.roster import Instansi
from storage.records import ENDED
from tests.house import House

Row = dict[str, Any]

_OF_ACCOUNT: Final = ("account_file", "biodata", "document")
_TABLES: Final = ("worker", "account", "riwayat", *_OF_ACCOUNT)
_ALWAYS_OPEN: Final = ("password_hash", "withdrawn_at")
"""Columns of an account that are none of the record's: whoever is locked out of it may still recover or withdraw."""


def read(session: Session, table: str) -> list[Row]:
    """All rows, by the driver itself: this is asked after each turn."""
    connection = session.connection().connection.driver_connection
    assert connection is not None
    cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of the names above
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class RecordsWatch:
    """What all records were after the last turn, and how often each was ended."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._tables: dict[str, list[Row]] = {}
        self._ended: Counter[int] = Counter()
        self._known_ends: Counter[int] = Counter()
        self.looks()

    def looks(self) -> None:
        """Take what is there for what has to be there: an instansi or a verifier has acted."""
        self._tables = {table: read(self._house.session, table) for table in _TABLES}
        accounts = [row["worker_id"] for row in self._tables["account"]]
        assert len(accounts) == len(set(accounts)), "two accounts for one NIK"

    def files(self) -> list[str]:
        """The files that an account, a record, a ticket or a report names, each as often as it is named."""
        of_record = [row["file"] for table in ("account_file", "document") for row in self._tables[table]]
        told = (row["file"] for table in ("ticket_message", "fraud_report") for row in read(self._house.session, table))
        return [*of_record, *filter(None, told)]

    def has_account(self, person: int) -> bool:
        """Whether somebody has made an account on this Telegram."""
        return any(row["telegram_id"] == person for row in self._tables["account"])

    def sees_a_turn(self, ended: int | None) -> None:
        """Judge what the turn changed; `ended` is the account whose end was told, if one was."""
        before = self._bundles()
        self.looks()
        after = self._bundles()
        for worker, bundle in before.items():
            if after[worker] != bundle:
                self._judge(bundle, after[worker])
        if ended is not None:
            self._ended[ended] += 1

    def trail_is_whole(self) -> None:
        """The audit trail verifies, and names each end once."""
        assert verify(self._house.session, self._house.vault) is None
        ends = select(AuditRow.subject).where(col(AuditRow.action) == "finish")
        assert Counter(self._house.session.exec(ends).all()) - self._known_ends == self._ended

    def knows_ends(self) -> None:
        """Records that were ended before anybody watched."""
        ends = select(AuditRow.subject).where(col(AuditRow.action) == "finish")
        self._known_ends = Counter(self._house.session.exec(ends).all())

    def _bundles(self) -> dict[int, dict[str, list[Row]]]:
        """By worker, their rows of all tables."""
        holders = {row["id"]: row["worker_id"] for row in self._tables["account"]}
        found: dict[int, dict[str, list[Row]]] = {
            row["id"]: {table: [] for table in _TABLES} for row in self._tables["worker"]
        }
        for table in _TABLES:
            for row in self._tables[table]:
                key = row["id"] if table == "worker" else row.get("worker_id") or holders[row["account_id"]]
                found[key][table].append(row)
        return found

    def _judge(self, before: dict[str, list[Row]], after: dict[str, list[Row]]) -> None:
        instansi = self._house.session.get_one(Instansi, before["worker"][0]["instansi_id"])
        if not before["account"] or not after["account"]:
            assert instansi.finalised_at is None, "an account came or went after finalisasi"
            return
        if self._is_locked(before, instansi):
            assert _of_record(before) == _of_record(after), "a locked record changed"

    def _is_locked(self, before: dict[str, list[Row]], instansi: Instansi) -> bool:
        over = instansi.deadline is not None and today_wib(self._house.now) > instansi.deadline
        withdrawn: datetime | None = before["account"][0]["withdrawn_at"]
        return over or instansi.finalised_at is not None or bool(withdrawn) or before["worker"][0]["status"] in ENDED


def _of_record(bundle: dict[str, list[Row]]) -> dict[str, list[Row]]:
    return {
        table: [{name: value for name, value in row.items() if name not in _ALWAYS_OPEN} for row in rows]
        for table, rows in bundle.items()
    }
