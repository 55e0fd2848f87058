"""Behind an officer's one-time link: a new password."""

from datetime import date
from typing import Any, Final

from bot.conversations.context import Context
from bot.conversations.recovery.gates import replace_password
from bot.conversations.rulings import rulings
from bot.engine.effects import Run, Term
from bot.engine.flow import End, Flow, Gate, Question, Return, fixed
from bot.engine.inputs import Input, Text
from bot.engine.parse import Answers, Asked, Refusal
from bot.rules.password import check_password
from storage import records, resets

NAME: Final = "reset"


def reset_flow() -> Flow:
    """One password; `kode` is set by the link."""
    return Flow(
        NAME,
        (
            Gate("kode", lambda _context, _answers: {"kode": ""}),
            Gate("berlaku", _redeem, uses=("kode",), stale=lambda _outcome: True),
            End(
                "tidak_berlaku",
                when=lambda answers: "galat" in answers["berlaku"],
                tells=lambda answers: {"reason": Term(f"term.{answers['berlaku']['galat']}")},
                buttons=fixed(Run("button.bantuan", "/bantuan")),
            ),
            Question("password", _password, work="hash_secret", secret=True, uses=("berlaku",)),
            Gate("ganti", _replace, uses=("password",)),
            # The link may have ended while the password was thought of.
            Return("ulang", to="berlaku", when=lambda answers: not answers["ganti"]["diganti"]),
            End("diganti", buttons=fixed(Run("button.masuk", "/masuk"))),
        ),
    )


def _redeem(context: Context, answers: Answers) -> dict[str, Any]:
    """Whose account the link opens, with what a password must not be; or why it does not (`galat`)."""
    try:
        account_id = resets.redeem(context.session, context.vault, answers["kode"]["kode"], context.person, context.now)
    except resets.ResetError as error:
        return {"galat": error.code}
    record = records.load(context.session, context.vault, account_id)
    born = record.tanggal_lahir.isoformat()
    return {"account": account_id, "nik": record.nik, "nama": record.nama, "tanggal_lahir": born}


def _password(given: Input, asked: Asked) -> str:
    """A password that nobody reads off the KTP; as typed, since blanks count."""
    if not isinstance(given, Text):
        raise Refusal("want_text")
    whose = asked.answers["berlaku"]
    born = date.fromisoformat(whose["tanggal_lahir"])
    with rulings():
        check_password(given.text, nik=whose["nik"], nama=whose["nama"], tanggal_lahir=born)
    return given.text


def _replace(context: Context, answers: Answers) -> dict[str, Any]:
    """The new password counts at once, and the link no more; not `diganti` where the link is good no longer."""
    if "galat" in _redeem(context, answers):
        return {"diganti": False}
    whose = answers["berlaku"]
    replace_password(context, whose["account"], whose["nik"], answers["password"])
    resets.close(context.session, whose["account"])
    return {"diganti": True}
