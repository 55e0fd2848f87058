"""The verifier's card: taken from the queue, decided, passed over; and a rule set aside on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from bot.conversations.context import Context, Notice
from bot.conversations.instansi.access import instansi_of
from bot.conversations.verifikasi import seen
from bot.conversations.verifikasi.names import NAME
from bot.conversations.verifikasi.telling import decided
from bot.engine.parse import Answers
from bot.rules.clock import today_wib
from storage import acting, overrules, roster, submissions, verdicts, verification
from storage.decisions import APPROVED, RETURNED
from storage.filling import NoAccountError
from storage.permits import NotAllowedError
from storage.submissions import Submission
from storage.verdicts import Verdict, VerdictError

_FINALISED: Final = "difinalisasi"
"""Why nothing is decided any more: after the deadline it still is."""

Check = Callable[[Context, Answers], dict[str, Any]]


def take(context: Context, answers: Answers) -> dict[str, Any]:
    """The card that is held, or the next one; `worker` 0 for none, and what waits in all; `final` after finalisasi."""
    del answers
    instansi_id = instansi_of(context)
    if roster.instansi_by_id(context.session, instansi_id).finalised_at is not None:
        return {"instansi": instansi_id, "worker": 0, "menunggu": 0, "dipegang": 0, "final": True}
    worker = verification.claim(context.session, instansi_id, context.person, context.now)
    waits = verification.waiting(context.session, instansi_id, context.person, context.now)
    queue = {"instansi": instansi_id, "menunggu": waits.count, "dipegang": waits.with_others}
    if worker is None:
        return {"worker": 0, **queue}
    account = verification.account_of(context.session, worker)
    submission = submissions.load(context.session, context.vault, account)
    return {**seen.card(submission, context.terms), **queue}


def decides(check: Check) -> Check:
    """Where the card is not theirs any more, or not as they saw it: `gagal` says why, and nothing was written."""

    @wraps(check)
    def checked(context: Context, answers: Answers) -> dict[str, Any]:
        try:
            return check(context, answers)
        except VerdictError as error:
            return {"gagal": error.code}
        except NoAccountError:
            return {"gagal": "ditarik"}
        except NotAllowedError:
            return {"gagal": "bukan_wewenang"}

    return checked


@decides
def approve(context: Context, answers: Answers) -> dict[str, Any]:
    """Setujui; refused with `aturan_dilanggar` (count) while a rule is broken that was not set aside."""
    submission = _load(context, answers)
    if rules := seen.unsettled(submission, context.terms):
        return {"refused": "aturan_dilanggar", "params": {"count": len(rules)}}
    return _decided(context, submission, Verdict(APPROVED, answers["kartu"]["versi"]))


@decides
def may_return(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether what is given back could still be mended; refused with `tutup`."""
    try:
        verdicts.check_return(_load(context, answers), today_wib(context.now))
    except VerdictError as error:
        return {"refused": error.code, "params": {}}
    return {}


@decides
def give_back(context: Context, answers: Answers) -> dict[str, Any]:
    """Kembalikan, with what was chosen and said."""
    said = answers["alasan"]
    words = said["kata"] or answers.get("kata", "")
    verdict = Verdict(RETURNED, answers["kartu"]["versi"], tuple(said["pilihan"]), words)
    return _decided(context, _load(context, answers), verdict)


@decides
def pass_over(context: Context, answers: Answers) -> dict[str, Any]:
    """Lewati: the card comes again behind all others."""
    worker = answers["kartu"]["worker"]
    if not verification.skip(context.session, instansi_of(context), worker, context.person, context.now):
        raise VerdictError("kartu_lepas")
    return {}


@decides
def set_aside(context: Context, answers: Answers) -> dict[str, Any]:
    """Kesampingkan aturan, on the card that is held."""
    submission, instansi_id = _load(context, answers), instansi_of(context)
    record = submission.record
    if not verification.holds(context.session, instansi_id, record.worker_id, context.person, context.now):
        raise VerdictError("kartu_lepas")
    if acting.why_closed(context.session, instansi_id, today_wib(context.now)) == _FINALISED:
        raise VerdictError(_FINALISED)
    rule, reason = answers["aturan"], answers["alasan_aturan"]
    about = (instansi_id, record.nik, rule, reason, context.person, context.now, record.account_id)
    overrules.set_aside(context.session, context.vault, *about)
    return {}


def _load(context: Context, answers: Answers) -> Submission:
    return submissions.load(context.session, context.vault, answers["kartu"]["account"])


def _decided(context: Context, submission: Submission, verdict: Verdict) -> dict[str, Any]:
    today = today_wib(context.now)
    verdicts.decide(context.session, context.vault, submission, verdict, context.person, today, context.now)
    context.notices.append(Notice(submission.record.telegram_id, NAME, decided(submission, verdict)))
    return {"putusan": verdict.verdict}
