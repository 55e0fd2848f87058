"""`/bantuan`: questions and answers, those that fit the step where the person is stuck before all; then a ticket."""

from bot.conversations.account.answers import instansi_words
from bot.conversations.bantuan import gates, screens
from bot.conversations.bantuan.answers import about, asked, story
from bot.conversations.bantuan.names import FRAUD, KINDS, NAME
from bot.conversations.filling.paper import paper
from bot.engine.effects import Goto, Pick
from bot.engine.flow import End, Flow, Gate, Question, Step, fixed
from bot.engine.parse import Answers, chosen
from bot.rules.questions import Questions


def bantuan_flow(questions: Questions) -> Flow:
    """The whole conversation; `asal`, where the person came from, is set by the command."""
    return Flow(
        NAME,
        (
            Gate("asal", lambda _context, _answers: {"step": ""}),
            Question("cari", asked, anew=True, uses=("asal",), buttons=screens.suggested(questions)),
            Gate("hasil", gates.search(questions), uses=("cari",), when=_has_words),
            Question(
                "pilih",
                chosen,
                anew=True,
                uses=("hasil",),
                when=_has_words,
                tells=screens.how_many,
                buttons=screens.found(questions),
            ),
            Question(
                "jawaban",
                chosen,
                anew=True,
                uses=("cari", "pilih"),
                when=lambda answers: bool(screens.question_of(answers)),
                tells=screens.answer(questions),
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
    cancel = Goto("button.batal", "cari")
    return (
        Question(
            "jenis",
            chosen,
            stage=stage,
            buttons=fixed(*(Pick(f"term.jenis_{kind}", kind) for kind in KINDS), cancel),
            shown=None,
        ),
        Question("tentang", about, stage=stage, when=_is_report, shown=str, buttons=fixed(cancel)),
        Question("cari_instansi", instansi_words, stage=stage, when=_is_report, shown=str, buttons=fixed(cancel)),
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
        Question("kata", story, stage=stage, shown=str, buttons=fixed(cancel)),
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
                cancel,
            ),
        ),
        Question(
            "berkas",
            paper,
            stage=stage,
            work="check_paper",
            args={"kind": "lampiran"},
            gathers=True,
            when=lambda _answers: False,
            buttons=fixed(Goto("button.tanpa_berkas", "kirim")),
        ),
        Gate("tercatat", gates.open_ticket, uses=("kirim",)),
        End("selesai", keeps_files=True, tells=screens.recorded, buttons=screens.way_back),
    )


def _is_report(answers: Answers) -> bool:
    return answers.get("jenis") == FRAUD


def _has_words(answers: Answers) -> bool:
    return str(answers.get("cari", "")).startswith("?")
