"""The page Final, read-only."""

from typing import Any, Final

from bot.conversations.context import Context
from bot.conversations.filling.access import account_of
from bot.conversations.resume.sections import captions
from bot.conversations.rulings import worded
from bot.engine.effects import Button, Goto, Run, Term, View
from bot.engine.flow import Flow, Gate, Page, Question, fixed
from bot.engine.inputs import Input
from bot.engine.parse import Answers, Asked
from bot.rules.clock import today_wib, wib
from storage import audit, records, requests

NAME: Final = "final"
_REASON: Final = (10, 500)


def final_flow() -> Flow:
    """One page; the reason for opening it again is the only thing that is asked."""
    return Flow(
        NAME,
        (
            Gate("isian", _known, stale=lambda _outcome: True),
            Question(
                "alasan",
                _reason,
                uses=("isian",),
                when=lambda _answers: False,
                buttons=fixed(Goto("button.batal", "isian")),
            ),
            Gate("permintaan", _ask, uses=("isian", "alasan"), when=lambda answers: "alasan" in answers),
            Page("tertutup", when=_is_locked, tells=_why_locked, buttons=fixed(Run("button.kembali", "/masuk"))),
            Page(
                "diminta",
                when=lambda answers: "permintaan" in answers,
                tells=lambda answers: answers["permintaan"],
                buttons=fixed(Run("button.kembali", "/masuk")),
            ),
            Page("final", tells=_told, buttons=_buttons),
        ),
    )


def _is_locked(answers: Answers) -> bool:
    return "state" in answers.get("permintaan", {})


def _why_locked(answers: Answers) -> dict[str, Term]:
    return {"reason": Term(f"term.tertutup_{answers['permintaan']['state']}")}


def _reason(given: Input, asked: Asked) -> str:
    del asked
    return worded(given, *_REASON)


def _known(context: Context, answers: Answers) -> dict[str, Any]:
    del answers
    record = records.load(context.session, context.vault, account_of(context))
    return {
        "account": record.account_id,
        "status": record.status,
        "asks": records.state(context.session, record.account_id, today_wib(context.now)) == "selesai",
        "nomor": record.nomor_registrasi,
        "instansi": record.instansi.nama,
        "ended": wib(record.finished_at) if record.finished_at else "",
        "files": captions(context, record.account_id),
    }


def _told(answers: Answers) -> dict[str, str | Term]:
    isian: dict[str, str] = answers["isian"]
    return {**{name: isian[name] for name in ("nomor", "instansi", "ended")}, "status": Term(f"term.{isian['status']}")}


def _buttons(answers: Answers) -> tuple[Button, ...]:
    files = tuple((key, caption) for key, caption in answers.get("isian", {}).get("files", ()))
    return (
        Run("button.cetak_akun", "/kartu"),
        Run("button.cetak_pendataan", "/kartu pendataan"),
        Run("button.lihat_resume", "/masuk resume"),
        *((View("button.lihat_berkas", "lihat_berkas", files),) if files else ()),
        *((Goto("button.minta_buka", "alasan"),) if answers.get("isian", {}).get("asks") else ()),
        Run("button.status", "/status"),
    )


def _ask(context: Context, answers: Answers) -> dict[str, Any]:
    """Minta dibuka kembali: recorded for the instansi, the number; or `state`, where it is locked or open again."""
    account, reason = account_of(context), answers["alasan"]
    state = records.state(context.session, account, today_wib(context.now))
    if state != "selesai":
        return {"state": state}
    number = requests.ask_reopening(context.session, context.vault, account, context.person, reason, context.now)
    entry = audit.Entry(context.person, "buka.minta", account, {"nomor": number}, "worker")
    audit.record(context.session, context.vault, entry, context.now)
    return {"nomor": f"B-{number:06d}", "instansi": answers["isian"]["instansi"]}
