"""Finalisasi as a questionnaire: whom it would leave out, page by page; then the instansi's code, typed."""

from typing import Final

from bot.conversations.finalisasi import gates, screens
from bot.conversations.finalisasi.telling import NAME
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.instansi.turning import awal, turned
from bot.conversations.rulings import confirmed
from bot.engine.effects import Goto, Run
from bot.engine.flow import Condition, End, Flow, Gate, Page, Question, fixed
from bot.engine.inputs import Input
from bot.engine.parse import Answers, Asked, chosen

_LETTER: Final = Run("button.sptjm", "/sptjm")


def finalisasi_flow() -> Flow:
    """Whoever comes back sees the list anew; the code is good for the one time that it was typed."""
    return Flow(
        NAME,
        (
            *turned("daftar"),
            Gate("isian", gates.look, uses=(awal("daftar"),), stale=lambda _outcome: True),
            End("sudah", when=_is_finalised, tells=screens.finalised, buttons=fixed(_LETTER, TO_DESK)),
            Question(
                "daftar",
                chosen,
                anew=True,
                in_place=True,
                uses=("isian",),
                tells=screens.listed,
                buttons=screens.listed_buttons,
            ),
            Question(
                "kode",
                _kode,
                anew=True,
                uses=("daftar",),
                tells=screens.warned,
                buttons=fixed(Goto("button.lihat_daftar", "isian"), TO_DESK),
            ),
            Gate("kunci", gates.lock, uses=("kode",)),
            Page(
                "berubah",
                when=_came_to("berubah"),
                tells=screens.changed,
                buttons=fixed(Goto("button.lihat_terbaru", "isian")),
            ),
            End("didahului", when=_came_to("sudah"), tells=screens.finalised, buttons=fixed(_LETTER, TO_DESK)),
            End("terkunci", tells=screens.locked, buttons=fixed(_LETTER, TO_DESK)),
        ),
    )


def _is_finalised(answers: Answers) -> bool:
    return bool(answers["isian"]["sudah"])


def _came_to(outcome: str) -> Condition:
    return lambda answers: answers["kunci"]["hasil"] == outcome


def _kode(given: Input, asked: Asked) -> str:
    """The instansi's code, whatever its case."""
    return confirmed(given, asked.answers["isian"]["kode"], "kode_salah")
