"""`/mutasi`: Lepas or Tolak for what others ask, taking back for what was asked of them; `minta` begins a request."""

from typing import Any, Final

from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.mutasi import gates, screens
from bot.conversations.mutasi.names import NAME
from bot.conversations.rulings import confirmed
from bot.conversations.tambah.answers import reason
from bot.conversations.tambah.handlers import begin_with
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Goto, Run
from bot.engine.flow import Condition, End, Flow, Gate, Page, Question, fixed
from bot.engine.inputs import Command, Input
from bot.engine.parse import Asked, chosen

_ASK: Final = "minta"
_WORD: Final = "LEPAS"
_BACK: Final = Goto("button.ke_daftar", "pilih")


@at_desk(NAME)
def mutasi(visit: Visit, given: Command) -> list[Spoken]:
    """What waits; `minta`, with or without a NIK, asks for a worker of another instansi."""
    what, _, nik = given.argument.partition(" ")
    if what == _ASK:
        return begin_with(visit, nik)
    visit.states.pop(NAME, None)
    return visit.enter(NAME, given)


def mutasi_flow() -> Flow:
    """The list, one request, and what is decided on it."""
    return Flow(
        NAME,
        (
            Gate("isian", gates.waiting, stale=lambda _outcome: True),
            Page("kosong", when=screens.is_empty, buttons=fixed(Run("button.minta", "/mutasi minta"), TO_DESK)),
            Question(
                "pilih",
                chosen,
                anew=True,
                in_place=True,
                uses=("isian",),
                tells=screens.listed,
                buttons=screens.list_buttons,
            ),
            Gate("dibuka", gates.opened, uses=("pilih",)),
            Question(
                "putusan",
                chosen,
                anew=True,
                in_place=True,
                uses=("dibuka",),
                tells=screens.one,
                buttons=screens.one_buttons,
            ),
            Question("kata", reason, uses=("putusan",), when=_chose("tolak"), buttons=fixed(_BACK)),
            Question(
                "yakin",
                _sure,
                anew=True,
                uses=("putusan",),
                when=_chose("lepas"),
                tells=screens.named,
                buttons=fixed(_BACK),
            ),
            Gate("ditolak", gates.refuse, uses=("kata",), when=_chose("tolak")),
            Gate("dilepas", gates.release, uses=("yakin",), when=_chose("lepas")),
            Gate("ditarik", gates.take_back, uses=("putusan",), when=_chose("tarik")),
            End("beres", tells=screens.done, buttons=fixed(Run("button.lagi", "/mutasi"), TO_DESK)),
        ),
    )


def _chose(decision: str) -> Condition:
    return lambda answers: answers.get("putusan") == decision


def _sure(given: Input, asked: Asked) -> Any:  # noqa: ANN401 - any JSON value
    """The word that lets go: nothing else is so hard to undo."""
    del asked
    return confirmed(given, _WORD, "kata_lepas")
