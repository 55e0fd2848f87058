"""Lupa password, as a questionnaire."""

from bot.conversations.account import answers as an
from bot.conversations.account.names import IDENTITY
from bot.conversations.recovery import gates
from bot.conversations.recovery.answers import security_answer
from bot.engine.effects import Goto, Run, Term
from bot.engine.flow import Condition, End, Flow, Gate, Page, Question, fixed
from bot.engine.parse import Answers
from bot.rules.nik import masked

NAME = "recovery"
_HELP = Run("button.bantuan", "/bantuan")


def recovery_flow() -> Flow:
    """The whole conversation; it ends with the way to `/masuk`."""
    stage = "identitas"
    mend = fixed(*(Goto(f"field.{name}", name) for name in IDENTITY), _HELP)
    return Flow(
        NAME,
        (
            Question("nik", an.nik, stage=stage, shown=masked),
            Question("kk", an.kk, stage=stage, uses=("nik",), shown=masked),
            Question("nama", an.nama, stage=stage, shown=str),
            Question("tempat_lahir", an.tempat_lahir, stage=stage, shown=str),
            Question("tanggal_lahir", an.tanggal_lahir, stage=stage, uses=("nik",), shown=an.shown_date),
            Gate("pemilik", gates.compare, uses=IDENTITY, stale=lambda outcome: outcome["outcome"] != "cocok"),
            Page("tidak_cocok", when=_outcome("tidak_cocok"), buttons=mend),
            Page(
                "jeda", when=_outcome("jeda"), tells=_until, buttons=fixed(Goto("button.coba_lagi", "pemilik"), _HELP)
            ),
            Page("tiket", when=_outcome("tiket"), tells=_number, buttons=mend),
            Question(
                "jawaban",
                security_answer,
                anew=True,
                work="check_answer",
                secret=True,
                uses=("pemilik",),
                tells=_security_question,
            ),
            Gate("sah", gates.judge_answer, uses=("jawaban",)),
            Page(
                "tiket_jawaban",
                when=_gave_up,
                tells=_number,
                buttons=fixed(Goto("button.coba_lagi", "jawaban"), _HELP),
            ),
            Question(
                "password",
                an.password,
                work="hash_secret",
                secret=True,
                uses=("nik", "nama", "tanggal_lahir", "sah"),
            ),
            # The last of them is asked again when it was given too long ago, and the password after it.
            Gate("ganti", gates.change_password, uses=("password", "jawaban")),
            End(
                "hilang",
                when=lambda answers: "hilang" in answers["ganti"],
                buttons=fixed(Run("button.daftar", "/daftar")),
            ),
            End("diganti", buttons=fixed(Run("button.masuk", "/masuk"))),
        ),
        version=2,
    )


def _outcome(outcome: str) -> Condition:
    return lambda answers: answers.get("pemilik", {}).get("outcome") == outcome


def _gave_up(answers: Answers) -> bool:
    return "nomor" in answers.get("sah", {})


def _until(answers: Answers) -> dict[str, str]:
    return {"until": answers["pemilik"]["until"]}


def _number(answers: Answers) -> dict[str, str]:
    return {"nomor": answers.get("sah", answers["pemilik"])["nomor"]}


def _security_question(answers: Answers) -> dict[str, Term]:
    return {"question": Term(f"term.{answers['pemilik']['pertanyaan']}")}
