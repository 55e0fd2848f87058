"""The page Resume, as a questionnaire."""

from bot.conversations.resume import gates
from bot.conversations.resume.answers import tick
from bot.engine.effects import Button, Goto, Media, Params, Pick, Run, Term, View
from bot.engine.flow import Buttons, End, Flow, Gate, Page, Question, Return, fixed
from bot.engine.parse import Answers, chosen

NAME = "resume"
_MENU = Run("button.menu", "/masuk")


def resume_flow() -> Flow:
    """The whole page; its end is the end of the pendataan, and brings the card."""
    return Flow(
        NAME,
        (
            Gate("isian", gates.known, stale=lambda _outcome: True),
            Page("kurang", stage=NAME, uses=("isian",), when=_lacks, tells=_lacking, buttons=_to_what_lacks),
            Question(
                "resume",
                tick,
                anew=True,
                in_place=True,
                stage=NAME,
                uses=("isian",),
                buttons=_with(Pick("button.centang", "centang")),
            ),
            Question(
                "akhiri",
                chosen,
                anew=True,
                in_place=True,
                stage=NAME,
                uses=("resume",),
                buttons=_with(Goto("button.tercentang", "resume")),
            ),
            Question(
                "yakin",
                chosen,
                anew=True,
                stage=NAME,
                uses=("akhiri",),
                buttons=fixed(Pick("button.iya", "iya"), Goto("button.tidak", "akhiri")),
            ),
            Gate("selesai", gates.finish, uses=("yakin",)),
            Return("ulang", to="isian", when=_was_incomplete),
            End(
                "berakhir",
                tells=lambda answers: answers["selesai"],
                media=lambda answers: Media("document", "pendataan", str(answers["isian"]["account"])),
                buttons=fixed(
                    Run("button.cetak_akun", "/kartu"),
                    Run("button.cetak_pendataan", "/kartu pendataan"),
                    Run("button.status", "/status"),
                ),
            ),
        ),
    )


def _with(*own: Button) -> Buttons:
    """The tick, the end, and where one can still look or go."""

    def made(answers: Answers) -> tuple[Button, ...]:
        files = tuple((key, caption) for key, caption in answers.get("isian", {}).get("files", ()))
        view = (View("button.lihat_berkas", "lihat_berkas", files),) if files else ()
        return (*own, Pick("button.akhiri", "akhiri"), *view, Run("button.sebelumnya", "/masuk riwayat"), _MENU)

    return made


def _was_incomplete(answers: Answers) -> bool:
    """Something was taken away elsewhere, after the resume had been shown."""
    return bool(answers.get("selesai", {}).get("kurang"))


def _lacks(answers: Answers) -> bool:
    return bool(answers.get("isian", {}).get("missing"))


def _lacking(answers: Answers) -> Params:
    missing: dict[str, int] = answers["isian"]["missing"]
    lines = (
        Term(f"term.{page}" if count else f"term.{page}_periksa", {"count": count}) for page, count in missing.items()
    )
    return {"pages": tuple(lines)}


def _to_what_lacks(answers: Answers) -> tuple[Button, ...]:
    pages = answers.get("isian", {}).get("missing", {})
    return (*(Run(f"button.{page}", f"/masuk {page}") for page in pages), _MENU)
