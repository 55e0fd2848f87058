"""`/bantuan`: questions and answers, those that fit the step where the person is stuck before all; then a ticket."""

from bot.conversations.account.answers import instansi_words
from bot.conversations.bantuan import gates, screens
from bot.conversations.bantuan.answers import OF_KIND, about, asked, kind, story
from bot.conversations.bantuan.names import FRAUD, KINDS, NAME
from bot.conversations.filling.paper import paper
from bot.conversations.filling.sizes import Sizes
from bot.engine.effects import Goto, Pick
from bot.engine.flow import End, Flow, Gate, Question, Step, fixed
from bot.engine.parse import Answers, chosen
from bot.rules.questions import Questions

_CANCEL = Goto("button.batal", "mulai")


def bantuan_flow(questions: Questions, sizes: Sizes) -> Flow:
    """The whole conversation; `asal`, where the person came from, is set by the command."""
    return Flow(
        NAME,
        (
            Gate("asal", lambda _context, _answers: {"step": ""}),
            # Whoever goes back to this gate begins anew.
            Gate("mulai", gates.begin, uses=("asal",)),
            Question("cari", asked, anew=True, uses=("mulai",), buttons=screens.suggested(questions)),
            Gate("hasil", gates.search(questions), uses=("cari",), when=_has_words),
            Question(
                "pilih",
                chosen,
                anew=True,
                uses=("hasil",),
                when=_has_words,
                tells=lambda answers: {"words": answers["cari"][1:]},
                buttons=screens.found(questions),
            ),
            Question(
                "jawaban",
                chosen,
                anew=True,
                uses=("cari", "pilih"),
                when=lambda answers: screens.question_of(questions, answers) is not None,
                tells=screens.answer(questions, sizes),
                buttons=fixed(
                    Pick("button.membantu", "membantu"),
                    Pick("button.belum", "belum"),
                    Goto("button.tanya_lain", "cari"),
                ),
            ),
            End("membantu", when=lambda answers: answers.get("jawaban") == "membantu", buttons=screens.way_back),
            *_ticket(),
        ),
    )


def _ticket() -> tuple[Step, ...]:
    """A ticket with everything already known filled in."""
    stage = "tiket"
    return (
        Question(
            "jenis",
            kind,
            stage=stage,
            uses=("mulai",),
            buttons=fixed(*(Pick(f"term.jenis_{name}", f"{OF_KIND}{name}") for name in KINDS), _CANCEL),
            shown=screens.kind,
        ),
        *_reported(stage),
        Question("kata", story, stage=stage, uses=("mulai",), shown=str, buttons=fixed(_CANCEL)),
        Question(
            "kirim",
            chosen,
            anew=True,
            stage=stage,
            uses=("jenis", "kata"),
            tells=screens.review,
            buttons=fixed(
                Pick("button.kirim", "kirim"),
                Goto("button.lampirkan", "berkas"),
                Goto("button.ubah_kata", "kata"),
                Goto("button.ubah_jenis", "jenis"),
                _CANCEL,
            ),
        ),
        Question(
            "berkas",
            paper,
            stage=stage,
            uses=("mulai",),
            work="check_paper",
            args={"kind": "lampiran"},
            gathers=True,
            when=lambda _answers: False,
            buttons=fixed(Goto("button.kembali", "kirim")),
        ),
        Gate("tercatat", gates.send, uses=("kirim",)),
        End("selesai", keeps_files=True, tells=screens.recorded, buttons=screens.way_back),
    )


def _reported(stage: str) -> tuple[Step, ...]:
    """Of a report: whom it is about, and where that person works."""
    return (
        Question("tentang", about, stage=stage, uses=("jenis",), when=_is_report, shown=str, buttons=fixed(_CANCEL)),
        Question(
            "cari_instansi",
            instansi_words,
            stage=stage,
            uses=("jenis",),
            when=_is_report,
            shown=str,
            buttons=fixed(_CANCEL),
        ),
        Gate("hasil_instansi", gates.search_instansi, uses=("cari_instansi",), when=_is_report),
        Question(
            "instansi",
            chosen,
            anew=True,
            uses=("hasil_instansi",),
            when=_is_report,
            tells=screens.found_instansi,
            buttons=screens.instansi_buttons,
        ),
    )


def _is_report(answers: Answers) -> bool:
    return answers.get("jenis") == FRAUD


def _has_words(answers: Answers) -> bool:
    return str(answers.get("cari", "")).startswith("?")
