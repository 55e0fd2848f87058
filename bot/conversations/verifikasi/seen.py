"""A finished worker as the card keeps them in the draft: everything in it that words are made of."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.rules.clock import wib
from bot.rules.dates import format_date
from bot.rules.differences import broken, differences, doubts
from bot.rules.eligibility import Terms
from bot.rules.nik import masked
from bot.rules.service import Period, in_words, years
from storage.decisions import RETURNED
from storage.submissions import Submission


def card(submission: Submission, terms: Terms) -> dict[str, Any]:
    """The card's facts as JSON; the dates of what differs are ISO 8601 text, all others in words."""
    record = submission.record
    assert record.finished_at is not None
    aside = {one.rule: one.reason for one in submission.overruled}
    periods = [Period(entry.tanggal_mulai, entry.tanggal_berakhir) for entry in submission.entries]
    return {
        "worker": record.worker_id,
        "account": record.account_id,
        "versi": submission.version,
        "nama": record.nama,
        "nik": masked(record.nik),
        "nomor": record.nomor_registrasi,
        "thk2": record.eks_thk2 or "",
        "unit": record.biodata["unit_kerja"] or "",
        "jabatan": record.biodata["jabatan"] or "",
        "pendidikan": record.biodata["pendidikan_terakhir"] or "",
        "berakhir": wib(record.finished_at),
        "masa_kerja": in_words(years(periods, terms.reference)),
        "riwayat": len(submission.entries),
        "beda": [[one.field, one.registered, one.said, one.entry] for one in differences(submission)],
        "ragu": [[one.code, _plain(one.params)] for one in doubts(submission, terms.reference)],
        "langgar": [
            [one.breach.rule, _plain(one.breach.params), list(one.entries), aside.get(one.breach.rule, "")]
            for one in broken(submission, terms)
        ],
        "pernah": [[wib(one.at), list(one.reasons), one.words] for one in submission.made if one.verdict == RETURNED],
    }


def unsettled(submission: Submission, terms: Terms) -> list[str]:
    """The rules that are broken and were not set aside: with any of them nobody is approved."""
    aside = {one.rule for one in submission.overruled}
    return [one.breach.rule for one in broken(submission, terms) if one.breach.rule not in aside]


def _plain(params: Sequence[tuple[str, int | str | date]]) -> dict[str, int | str]:
    return {name: format_date(value) if isinstance(value, date) else value for name, value in params}
