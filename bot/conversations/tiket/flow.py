"""The desk as a questionnaire: choose a ticket, then an act; each act ends it, and the desk begins anew."""

from typing import Final

from bot.conversations.filling.paper import paper
from bot.conversations.tiket import account_help, acts, corrections, escalation, gates, screens, sights
from bot.conversations.tiket.answers import correction, dukcapil_answer, problem, reason, template_or_words
from bot.conversations.tiket.choosing import EVERYTHING, ticket_or_day
from bot.conversations.tiket.names import (
    ACCOUNT_HELP,
    CHANNELS,
    CORRECTED,
    DAY,
    NAME,
    PROBLEMS,
    REASONS,
    TEMPLATES,
)
from bot.engine.effects import Goto, Pick, Run
from bot.engine.flow import Condition, End, Flow, Gate, Page, Question, Step, fixed
from bot.engine.parse import Answers, chosen

_BACK: Final = Goto("button.ke_tiket", "tiket")


def tiket_flow() -> Flow:
    """The whole desk."""
    return Flow(
        NAME,
        (
            *_choosing(),
            *_the_day(),
            *_looking(),
            *_answering(),
            *_escalating(),
            *_correcting(),
            *_helping(),
            *_giving_away(),
            End("beres", keeps_files=True, tells=screens.done, buttons=screens.done_buttons),
        ),
    )


def _acting(act: str) -> Condition:
    return lambda answers: answers.get("tiket") == act


def _is_day(answers: Answers) -> bool:
    return answers.get("antrean") == DAY


def _has_ticket(answers: Answers) -> bool:
    return not _is_day(answers)


def _choosing() -> tuple[Step, ...]:
    """The queue, and the ticket that was taken from it."""
    return (
        Question(
            "saring",
            chosen,
            known=lambda _answers: EVERYTHING,
            in_place=True,
            shown=screens.chosen_filter,
            buttons=screens.filters,
        ),
        Gate("isian", gates.desk, uses=("saring",), stale=lambda _outcome: True),
        End(
            "bukan_petugas",
            when=lambda answers: not answers["isian"]["petugas"],
            buttons=fixed(Run("button.bantuan", "/bantuan")),
        ),
        Question(
            "antrean",
            ticket_or_day,
            anew=True,
            in_place=True,
            uses=("isian",),
            tells=screens.desk,
            buttons=screens.desk_buttons,
        ),
        Gate("dibuka", gates.take_or_open, uses=("antrean",), when=_has_ticket),
        Question(
            "tiket",
            chosen,
            anew=True,
            in_place=True,
            uses=("dibuka",),
            when=_has_ticket,
            tells=sights.ticket,
            buttons=sights.ticket_buttons,
        ),
    )


def _the_day() -> tuple[Step, ...]:
    """All that Dukcapil was not asked about yet, in one message."""
    return (
        Gate("kumpulan", escalation.gather, uses=("antrean",), when=_is_day),
        Question(
            "kirim_kumpulan",
            chosen,
            anew=True,
            uses=("kumpulan",),
            when=_is_day,
            tells=screens.day,
            buttons=screens.day_buttons,
        ),
        Gate("kumpulan_dikirim", escalation.note_batch, uses=("kirim_kumpulan",), when=_is_day),
    )


def _looking() -> tuple[Step, ...]:
    """Opening the identity, and reading what was said: each look is in the audit trail."""
    return (
        Gate("identitas", acts.identify, uses=("tiket",), when=_acting("identitas")),
        Page("lihat_identitas", when=_acting("identitas"), tells=sights.identity, buttons=fixed(_BACK)),
        Gate("percakapan", acts.read, uses=("tiket",), when=_acting("pesan")),
        Page("lihat_pesan", when=_acting("pesan"), tells=sights.conversation, buttons=sights.conversation_buttons),
    )


def _answering() -> tuple[Step, ...]:
    """Balas: a template, words or a file, in the worker's own chat."""
    templates = (Pick(f"button.templat_{name}", name) for name in TEMPLATES)
    return (
        Question(
            "balasan",
            template_or_words,
            uses=("tiket",),
            when=lambda answers: _acting("balas")(answers) and "lampiran" not in answers,
            tells=screens.numbered,
            buttons=fixed(*templates, Goto("button.lampirkan", "lampiran"), _BACK),
        ),
        Question(
            "lampiran",
            paper,
            work="check_paper",
            args={"kind": "lampiran"},
            gathers=True,
            uses=("tiket",),
            when=lambda _answers: False,
            tells=screens.numbered,
            buttons=fixed(_BACK),
        ),
        Gate("dibalas", acts.answer, uses=("lampiran", "balasan"), when=_acting("balas")),
    )


def _escalating() -> tuple[Step, ...]:
    """Eskalasi ke Dukcapil: the message in Dukcapil's form, and what came back."""
    return (
        Question(
            "masalah",
            problem,
            uses=("tiket",),
            when=_acting("eskalasi"),
            shown=str,
            tells=screens.numbered,
            buttons=fixed(*(Pick(f"button.masalah_{name}", name) for name in PROBLEMS), _BACK),
        ),
        Gate("pesan_dukcapil", escalation.write, uses=("masalah", "tiket"), when=_acting("eskalasi")),
        Question(
            "eskalasi",
            chosen,
            anew=True,
            uses=("pesan_dukcapil",),
            when=_acting("eskalasi"),
            tells=screens.escalation,
            buttons=fixed(*(Pick(f"button.terkirim_{channel}", channel) for channel in CHANNELS), _BACK),
        ),
        Gate("dikirim", escalation.note_sent, uses=("eskalasi",), when=_acting("eskalasi")),
        Question(
            "jawaban_dukcapil",
            dukcapil_answer,
            uses=("tiket",),
            when=_acting("jawaban_dukcapil"),
            tells=screens.numbered,
            buttons=fixed(_BACK),
        ),
        Gate("dijawab", escalation.note_answer, uses=("jawaban_dukcapil",), when=_acting("jawaban_dukcapil")),
    )


def _correcting() -> tuple[Step, ...]:
    """A correction that Dukcapil confirmed: the instansi is asked for its consent."""
    return (
        Question(
            "bidang",
            chosen,
            uses=("tiket",),
            when=_acting("koreksi"),
            shown=screens.field,
            tells=screens.numbered,
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
            anew=True,
            uses=("tiket",),
            when=_acting("akun"),
            tells=screens.numbered,
            buttons=fixed(*(Pick(f"button.akun_{kind}", kind) for kind in ACCOUNT_HELP), _BACK),
        ),
        Gate("dibantu", account_help.help_account, uses=("bantu",), when=_acting("akun")),
    )


def _giving_away() -> tuple[Step, ...]:
    """To another officer, back to the queue, or done with."""
    return (
        Gate("petugas_lain", gates.others, uses=("tiket",), when=_acting("serahkan")),
        Question(
            "kepada",
            chosen,
            anew=True,
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
            tells=screens.numbered,
            buttons=fixed(*(Pick(f"button.alasan_{name}", name) for name in REASONS), _BACK),
        ),
        Gate("diselesaikan", acts.solve, uses=("alasan",), when=_acting("selesai")),
    )
