"""Setujui and Kembalikan: what a verifier decides on a finished worker, once, and only as they have seen it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session, col, update

from storage import audit, cards, decisions, permits, records, verification
from storage.crypto import Vault
from storage.decisions import APPROVED, RETURNED, Made
from storage.models.accounts import Account
from storage.models.roster import Worker
from storage.overrules import VERIFIER
from storage.submissions import Submission

DECIDED: Final = (APPROVED, RETURNED)
_PENDATAAN: Final = "pendataan"


class VerdictError(Exception):
    """It cannot be decided; `code` says why.

    `ditarik` (the consent was taken back), `difinalisasi`, `sudah_diputuskan`, `dibuka` (the record is open again),
    `kartu_lepas` (somebody else may hold the card), `berubah` (the record is not what was looked at), `tutup` (after
    the deadline nobody could mend what is given back), `tanpa_alasan` (given back without a reason).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    """What is decided: APPROVED, or RETURNED with codes and words; `seen` is the version that was looked at."""

    verdict: str
    seen: str
    reasons: tuple[str, ...] = ()
    words: str = ""


def decide(
    session: Session,
    vault: Vault,
    submission: Submission,
    verdict: Verdict,
    verifier: int,
    today: date,
    now: datetime,
) -> None:
    """Keep the verdict on what was loaded in this very transaction; `today` is the day in WIB. Some dozen statements.

    What is approved waits for finalisasi, and may be approved after the deadline too. What is given back is open again
    for its worker, and the Kartu Pendataan that was printed of it counts no more. That no rule is broken which was not
    set aside is for the caller to know.

    Raises:
        NotAllowedError: whoever decides is no verifier of the worker's instansi.
        VerdictError: why nothing was decided.
    """
    record = submission.record
    permits.check(session, verifier, record.instansi.id, "verifikasi")
    _check_open(session, submission, today)
    if not verification.holds(session, record.instansi.id, record.worker_id, verifier, now):
        raise VerdictError("kartu_lepas")
    if verdict.seen != submission.version:
        raise VerdictError("berubah")
    if verdict.verdict == RETURNED:
        check_return(submission, today)
        if not verdict.reasons:
            raise VerdictError("tanpa_alasan")
    _write(session, submission, verdict, now)
    made = Made(record.worker_id, record.instansi.id, verifier, verdict.verdict, verdict.reasons, verdict.words, now)
    decisions.keep(session, vault, made)
    body = {
        "before": {"status": record.status},
        "after": {"status": verdict.verdict},
        "reasons": list(verdict.reasons),
    }
    action = f"verifikasi.{verdict.verdict}"
    entry = audit.Entry(verifier, action, record.account_id, body, VERIFIER, record.instansi.id)
    audit.record(session, vault, entry, now)


def check_return(submission: Submission, today: date) -> None:
    """Whether the worker could still mend what is given back on this day (WIB).

    Raises:
        VerdictError: `tutup`.
    """
    deadline = submission.record.instansi.deadline
    if deadline is not None and today > deadline:
        raise VerdictError("tutup")


def _check_open(session: Session, submission: Submission, today: date) -> None:
    """Where several processes write at once, finalisasi waits from here on for what is decided."""
    state = records.state(session, submission.record.account_id, today)
    if state in {"ditarik", "difinalisasi"}:
        raise VerdictError(state)
    if submission.record.status in DECIDED:
        raise VerdictError("sudah_diputuskan")
    if submission.record.status != verification.FINISHED:
        raise VerdictError("dibuka")


def _write(session: Session, submission: Submission, verdict: Verdict, now: datetime) -> None:
    record = submission.record
    mine = (col(Worker.id) == record.worker_id, col(Worker.status) == verification.FINISHED)
    if session.exec(update(Worker).where(*mine).values(status=verdict.verdict)).rowcount == 0:
        raise VerdictError("sudah_diputuskan")
    verification.drop(session, record.worker_id)
    if verdict.verdict == RETURNED:
        session.exec(update(Account).where(col(Account.id) == record.account_id).values(finished_at=None))
        cards.revoke(session, record.account_id, _PENDATAAN, now)
