"""One row of a sheet of decisions, decided as by hand, or refused with the reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlmodel import Session

from bot.conversations.verifikasi import seen
from bot.conversations.verifikasi.names import NAME, OTHER, REASONS, WORDS
from bot.conversations.verifikasi.telling import decided
from bot.conversations.wording import Wording
from bot.documents import decision_sheet
from bot.documents.decision_sheet import Row
from bot.engine.effects import Say, Term
from bot.rules.clock import today_wib
from bot.rules.eligibility import Terms
from storage import submissions, verdicts, verification
from storage.crypto import Vault
from storage.decisions import APPROVED, RETURNED
from storage.filling import NoAccountError
from storage.permits import NotAllowedError
from storage.submissions import Submission
from storage.verdicts import Verdict, VerdictError

_VERDICTS: Final = {decision_sheet.APPROVE: APPROVED, decision_sheet.RETURN: RETURNED}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: counted as what, in which words (None for a blank one), and who is told what."""

    kind: Literal["disetujui", "dikembalikan", "ditolak", "kosong"]
    words: Term | None = None
    told: tuple[int, Say] | None = None


class _RefusedError(Exception):
    """The row is refused with these words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Deciding:
    """Decides rows for a verifier."""

    def __init__(self, vault: Vault, words: Wording, terms: Terms) -> None:
        self._vault = vault
        self._terms = terms
        spelled = {words.text(NAME, f"term.kembali_{code}", plain=True): code for code in REASONS if code != OTHER}
        self._codes = {text.casefold(): code for text, code in spelled.items()}

    def row(self, session: Session, instansi_id: int, verifier: int, row: Row, now: datetime) -> Outcome:
        """Decide one row; where it is refused, nothing of it is written."""
        chosen = decision_sheet.chosen(row.keputusan)
        if chosen == "":
            return Outcome("kosong")
        try:
            with session.begin_nested():
                return self._decided(session, instansi_id, verifier, row, chosen, now)
        except VerdictError as error:
            return Outcome("ditolak", Term(f"term.gagal_{error.code}"))
        except _RefusedError as error:
            return Outcome("ditolak", Term(f"term.hasil_{error.code}"))
        except (NoAccountError, NotAllowedError):
            return Outcome("ditolak", Term("term.hasil_bukan_antrean"))

    def _decided(
        self, session: Session, instansi_id: int, verifier: int, row: Row, chosen: str | None, now: datetime
    ) -> Outcome:
        if chosen is None:
            raise _RefusedError("keputusan")
        account = verification.account_numbered(session, instansi_id, row.nomor)
        if account is None:
            raise _RefusedError("bukan_antrean")
        submission = submissions.load(session, self._vault, account)
        verdict = self._verdict(_VERDICTS[chosen], row)
        if _is_done(submission, verdict.verdict, verifier):
            return _outcome(verdict.verdict)
        if submission.record.status == verification.FINISHED:
            self._take(session, instansi_id, submission, verifier, now)
        if verdict.verdict == APPROVED and seen.unsettled(submission, self._terms):
            raise _RefusedError("aturan")
        verdicts.decide(session, self._vault, submission, verdict, verifier, today_wib(now), now)
        return _outcome(verdict.verdict, (submission.record.telegram_id, decided(submission, verdict)))

    def _take(self, session: Session, instansi_id: int, submission: Submission, verifier: int, now: datetime) -> None:
        if not verification.claim_this(session, instansi_id, submission.record.worker_id, verifier, now):
            raise _RefusedError("dipegang")

    def _verdict(self, verdict: str, row: Row) -> Verdict:
        """With the reasons of the list as their codes, and whatever else is written as words."""
        if verdict == APPROVED:
            return Verdict(verdict, row.versi)
        said = [part.strip() for part in row.alasan.replace("\n", ";").split(";") if part.strip()]
        codes = {self._codes[part.casefold()] for part in said if part.casefold() in self._codes}
        words = "; ".join(part for part in said if part.casefold() not in self._codes)
        if words and not WORDS[0] <= len(words) <= WORDS[1]:
            raise _RefusedError("alasan")
        reasons = tuple(code for code in REASONS if code in codes or (code == OTHER and words))
        return Verdict(verdict, row.versi, reasons, words)


def _is_done(submission: Submission, verdict: str, verifier: int) -> bool:
    """Whether the same person has decided the same already, and nothing came after it."""
    last = submission.made[-1] if submission.made else None
    stands = submission.record.status == verdict
    return stands and last is not None and (last.verdict, last.by) == (verdict, verifier)


def _outcome(verdict: str, told: tuple[int, Say] | None = None) -> Outcome:
    if verdict == APPROVED:
        return Outcome("disetujui", Term("term.hasil_disetujui"), told)
    return Outcome("dikembalikan", Term("term.hasil_dikembalikan"), told)
