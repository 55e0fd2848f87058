"""The page Dokumen, as a questionnaire."""

from collections.abc import Mapping
from typing import Any

from bot.conversations.account.names import PICTURES
from bot.conversations.dokumen import gates
from bot.conversations.filling.paper import described, paper
from bot.conversations.filling.sizes import Sizes, telling, told
from bot.engine.effects import Button, Goto, Params, Pick, Run, View
from bot.engine.flow import Flow, Gate, Leave, Question, Return, fixed
from bot.engine.parse import Answers, chosen, uploaded

NAME = "dokumen"
_KEPT = {"ijazah", "kk", *PICTURES}
_MENU = Run("button.menu", "/masuk")
_BACK = Goto("button.kembali_dokumen", "dokumen")


def dokumen_flow(sizes: Sizes) -> Flow:
    """The whole page: what is kept goes into the record at once, and the page begins anew from there."""
    return Flow(
        NAME,
        (
            Gate("isian", gates.known, stale=lambda _outcome: True),
            Gate("simpan", gates.keep, uses=("isian",), when=lambda answers: bool(_KEPT & answers.keys())),
            Return("ulang", to="isian", when=lambda answers: "simpan" in answers),
            _paper("ijazah", sizes, asked=True),
            Question(
                "dokumen", chosen, anew=True, in_place=True, stage=NAME, uses=("isian",), tells=_told, buttons=_buttons
            ),
            _paper("kk", sizes, asked=False),
            *(_picture(kind, sizes) for kind in PICTURES),
            Gate("tandai", gates.confirm, uses=("dokumen",)),
            Leave("selanjutnya", to="masuk biodata"),
        ),
    )


def _paper(kind: str, sizes: Sizes, *, asked: bool) -> Question:
    return Question(
        kind,
        paper,
        work="check_paper",
        args={"kind": kind},
        gathers=True,
        uses=("isian",),
        known=lambda answers: answers.get("isian", {}).get(kind),
        buttons=lambda answers: (*_view(answers, kind), *(() if asked else (_BACK,)), _MENU),
        tells=lambda answers: {"now": described(answers.get("isian", {}).get(kind)), **told(sizes)},
        stage=NAME,
        when=lambda _answers: asked,
    )


def _picture(kind: str, sizes: Sizes) -> Question:
    """Sent anew where the record was given back for it."""
    return Question(
        kind,
        uploaded,
        work="check_picture",
        args={"kind": kind},
        uses=("isian",),
        tells=telling(sizes),
        buttons=fixed(_BACK, _MENU),
        stage=NAME,
        when=lambda _answers: False,
    )


def _told(answers: Answers) -> Params:
    return {kind: described(answers["isian"][kind]) for kind in ("ijazah", "kk")}


def _buttons(answers: Answers) -> tuple[Button, ...]:
    isian: dict[str, Any] = answers.get("isian", {})
    return (
        Pick("button.selanjutnya", "selanjutnya"),
        *_view(answers, "ijazah"),
        Goto("button.ganti_ijazah", "ijazah"),
        *_view(answers, "kk"),
        Goto("button.ganti_kk" if isian.get("kk") else "button.unggah_kk", "kk"),
        *_pictures(isian.get("pictures", {})),
        _MENU,
    )


def _pictures(kept: Mapping[str, str]) -> tuple[Button, ...]:
    """The pictures that are to be mended."""
    return tuple(
        button
        for kind, key in kept.items()
        for button in (
            View(f"button.lihat_{kind}", f"lihat_{kind}", ((key, f"view.{kind}"),)),
            Goto(f"button.ganti_{kind}", kind),
        )
    )


def _view(answers: Answers, kind: str) -> tuple[View, ...]:
    kept = answers.get("isian", {}).get(kind)
    return (View(f"button.lihat_{kind}", f"lihat_{kind}", ((kept["key"], f"view.{kind}"),)),) if kept else ()
