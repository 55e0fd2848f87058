"""Verification as a questionnaire: a card, a decision, and the next card at once."""

from bot.conversations.verifikasi import answers as an
from bot.conversations.verifikasi import gates, screens
from bot.conversations.verifikasi.names import NAME
from bot.engine.effects import Goto
from bot.engine.flow import Condition, Flow, Gate, Leave, Page, Question, Return, Step, fixed
from bot.engine.parse import Answers, chosen


def verifikasi_flow() -> Flow:
    """The whole desk; each decision leaves for the command that brings the next card."""
    return Flow(
        NAME,
        (
            Gate("kartu", gates.take, stale=lambda _outcome: True),
            *_in_bulk(),
            Page("kosong", when=_has_none, uses=("kartu",), tells=screens.nothing, buttons=screens.nothing_buttons),
            Question(
                "putusan",
                chosen,
                anew=True,
                in_place=True,
                uses=("kartu",),
                tells=screens.card,
                buttons=screens.card_buttons,
            ),
            Gate("disetujui", gates.approve, uses=("putusan",), when=_is("setujui")),
            *_giving_back(),
            Gate("dilewati", gates.pass_over, uses=("putusan",), when=_is("lewati")),
            *_setting_aside(),
            Page(
                "gagal",
                when=lambda answers: bool(screens.failure(answers)),
                tells=screens.failed,
                buttons=fixed(Goto("button.kartu_berikutnya", "kartu")),
            ),
            Return("lihat_lagi", to="kartu", when=lambda answers: "dikesampingkan" in answers),
            Leave("sudah_setuju", to=f"{NAME} disetujui", when=_is("setujui")),
            Leave("sudah_kembali", to=f"{NAME} dikembalikan", when=_is("kembalikan")),
            Leave("sudah_lewat", to=f"{NAME} dilewati"),
        ),
    )


def _is(act: str) -> Condition:
    return lambda answers: answers.get("putusan") == act


def _may_return(answers: Answers) -> bool:
    return _is("kembalikan")(answers) and "gagal" not in answers.get("boleh", {})


def _has_none(answers: Answers) -> bool:
    return not answers["kartu"]["worker"]


def _in_bulk() -> tuple[Step, ...]:
    """A sheet of decisions comes back, and what became of its rows."""
    return (
        Question(
            "lembar",
            an.sheet,
            work="decide_sheet",
            uses=("kartu",),
            when=lambda _answers: False,
            buttons=fixed(Goto("button.ke_kartu", "kartu")),
        ),
        Page(
            "hasil",
            when=lambda answers: "lembar" in answers,
            uses=("lembar",),
            tells=screens.uploaded,
            buttons=fixed(Goto("button.kartu_berikutnya", "kartu"), Goto("button.unggah", "lembar")),
        ),
    )


def _giving_back() -> tuple[Step, ...]:
    """Kembalikan: why, of several reasons any number, and in words what has none of its own."""
    return (
        Gate("boleh", gates.may_return, uses=("putusan",), when=_is("kembalikan")),
        Question(
            "alasan",
            an.reasons,
            in_place=True,
            until=lambda said: bool(said["kirim"]),
            uses=("boleh",),
            when=_may_return,
            tells=screens.reasons,
            buttons=screens.reason_buttons,
        ),
        Question(
            "kata",
            an.words,
            uses=("alasan",),
            when=lambda answers: _may_return(answers) and screens.needs_words(answers),
            tells=screens.whose,
            buttons=fixed(screens.BACK),
        ),
        Gate("dikembalikan", gates.give_back, uses=("kata", "alasan", "putusan"), when=_may_return),
    )


def _setting_aside() -> tuple[Step, ...]:
    """Kesampingkan aturan: which rule, and why; then the card again."""
    return (
        Question(
            "aturan",
            chosen,
            anew=True,
            in_place=True,
            uses=("putusan",),
            when=_is("kesampingkan"),
            tells=screens.rules,
            buttons=screens.rule_buttons,
        ),
        Question(
            "alasan_aturan",
            an.words,
            uses=("aturan",),
            when=_is("kesampingkan"),
            tells=screens.chosen_rule,
            buttons=fixed(screens.BACK),
        ),
        Gate("dikesampingkan", gates.set_aside, uses=("alasan_aturan",), when=_is("kesampingkan")),
    )
