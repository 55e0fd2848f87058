"""`/cari`: by NIK or by words, then a card, and from there what may be looked at and done."""

from typing import Final

from bot.conversations.cari import answers as an
from bot.conversations.cari import card, gates, screens
from bot.conversations.cari.names import NAME
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.instansi.turning import awal, chosen_line, turned
from bot.engine.effects import Goto, Pick, Run
from bot.engine.flow import Condition, Flow, Gate, Page, Question, Step, fixed
from bot.engine.parse import Answers, chosen

_TO_CARD: Final = Goto("button.ke_kartu", "kartu")
_ANEW: Final = Goto("button.ke_kartu", "dibuka")


def cari_flow() -> Flow:
    """The whole conversation."""
    return Flow(NAME, (*_searching(), *_looking(), *_changing(), *_removing()))


def _searching() -> tuple[Step, ...]:
    return (
        Gate("meja", gates.begin),
        Question("kata", an.words, work="search_workers", shown=screens.searched, buttons=fixed(TO_DESK)),
        Gate("hasil", gates.found, uses=("kata",), stale=lambda _outcome: True),
        Page(
            "tidak_ada",
            when=lambda answers: not answers.get("hasil", {}).get("daftar"),
            tells=screens.nobody,
            buttons=fixed(Goto("button.cari_lain", "kata"), Run("button.tambah", "/tambah"), TO_DESK),
        ),
        *turned("daftar"),
        Question(
            "daftar",
            chosen,
            anew=True,
            in_place=True,
            uses=("kata", awal("daftar")),
            tells=screens.results,
            buttons=screens.result_buttons,
        ),
    )


def _looking() -> tuple[Step, ...]:
    """The card, the numbers in full, and the trail."""
    return (
        Gate("dibuka", gates.opened, uses=("daftar",), when=_is_chosen, stale=lambda _outcome: True),
        Question(
            "kartu",
            chosen,
            anew=True,
            in_place=True,
            uses=("dibuka",),
            tells=card.told,
            buttons=screens.card_buttons,
        ),
        Gate("nomor", gates.numbers, uses=("kartu",), when=_chose("nomor"), stale=lambda _outcome: True),
        Page("lihat_nomor", when=_chose("nomor"), tells=screens.numbers, buttons=fixed(_TO_CARD)),
        Gate("catatan", gates.history, uses=("kartu",), when=_chose("catatan"), stale=lambda _outcome: True),
        *turned("lihat_catatan", _chose("catatan")),
        Question(
            "lihat_catatan",
            chosen,
            anew=True,
            in_place=True,
            uses=("catatan", awal("lihat_catatan")),
            when=_chose("catatan"),
            tells=screens.history,
            buttons=screens.history_buttons,
        ),
    )


def _changing() -> tuple[Step, ...]:
    """Ubah: one column at a time."""
    return (
        Gate("isi", gates.row, uses=("kartu",), when=_chose("ubah"), stale=lambda _outcome: True),
        Question(
            "kolom", chosen, anew=True, in_place=True, uses=("isi",), when=_chose("ubah"), buttons=screens.columns
        ),
        Question(
            "nilai",
            an.value,
            uses=("kolom",),
            when=_chose("ubah"),
            tells=screens.asked,
            buttons=screens.value_buttons,
        ),
        Gate("diubah", gates.change, uses=("nilai",), when=_chose("ubah")),
        Page("sudah_diubah", when=_chose("ubah"), tells=screens.changed, buttons=fixed(_ANEW)),
    )


def _removing() -> tuple[Step, ...]:
    """Hapus: asked once more."""
    return (
        Question(
            "yakin_hapus",
            chosen,
            anew=True,
            in_place=True,
            uses=("kartu",),
            when=_chose("hapus"),
            tells=screens.whose,
            buttons=fixed(Pick("button.ya_hapus", "ya"), Goto("button.tidak_jadi", "kartu")),
        ),
        Gate("dihapus", gates.remove, uses=("yakin_hapus",), when=_chose("hapus")),
        Page(
            "sudah_dihapus",
            tells=screens.removed,
            buttons=fixed(Goto("button.cari_lain", "kata"), TO_DESK),
        ),
    )


def _is_chosen(answers: Answers) -> bool:
    return bool(chosen_line(answers, "daftar"))


def _chose(act: str) -> Condition:
    return lambda answers: answers.get("kartu") == act
