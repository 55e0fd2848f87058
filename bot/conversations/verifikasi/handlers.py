"""`/verifikasi`: the card; what can be looked at besides it, each look on record; and what was just decided."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.conversations.account.answers import shown_date
from bot.conversations.context import Context
from bot.conversations.instansi.access import at_desk, instansi_of
from bot.conversations.resume.sections import sections
from bot.conversations.verifikasi.names import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Album, Media, Params, Say
from bot.engine.inputs import Command
from bot.rules.dates import format_date
from storage import accounts, decisions, papers, submissions, verification
from storage.filling import NoAccountError
from storage.submissions import Submission

_PASSED: Final = "dilewati"


@at_desk(NAME)
def verifikasi(visit: Visit, given: Command) -> list[Spoken]:
    """The card that one holds, or the next; with an argument, something of it to look at before."""
    context = visit.open_store()
    look = _LOOKS.get(given.argument)
    if look is not None:
        before = _looked(context, given.argument, look)
    elif given.argument == "unduh":
        before = [(NAME, Say("say.lembar", media=Media("document", "verifikasi_xlsx", _desk(context))))]
    else:
        before = _just_decided(context, given.argument)
    return [*before, *visit.enter(NAME, Command(NAME))]


def _desk(context: Context) -> str:
    return f"{instansi_of(context)}:{context.person}"


def _looked(context: Context, what: str, look: Callable[[Context, Submission], list[Spoken]]) -> list[Spoken]:
    worker = verification.held(context.session, instansi_of(context), context.person, context.now)
    if worker is None:
        return [(NAME, Say("say.kartu_lepas"))]
    account = verification.account_of(context.session, worker)
    try:
        submission = submissions.load(context.session, context.vault, account)
    except NoAccountError:
        return [(NAME, Say("say.kartu_lepas"))]
    submissions.looked(context.session, context.vault, submission.record, context.person, what, context.now)
    return look(context, submission)


def _files(context: Context, submission: Submission) -> list[Spoken]:
    """All files: the pictures, the papers of the account, then those of each riwayat under its number."""
    account = submission.record.account_id
    of_account = [one for one in papers.of_account(context.session, account) if one.kind in papers.OF_ACCOUNT]
    files = (
        *((one.file, f"view.{one.kind}") for one in accounts.files(context.session, account)),
        *((one.file, f"view.{one.kind}") for one in of_account),
        *(
            (entry.papers[kind].file, f"view.{kind}_{number}")
            for number, entry in enumerate(submission.entries, start=1)
            for kind in papers.OF_RIWAYAT
            if kind in entry.papers
        ),
    )
    return [(NAME, Album("say.berkas", {"nama": submission.record.nama}, files))]


def _data(context: Context, submission: Submission) -> list[Spoken]:
    """Everything, the NIK and the telephone in full; first who it is, then as the worker's own resume has it."""
    record = submission.record
    told = {
        "nama": record.nama,
        "nik": record.nik,
        "kk": submission.kk,
        "tempat": record.tempat_lahir,
        "tanggal": format_date(record.tanggal_lahir),
        "ponsel": record.biodata["ponsel"] or "–",
        "didaftarkan": submission.registered.nama,
        "lahir": shown_date(submission.registered.tanggal_lahir.isoformat()),
    }
    return [(NAME, Say("say.data", told)), *sections(context, record.account_id)[1:]]


def _service(context: Context, submission: Submission) -> list[Spoken]:
    """The picture of the masa kerja."""
    del context
    record = submission.record
    return [
        (NAME, Say("say.masa_kerja", {"nama": record.nama}, media=Media("photo", "masa_kerja", str(record.account_id))))
    ]


_LOOKS: Final[Mapping[str, Callable[[Context, Submission], list[Spoken]]]] = {
    "berkas": _files,
    "data": _data,
    "masa": _service,
}


def _just_decided(context: Context, verdict: str) -> list[Spoken]:
    """What was decided in this very turn, and how many are left."""
    instansi_id = instansi_of(context)
    left = verification.waiting(context.session, instansi_id, context.person, context.now)
    if verdict == _PASSED:
        return [(NAME, Say("say.sudah_dilewati", {"count": left.count}))]
    last = decisions.last_by(context.session, context.person, instansi_id)
    if last is None or last[1:] != (verdict, context.now):
        return []
    told: Params = {"nama": last[0], "count": left.count}
    return [(NAME, Say(f"say.sudah_{verdict}", told))]
