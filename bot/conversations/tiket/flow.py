"""The desk as a questionnaire: choose a ticket, then an act; what was done is in the store, and the desk begins anew."""

from typing import Final

from bot.conversations.bantuan.answers import message
from bot.conversations.filling.paper import paper
from bot.conversations.tiket import acts, corrections, gates, screens
from bot.conversations.tiket.answers import correction, dukcapil_answer, reason, template_or_words
from bot.conversations.tiket.names import ACCOUNT_HELP, CHANNELS, CORRECTED, NAME, REASONS, TEMPLATES
from bot.engine.effects import Goto, Pick
from bot.engine.flow import Condition, Flow, Gate, Leave, Page, Question, Return, Step, fixed
from bot.engine.parse import chosen

_BACK: Final = Goto("button.ke_tiket", "tiket")
_DONE: Final = (
    "dibalas", "dikirim", "dijawab", "diminta", "dibantu", "diserahkan", "dilepas", "diselesaikan",
)  # fmt: skip
"""The gates after which the desk begins anew."""


def tiket_flow() -> Flow:
    """The whole desk."""
    return Flow(
        NAME,
        (
            Question("saring", chosen, known=lambda _answers: "semua", in_place=True, buttons=screens.filters),
            Gate("isian", gates.desk, uses=("saring",), stale=lambda _outcome: True),
            Return("ulang", to="isian", when=lambda answers: any(name in answers for name in _DONE)),
            Page("bukan_petugas", when=lambda answers: not answers["isian"]["petugas"]),
            Question(
                "antrean", chosen, in_place=True, uses=("isian",), tells=screens.desk, buttons=screens.desk_buttons
            ),
            Gate("dibuka", gates.take_or_open, uses=("antrean",)),
            Question(
                "tiket",
                chosen,
                anew=True,
                in_place=True,
                uses=("dibuka",),
                tells=screens.ticket,
                buttons=screens.ticket_buttons,
            ),
            *_looking(),
            *_answering(),
            *_escalating(),
            *_correcting(),
            *_helping(),
            *_giving_away(),
            Leave("habis", to="tiket"),
        ),
    )


def _acting(act: str) -> Condition:
    return lambda answers: answers.get("tiket") == act


def _looking() -> tuple[Step, ...]:
    """Opening the identity, and reading what was said: each look is in the audit trail."""
    return (
        Gate("identitas", acts.identify, uses=("tiket",), when=_acting("identitas")),
        Page("lihat_identitas", when=_acting("identitas"), tells=screens.identity, buttons=fixed(_BACK)),
        Gate("percakapan", acts.read, uses=("tiket",), when=_acting("pesan")),
        Page("lihat_pesan", when=_acting("pesan"), tells=screens.conversation, buttons=screens.conversation_buttons),
    )


def _answering() -> tuple[Step, ...]:
    """Balas: a template, words or a file, in the worker's own chat."""
    return (
        Question(
            "balasan",
            template_or_words,
            uses=("tiket",),
            when=lambda answers: _acting("balas")(answers) and "lampiran" not in answers,
            buttons=fixed(
                *(Pick(f"button.templat_{name}", name) for name in TEMPLATES), Goto("button.lampirkan", "lampiran"), _BACK
            ),
        ),
        Question(
            "lampiran",
            paper,
            work="check_paper",
            args={"kind": "lampiran"},
            gathers=True,
            uses=("tiket",),
            when=lambda _answers: False,
            buttons=fixed(_BACK),
        ),
        Gate("dibalas", acts.answer, uses=("balasan", "lampiran"), when=_acting("balas")),
    )


def _escalating() -> tuple[Step, ...]:
    """Eskalasi ke Dukcapil: the message in Dukcapil's form, and what came back."""
    return (
        Question("masalah", message, uses=("tiket",), when=_acting("eskalasi"), buttons=fixed(_BACK)),
        Gate("pesan_dukcapil", acts.write_to_dukcapil, uses=("masalah",), when=_acting("eskalasi")),
        Question(
            "eskalasi",
            chosen,
            anew=True,
            uses=("pesan_dukcapil",),
            when=_acting("eskalasi"),
            tells=screens.escalation,
            buttons=fixed(*(Pick(f"button.terkirim_{channel}", channel) for channel in CHANNELS), _BACK),
        ),
        Gate("dikirim", acts.note_sent, uses=("eskalasi",), when=_acting("eskalasi")),
        Question(
            "jawaban_dukcapil", dukcapil_answer, uses=("tiket",), when=_acting("jawaban_dukcapil"), buttons=fixed(_BACK)
        ),
        Gate("dijawab", acts.note_answer, uses=("jawaban_dukcapil",), when=_acting("jawaban_dukcapil")),
    )


def _correcting() -> tuple[Step, ...]:
    """A correction that Dukcapil confirmed: the instansi is asked for its consent."""
    return (
        Question(
            "bidang",
            chosen,
            uses=("tiket",),
            when=_acting("koreksi"),
            buttons=fixed(*(Pick(f"field.{field}", field) for field in CORRECTED), _BACK),
        ),
        Question(
            "nilai",
            correction,
            uses=("bidang",),
            when=_acting("koreksi"),
            tells=screens.corrected_field,
            buttons=fixed(_BACK),
        ),
        Gate("diminta", corrections.ask, uses=("nilai",), when=_acting("koreksi")),
    )


def _helping() -> tuple[Step, ...]:
    """Account help: unlock, a one-time link, another Telegram."""
    return (
        Question(
            "bantu",
            chosen,
            uses=("tiket",),
            when=_acting("akun"),
            buttons=fixed(*(Pick(f"button.akun_{kind}", kind) for kind in ACCOUNT_HELP), _BACK),
        ),
        Gate("dibantu", acts.help_account, uses=("bantu",), when=_acting("akun")),
    )


def _giving_away() -> tuple[Step, ...]:
    """To another officer, back to the queue, or done with."""
    return (
        Gate("petugas_lain", acts.others, uses=("tiket",), when=_acting("serahkan")),
        Question(
            "kepada",
            chosen,
            uses=("petugas_lain",),
            when=_acting("serahkan"),
            tells=screens.other_officers,
            buttons=screens.other_officer_buttons,
        ),
        Gate("diserahkan", acts.hand_over, uses=("kepada",), when=_acting("serahkan")),
        Gate("dilepas", acts.put_back, uses=("tiket",), when=_acting("lepas")),
        Question(
            "alasan",
            reason,
            uses=("tiket",),
            when=_acting("selesai"),
            buttons=fixed(*(Pick(f"button.alasan_{name}", name) for name in REASONS), _BACK),
        ),
        Gate("diselesaikan", acts.solve, uses=("alasan",), when=_acting("selesai")),
    )
