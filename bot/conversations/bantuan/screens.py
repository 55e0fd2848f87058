"""What the help's screens tell, and the questions as buttons."""

from typing import Final

from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.flow import Buttons, Teller
from bot.engine.parse import Answers
from bot.rules.questions import Question, Questions

_SUGGESTED: Final = 5
_TICKET: Final = Goto("button.buat_tiket", "jenis")


def question_of(answers: Answers) -> str:
    """The id of the question that was chosen, from the suggestions or from what was found."""
    said = str(answers.get("cari", ""))
    return str(answers.get("pilih", "")) if said.startswith("?") else said


def suggested(questions: Questions) -> Buttons:
    """What fits the step where the person came from, and the way to a ticket."""

    def made(answers: Answers) -> tuple[Button, ...]:
        flow, step = _origin(answers)
        return (*_picks(questions.for_step(flow, step, _SUGGESTED)), _TICKET, *way_back(answers))

    return made


def way_back(answers: Answers) -> tuple[Button, ...]:
    """To where the person came from."""
    flow = _origin(answers)[0]
    return (Run("button.kembali_mengisi", f"/lanjut {flow}".rstrip()),)


def _origin(answers: Answers) -> tuple[str, str]:
    """(flow, step) where the person came from."""
    flow, _, step = answers.get("asal", {}).get("step", "").partition(".")
    return flow, step


def found(questions: Questions) -> Buttons:
    """What the words found, another search, and the way to a ticket."""

    def made(answers: Answers) -> tuple[Button, ...]:
        ids: list[str] = answers.get("hasil", {}).get("found", [])
        return (
            *_picks([one for name in ids if (one := questions.get(name))]),
            Goto("button.cari_lagi", "cari"),
            _TICKET,
        )

    return made


def how_many(answers: Answers) -> Params:
    """Whether anything was found."""
    found = answers["hasil"]["found"]
    return {"result": Term("term.ditemukan" if found else "term.tidak_ditemukan", {"words": answers["cari"][1:]})}


def answer(questions: Questions) -> Teller:
    """The question and its answer, a text of its own: see `spoken.py`."""

    def told(answers: Answers) -> Params:
        chosen = questions.get(question_of(answers))
        assert chosen is not None
        return {"question": chosen.title, "answer": Term(f"jawab.{chosen.id}")}

    return told


def found_instansi(answers: Answers) -> Params:
    """Whether an instansi was found by these words."""
    found = answers.get("hasil_instansi", {}).get("found")
    code = "term.instansi_ditemukan" if found else "term.instansi_tidak_ditemukan"
    return {"result": Term(code, {"words": answers["cari_instansi"]})}


def instansi_buttons(answers: Answers) -> tuple[Button, ...]:
    """The instansi that were found, another search, or none."""
    found: list[tuple[int, str]] = answers.get("hasil_instansi", {}).get("found", [])
    picks = (Pick("button.temuan", str(instansi), {"nama": nama}) for instansi, nama in found)
    return (*picks, Goto("button.cari_lagi", "cari_instansi"), Pick("button.instansi_tidak_tahu", "0"))


def review(answers: Answers) -> Params:
    """The ticket as it will be sent."""
    file = answers.get("berkas")
    return {
        "jenis": Term(f"term.jenis_{answers['jenis']}"),
        "kata": answers["kata"],
        "berkas": Term("term.ada_berkas", {"size": file["size"]}) if file else Term("term.tanpa_berkas"),
    }


def recorded(answers: Answers) -> Params:
    """The number of the ticket, or of the report."""
    outcome = answers["tercatat"]
    code = "term.laporan_tercatat" if outcome["laporan"] else "term.tiket_tercatat"
    return {"tercatat": Term(code, {"nomor": outcome["nomor"]})}


def _picks(found: list[Question]) -> tuple[Pick, ...]:
    return tuple(Pick("button.pertanyaan", one.id, {"title": one.title}) for one in found)
