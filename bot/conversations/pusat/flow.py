"""The desk of pusat as a questionnaire: the menu or a search, an instansi, an act; each act ends it."""

from bot.conversations.pusat import answers as an
from bot.conversations.pusat import gates, screens
from bot.conversations.pusat.names import ADD, DEADLINE, LIST, NAME, REOPEN, SOUGHT
from bot.engine.effects import Button
from bot.engine.flow import End, Flow, Gate, Question, Step, fixed
from bot.engine.parse import Answers, chosen

_MENU: tuple[Button, ...] = (screens.TO_MENU,)


def pusat_flow() -> Flow:
    """`mulai` is set by the command: the words that are sought, and from which instansi on the list is shown."""
    return Flow(
        NAME,
        (
            Gate("mulai", lambda _context, _answers: {"kata": "", "dari": 0, "cari": False}),
            Gate("isian", gates.overview, uses=("mulai",), when=_from_menu, stale=lambda _outcome: True),
            Question(
                "menu",
                an.menu_or_words,
                anew=True,
                in_place=True,
                uses=("isian",),
                when=_from_menu,
                tells=screens.overview,
                buttons=screens.menu,
            ),
            *_adding(),
            *_finding(),
            *_ending_on_a_day(),
            *_reopening(),
            End("beres", tells=screens.done, buttons=screens.done_buttons),
        ),
    )


def _from_menu(answers: Answers) -> bool:
    return not answers.get("mulai", {}).get("cari")


def _adds(answers: Answers) -> bool:
    return answers.get("menu") == ADD


def _seeks(answers: Answers) -> bool:
    return not _from_menu(answers) or str(answers.get("menu", "")).startswith((LIST, SOUGHT))


def _must_choose(answers: Answers) -> bool:
    """Whoever seeks and finds only one stands before it at once."""
    return _seeks(answers) and answers["temuan"]["jumlah"] != 1


def _sets_deadline(answers: Answers) -> bool:
    return DEADLINE in {answers.get("menu"), answers.get("tindakan")}


def _reopens(answers: Answers) -> bool:
    return answers.get("tindakan") == REOPEN


def _adding() -> tuple[Step, ...]:
    return (
        Question("kode", an.kode, uses=("menu",), when=_adds, shown=str, buttons=fixed(*_MENU)),
        Question("nama", an.nama, uses=("menu",), when=_adds, shown=str, buttons=fixed(*_MENU)),
        Gate("ditambah", gates.add, uses=("nama", "kode"), when=_adds),
    )


def _finding() -> tuple[Step, ...]:
    """The list, and one instansi of it."""
    return (
        Gate("temuan", gates.search, uses=("menu", "mulai"), when=_seeks),
        Question(
            "instansi",
            chosen,
            anew=True,
            in_place=True,
            uses=("temuan",),
            when=_must_choose,
            tells=screens.found,
            buttons=screens.found_buttons,
        ),
        Gate("kartu", gates.card, uses=("instansi", "temuan"), when=_seeks, stale=lambda _outcome: True),
        Question(
            "tindakan",
            chosen,
            anew=True,
            in_place=True,
            uses=("kartu",),
            when=_seeks,
            tells=screens.card,
            buttons=screens.card_buttons,
        ),
    )


def _ending_on_a_day() -> tuple[Step, ...]:
    """Batas waktu, of one instansi or of all."""
    return (
        Question(
            "tanggal",
            an.deadline,
            uses=("menu", "tindakan"),
            when=_sets_deadline,
            shown=screens.shown_deadline,
            tells=screens.whose_deadline,
            buttons=screens.deadline_buttons,
        ),
        Gate("batas_dilihat", gates.look_at_deadline, uses=("tanggal",), when=_sets_deadline),
        Question(
            "pasti",
            an.sure,
            anew=True,
            uses=("batas_dilihat",),
            when=_sets_deadline,
            tells=screens.confirmation,
            buttons=screens.confirmation_buttons,
        ),
        Gate("batas_ditetapkan", gates.set_deadline, uses=("pasti",), when=_sets_deadline),
    )


def _reopening() -> tuple[Step, ...]:
    """Buka kembali: a reason, then the kode, which nobody types by mistake."""
    return (
        Question(
            "alasan",
            an.reason,
            uses=("tindakan",),
            when=_reopens,
            shown=str,
            tells=screens.reopening,
            buttons=fixed(*_MENU),
        ),
        Question(
            "ketik_kode",
            an.kode_again,
            anew=True,
            uses=("alasan",),
            when=_reopens,
            tells=screens.reopening,
            buttons=fixed(*_MENU),
        ),
        Gate("dibuka", gates.reopen, uses=("ketik_kode",), when=_reopens),
    )
