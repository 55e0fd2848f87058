"""`/tambah`: the required columns one after the other, then a review from which the others may be filled in."""

from typing import Final

from bot.conversations.instansi.names import TO_DESK
from bot.conversations.tambah import answers as an
from bot.conversations.tambah import gates, screens
from bot.conversations.tambah.names import ASKED, GROUPS, NAME, REQUIRED
from bot.engine.effects import Goto, Pick, Run
from bot.engine.flow import Condition, End, Flow, Gate, Page, Question, Return, Step, fixed
from bot.engine.parse import Answers, chosen
from bot.rules.nik import masked

_STAGE: Final = NAME


def tambah_flow() -> Flow:
    """The whole conversation."""
    return Flow(
        NAME,
        (
            Gate("awal", gates.begin, stale=lambda _outcome: True),
            Page(
                "ditutup", when=lambda answers: answers["awal"]["tutup"], tells=screens.closed, buttons=fixed(TO_DESK)
            ),
            Question("nik", an.nik, stage=_STAGE, shown=masked, buttons=fixed(TO_DESK)),
            *_whose(),
            *(_question(name) for name in REQUIRED),
            *(_question(name, _chose(group)) for group, names in GROUPS.items() for name in names),
            Gate("periksa_awal", gates.nothing),
            Return("isi_lagi", to="periksa_awal", when=lambda answers: answers.get("periksa") in GROUPS),
            *_judging(),
            Question(
                "periksa",
                chosen,
                anew=True,
                uses=("periksa_awal",),
                tells=screens.review,
                buttons=screens.review_buttons,
            ),
            Page(
                "ubah",
                when=lambda _answers: False,
                buttons=fixed(
                    *(Goto(f"button.perbaiki_{name}", name) for name in ("nik", *ASKED)),
                    Goto("button.selesai_ubah", "periksa"),
                ),
            ),
            Gate("disimpan", gates.save, uses=("periksa",)),
            End("beres", tells=screens.done, buttons=screens.done_buttons),
        ),
    )


def _whose() -> tuple[Step, ...]:
    """A NIK is in one instansi."""
    return (
        Gate("dikenal", gates.known, uses=("nik",), stale=lambda _outcome: True),
        Page("sudah_ada", when=_is_at("sini"), tells=screens.here_already, buttons=screens.here_buttons),
        Page(
            "sudah_diminta",
            when=_is_at("diminta"),
            tells=screens.masked_nik,
            buttons=fixed(Run("button.mutasi", "/mutasi"), Goto("button.nik_lain", "nik"), TO_DESK),
        ),
        Question(
            "pindah",
            chosen,
            uses=("nik",),
            when=_is_at("lain"),
            tells=screens.masked_nik,
            buttons=fixed(Pick("button.minta_mutasi", "minta"), Goto("button.nik_lain", "nik"), TO_DESK),
        ),
    )


def _judging() -> tuple[Step, ...]:
    """The row as a whole, and the rules that a verifier sets aside."""
    return (
        Gate("kelayakan", gates.judge, uses=("nik", *ASKED)),
        Question(
            "tidak_layak",
            chosen,
            anew=True,
            uses=("kelayakan",),
            when=_is_unfit,
            tells=screens.unfit,
            buttons=screens.unfit_buttons,
        ),
        Question(
            "alasan",
            an.reason,
            uses=("tidak_layak",),
            when=_is_unfit,
            buttons=fixed(Goto("button.tidak_jadi", "tidak_layak")),
        ),
        Gate("dikesampingkan", gates.overrule, uses=("alasan",), when=_is_unfit),
        Return("dinilai_lagi", to="kelayakan", when=lambda answers: "dikesampingkan" in answers),
    )


def _question(name: str, when: Condition = lambda _answers: True) -> Question:
    return Question(
        name,
        an.cell(name),
        stage=_STAGE if name in REQUIRED else "",
        uses=("nik",) if name in {"kk", "tanggal_lahir"} else (),
        when=when,
        shown=lambda value: screens.shown(name, value),
        buttons=screens.choices(name),
    )


def _is_at(where: str) -> Condition:
    return lambda answers: answers.get("dikenal", {}).get("di") == where


def _is_unfit(answers: Answers) -> bool:
    return bool(answers.get("kelayakan", {}).get("salah"))


def _chose(group: str) -> Condition:
    return lambda answers: answers.get("periksa") == group
