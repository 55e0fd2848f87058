"""Logging in, as a questionnaire: whose account, and the password."""

from bot.conversations.account import answers as an
from bot.conversations.filling.names import TO_FILL
from bot.conversations.login import gates
from bot.conversations.login.answers import password
from bot.conversations.login.names import NAME, WANTED
from bot.engine.effects import Goto, Run
from bot.engine.flow import Condition, Flow, Gate, Leave, Question, fixed
from bot.engine.parse import Answers
from bot.rules.nik import masked


def login_flow() -> Flow:
    """The whole conversation; it leaves for what the account opens."""
    return Flow(
        NAME,
        (
            Gate("siapa", gates.who, stale=lambda _outcome: True),
            Question("nik", an.nik, uses=("siapa",), known=_own_nik, shown=masked),
            Question(
                "password",
                password,
                work="check_password",
                secret=True,
                uses=("siapa", "nik"),
                tells=_whose,
                buttons=fixed(Goto("button.nik_lain", "nik"), Run("button.lupa", "/lupa")),
            ),
            Gate("terbuka", gates.open_account, uses=("nik", "password")),
            *(Leave(f"ke_{page}", to=f"masuk lanjut {page}", when=_wants(page)) for page in TO_FILL),
            Leave("masuk", to="masuk lanjut"),
        ),
    )


def _wants(page: str) -> Condition:
    return lambda answers: answers.get(WANTED) == page


def _own_nik(answers: Answers) -> str | None:
    return answers.get("siapa", {}).get("nik") or None


def _whose(answers: Answers) -> dict[str, str]:
    return {"nik": masked(answers.get("nik") or answers["siapa"]["nik"])}
