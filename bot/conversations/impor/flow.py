"""Import as a questionnaire: where the last one stands, a file, and the next; or the last one taken back."""

from typing import Any

from bot.conversations.impor.gates import look
from bot.conversations.impor.names import NAME, UNDO, WAY
from bot.conversations.instansi.names import TO_DESK
from bot.engine.effects import Button, Params, Pick, Run, Term
from bot.engine.flow import Flow, Gate, Page, Question, Return, fixed
from bot.engine.inputs import Choice, Input, Upload
from bot.engine.parse import Answers, Asked, Refusal

_AGAIN = Run("button.impor", f"/{NAME}")
_LARGEST = 20 * 1024 * 1024
"""What Telegram lets a bot download."""


def impor_flow() -> Flow:
    """One file after the other; each is answered by its job, and here with the way on."""
    return Flow(
        NAME,
        (
            Gate("meja", look, stale=lambda _outcome: True),
            Page("tutup", when=lambda answers: bool(answers["meja"]["tutup"]), tells=_closed, buttons=fixed(TO_DESK)),
            Page("tidak_ada", when=_has_nothing_to_undo, buttons=fixed(_AGAIN, TO_DESK)),
            Question(
                "yakin",
                _sure,
                when=_undoes,
                uses=("meja",),
                work="undo_import",
                tells=lambda answers: _figures(answers["meja"]["urung"]),
                buttons=fixed(Pick("button.ya_urungkan", "ya"), Run("button.tidak", f"/{NAME}")),
            ),
            Question(
                "berkas",
                _sheet,
                when=lambda answers: not _undoes(answers),
                uses=("meja",),
                work="import_roster",
                tells=_last,
                buttons=_ways,
            ),
            Return("berikutnya", to="meja", when=lambda answers: "berkas" in answers),
            Page("diurungkan", tells=_undone, buttons=fixed(_AGAIN, TO_DESK)),
        ),
    )


def _undoes(answers: Answers) -> bool:
    return bool(answers[WAY] == UNDO)


def _has_nothing_to_undo(answers: Answers) -> bool:
    return _undoes(answers) and "yakin" not in answers and not answers["meja"]["urung"]


def _sheet(given: Input, asked: Asked) -> dict[str, Any]:
    """The arguments of the job; the moment of sending is what the import is known by."""
    if not isinstance(given, Upload):
        raise Refusal("want_sheet")
    if given.size > _LARGEST:
        raise Refusal("lembar_terlalu_besar", size=given.size)
    instansi = asked.answers["meja"]["instansi"]
    return {"source": given.file, "size": given.size, "instansi": instansi, "at": asked.now.isoformat()}


def _sure(given: Input, asked: Asked) -> dict[str, Any]:
    if not isinstance(given, Choice):
        raise Refusal("want_button")
    meja = asked.answers["meja"]
    return {"impor": meja["urung"]["impor"], "instansi": meja["instansi"]}


def _closed(answers: Answers) -> Params:
    return {"sebab": Term(f"term.{answers['meja']['tutup']}")}


def _last(answers: Answers) -> Params:
    last = answers["meja"]["terakhir"]
    return {"terakhir": Term("term.terakhir", _figures(last)) if last else Term("term.belum_ada")}


def _figures(last: dict[str, Any]) -> Params:
    return {name: last[name] for name in ("at", "loaded", "updated", "unchanged", "refused")}


def _ways(answers: Answers) -> tuple[Button, ...]:
    undo = (Run("button.urungkan", f"/{NAME} {UNDO}"),) if answers.get("meja", {}).get("urung") else ()
    return (Run("button.templat", "/templat"), *undo, TO_DESK)


def _undone(answers: Answers) -> Params:
    done = answers["yakin"]
    kept = Term("term.tetap", {"count": done["tetap"]}) if done["tetap"] else Term("term.kosong")
    return {"keluar": done["keluar"], "kembali": done["kembali"], "tetap": kept}
