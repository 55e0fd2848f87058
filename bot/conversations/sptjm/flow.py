"""SPTJM as a questionnaire: where it stands; who signs, and the letter; the signed letter, compared and archived."""

from functools import partial
from typing import Any, Final

from bot.conversations.filling.paper import paper
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.sptjm import answers as an
from bot.conversations.sptjm import gates, screens
from bot.conversations.sptjm.names import FIELDS, NAME, NONE, PRINT, UPLOAD
from bot.engine.effects import Goto, Pick, Run
from bot.engine.flow import Condition, End, Flow, Gate, Question, Step, fixed
from bot.engine.parse import Answers, Parser, chosen

_LETTER: Final = Run("button.sptjm", "/sptjm")
_BACK: Final = Goto("button.ke_surat", "isian")


def sptjm_flow(largest: int) -> Flow:
    """Who signs is known from the letter before; what was typed stays until a letter is printed.

    `largest` are the bytes that a signed letter may have.
    """
    return Flow(
        NAME,
        (
            Gate("isian", gates.known, stale=lambda _outcome: True),
            End(
                "belum",
                when=lambda answers: not answers["isian"]["sejak"],
                tells=screens.named,
                buttons=fixed(Run("button.finalisasi", "/finalisasi"), TO_DESK),
            ),
            Question(
                "surat",
                chosen,
                anew=True,
                in_place=True,
                uses=("isian",),
                tells=screens.standing,
                buttons=screens.standing_buttons,
            ),
            *_printing(),
            *_archiving(largest),
            End("tidak_diarsipkan", tells=screens.not_archived, buttons=fixed(_LETTER, TO_DESK)),
        ),
    )


def _chose(what: str) -> Condition:
    return lambda answers: answers.get("surat") == what


def _came_to(gate: str, outcome: str) -> Condition:
    return lambda answers: answers.get(gate, {}).get("hasil") == outcome


def _printing() -> tuple[Step, ...]:
    """Who signs, all of it once more, and the letter."""
    return (
        _about_signer("nama", an.nama),
        _about_signer("nip", an.nip),
        _about_signer("jabatan", an.jabatan),
        _about_signer("pangkat", an.pangkat, Pick("button.tanpa_pangkat", NONE)),
        _about_signer("tempat", an.tempat),
        Question(
            "periksa",
            an.to_be_printed,
            work="list_roster",
            anew=True,
            uses=("surat", *FIELDS),
            when=_chose(PRINT),
            tells=screens.signer,
            buttons=fixed(Pick("button.cetak", "cetak"), *(Goto(f"field.{field}", field) for field in FIELDS), _BACK),
        ),
        Gate("dicetak", gates.print_letter, uses=("periksa",), when=_chose(PRINT)),
        End(
            "tercetak",
            when=_came_to("dicetak", "tercetak"),
            keeps_files=True,
            media=screens.printed_letter,
            tells=screens.printed,
            buttons=fixed(_LETTER, TO_DESK),
        ),
        End("tidak_dicetak", when=_chose(PRINT), tells=screens.not_printed, buttons=fixed(_LETTER, TO_DESK)),
    )


def _about_signer(field: str, parse: Parser, *picks: Pick) -> Question:
    return Question(
        field,
        parse,
        stage="penandatangan",
        when=_chose(PRINT),
        known=partial(_known, field),
        shown=screens.shown,
        buttons=fixed(*picks),
    )


def _known(field: str, answers: Answers) -> str | None:
    found: dict[str, Any] = answers.get("isian", {}).get("penandatangan") or {}
    return found.get(field)


def _archiving(largest: int) -> tuple[Step, ...]:
    """Which letter, the signed one, whether it is that, and what came of it."""
    return (
        Question(
            "nomor",
            chosen,
            uses=("isian",),
            when=_chose(UPLOAD),
            known=an.only_letter,
            shown=screens.letter_name,
            buttons=screens.letter_buttons,
        ),
        Question(
            "berkas",
            paper,
            work="check_paper",
            args={"kind": "sptjm"},
            gathers=True,
            anew=True,
            uses=("isian", "nomor"),
            when=_chose(UPLOAD),
            tells=lambda answers: {**screens.letter(answers), "largest": largest},
            buttons=fixed(_BACK),
        ),
        Question(
            "pastikan",
            an.to_be_compared,
            work="compare_letter",
            anew=True,
            uses=("berkas",),
            when=_chose(UPLOAD),
            tells=screens.letter,
            buttons=fixed(Pick("button.ya_arsipkan", "ya"), Goto("button.bukan", "berkas"), _BACK),
        ),
        Gate("diarsipkan", gates.archive, uses=("pastikan",), when=_chose(UPLOAD)),
        End(
            "terarsip",
            when=_came_to("diarsipkan", "terarsip"),
            keeps_files=True,
            tells=screens.letter,
            buttons=fixed(Run("button.lihat", "/sptjm lihat"), TO_DESK),
        ),
        End(
            "beda",
            when=_came_to("diarsipkan", "berubah"),
            tells=screens.difference,
            buttons=fixed(Run("button.surat_baru", "/sptjm"), TO_DESK),
        ),
    )
