"""What a worker hears of the decision: what comes next, or what to mend and the button that leads to it."""

from bot.conversations.verifikasi.names import REASONS
from bot.conversations.verifikasi.told import reasons
from bot.engine.effects import Button, Run, Say
from storage.decisions import APPROVED
from storage.submissions import Submission
from storage.verdicts import Verdict


def decided(submission: Submission, verdict: Verdict) -> Say:
    """The message for whoever made the account, in the words of verification."""
    record = submission.record
    if verdict.verdict == APPROVED:
        told = {"nomor": record.nomor_registrasi, "instansi": record.instansi.nama}
        return Say("say.disetujui", told, (Run("button.kartu", "/kartu pendataan"), Run("button.status", "/status")))
    buttons = (*to_pages(verdict.reasons), Run("button.status", "/status"))
    lines = reasons(verdict.reasons, verdict.words)
    return Say("say.dikembalikan", {"instansi": record.instansi.nama, "lines": lines}, buttons)


def to_pages(codes: tuple[str, ...]) -> tuple[Button, ...]:
    """A button for each page on which something is to be mended."""
    pages = dict.fromkeys(REASONS[code] for code in codes)
    return tuple(Run(f"button.perbaiki_{page}", f"/masuk {page}") for page in pages)
