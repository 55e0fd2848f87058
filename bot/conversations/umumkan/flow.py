"""Umumkan as a questionnaire: to whom, which words, a preview, and then it is sent."""

from typing import Any, Final
from unicodedata import category

from bot.conversations.context import Context
from bot.conversations.instansi.access import instansi_of
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.umumkan.telling import NAME, preview
from bot.engine.effects import Button, Goto, Params, Pick, Term
from bot.engine.flow import End, Flow, Gate, Page, Question, fixed
from bot.engine.inputs import Input, Text
from bot.engine.parse import Answers, Asked, Refusal, chosen
from bot.rules.clock import wib
from bot.rules.reminders import awake_at, is_quiet, start_of_day
from storage import announcements, audiences, roster
from storage.announcements import A_DAY, AnnouncementError
from storage.broadcasts import ANNOUNCEMENTS

SHORTEST: Final = 5
LONGEST: Final = 3000
"""In UTF-16 code units, by which Telegram counts: 4,096 with the instansi's name and what stands around a preview."""
_JOINER: Final = "\u200d"
"""Makes one emoji of several."""


def umumkan_flow() -> Flow:
    """The words may be changed until they are sent; what was typed stays if one leaves in between."""
    return Flow(
        NAME,
        (
            Gate("isian", _known, stale=lambda _outcome: True),
            Page("habis", when=_is_used_up, tells=lambda _answers: {"max": A_DAY}, buttons=fixed(TO_DESK)),
            Page("tanpa_pekerja", when=_has_nobody, buttons=fixed(TO_DESK)),
            Question("kepada", chosen, tells=_offers, buttons=_to_whom, shown=_audience),
            Question("pesan", _words, tells=_whom, shown=str),
            Gate("penerima", _counted, uses=("kepada", "pesan"), stale=lambda _outcome: True),
            Question(
                "kirim",
                chosen,
                anew=True,
                uses=("penerima",),
                tells=_previewed,
                buttons=fixed(
                    Pick("button.kirim", "kirim"),
                    Goto("button.ubah", "pesan"),
                    Goto("button.ganti_penerima", "kepada"),
                    Pick("button.batal", "batal"),
                ),
            ),
            Gate("dikirim", _send, uses=("kirim",), when=lambda answers: answers.get("kirim") == "kirim"),
            End("terkirim", when=lambda answers: "dikirim" in answers, tells=_begun, buttons=fixed(TO_DESK)),
            End("batal", buttons=fixed(TO_DESK)),
        ),
    )


def _known(context: Context, answers: Answers) -> dict[str, Any]:
    """Whose desk it is, how many workers there are of each kind, and how many messages are left today."""
    del answers
    instansi = roster.instansi_by_id(context.session, instansi_of(context))
    return {
        "instansi": instansi.id,
        "nama": instansi.nama,
        "sisa": announcements.left(context.session, instansi.id, start_of_day(context.now)),
        "jumlah": {kind: audiences.size(context.session, kind, instansi.id) for kind in ANNOUNCEMENTS},
    }


def _is_used_up(answers: Answers) -> bool:
    return not answers["isian"]["sisa"]


def _has_nobody(answers: Answers) -> bool:
    return not any(answers["isian"]["jumlah"].values())


def _offers(answers: Answers) -> Params:
    return {"instansi": answers["isian"]["nama"], "left": answers["isian"]["sisa"]}


def _to_whom(answers: Answers) -> tuple[Button, ...]:
    counts: dict[str, int] = answers.get("isian", {}).get("jumlah", {})
    return tuple(Pick(f"button.kepada_{kind}", kind, {"count": count}) for kind, count in counts.items() if count)


def _audience(kind: str) -> Term:
    return Term(f"term.kepada_{kind}")


def _whom(answers: Answers) -> Params:
    return {"kepada": _audience(answers["kepada"]), "max": LONGEST}


def _words(given: Input, asked: Asked) -> str:
    """The words, their lines kept; blanks and empty lines that are too many go, and what is pasted along unseen."""
    del asked
    if not isinstance(given, Text):
        raise Refusal("want_text")
    seen = "".join(one for one in given.text if one == _JOINER or category(one) != "Cf")
    lines = [" ".join(line.split()) for line in seen.strip().splitlines()]
    kept = [line for number, line in enumerate(lines) if line or lines[number - 1]]
    said = "\n".join(kept)
    if len(said) < SHORTEST:
        raise Refusal("text_too_short", min=SHORTEST)
    if len(said.encode("utf-16-le")) // 2 > LONGEST:
        raise Refusal("text_too_long", max=LONGEST)
    plain = said.replace(_JOINER, "").replace("\n", "")
    if not plain.isprintable() or not any(map(str.isalnum, plain)):
        raise Refusal("text_characters")
    return said


def _counted(context: Context, answers: Answers) -> dict[str, Any]:
    """To how many it would go now, and when it would begin to, if not at once."""
    count = audiences.size(context.session, answers["kepada"], answers["isian"]["instansi"])
    return {"jumlah": count, "mulai": wib(awake_at(context.now)) if is_quiet(context.now) else ""}


def _previewed(answers: Answers) -> Params:
    told: dict[str, Any] = answers["penerima"]
    return {
        "count": told["jumlah"],
        "kepada": _audience(answers["kepada"]),
        "pratinjau": preview(answers["isian"]["nama"], answers["pesan"]),
        "kapan": _when(told["mulai"]),
    }


def _when(begins: str) -> Term:
    return Term("term.nanti", {"at": begins}) if begins else Term("term.sekarang")


def _send(context: Context, answers: Answers) -> dict[str, Any]:
    """It is begun; or why not, and the preview again."""
    try:
        count = announcements.announce(
            context.session,
            context.vault,
            context.person,
            answers["isian"]["instansi"],
            answers["kepada"],
            answers["pesan"],
            start_of_day(context.now),
            context.now,
        )
    except AnnouncementError as error:
        return {"refused": error.code, "params": {}}
    return {"jumlah": count, "mulai": wib(awake_at(context.now)) if is_quiet(context.now) else ""}


def _begun(answers: Answers) -> Params:
    told: dict[str, Any] = answers["dikirim"]
    return {
        "count": told["jumlah"],
        "kapan": Term("term.dikirim_nanti", {"at": told["mulai"]}) if told["mulai"] else Term("term.dikirim_sekarang"),
    }
