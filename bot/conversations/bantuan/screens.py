"""What the help's screens tell, and the questions as buttons."""

from collections.abc import Iterable
from typing import Final

from bot.conversations.bantuan import rules_in_force
from bot.conversations.bantuan.names import FRAUD
from bot.conversations.filling.sizes import Sizes
from bot.conversations.filling.sizes import told as of_sizes
from bot.engine.effects import Button, Goto, Params, Pick, Run, Term
from bot.engine.flow import Buttons, Teller
from bot.engine.parse import Answers
from bot.rules.eligibility import Terms
from bot.rules.questions import Question, Questions

_SUGGESTED: Final = 5
_TICKET: Final = Pick("button.buat_tiket", "+tiket")
"""No question has a `+` in its id."""


def question_of(questions: Questions, answers: Answers) -> Question | None:
    """The question that was chosen, from the suggestions or from what was found; None for a ticket."""
    said = str(answers.get("cari", ""))
    return questions.get(str(answers.get("pilih", "")) if said.startswith("?") else said)


def suggested(questions: Questions) -> Buttons:
    """What fits the step where the person came from, and the way to a ticket."""

    def made(answers: Answers) -> tuple[Button, ...]:
        return (*_picks(questions.for_step(*_origin(answers), _SUGGESTED)), _TICKET, *way_back(answers))

    return made


def way_back(answers: Answers) -> tuple[Button, ...]:
    """To where the person came from."""
    return (Run("button.kembali_mengisi", f"/lanjut {_origin(answers)[0]}".rstrip()),)


def _origin(answers: Answers) -> tuple[str, str]:
    """(flow, step) where the person came from."""
    flow, _, step = answers.get("asal", {}).get("step", "").partition(".")
    return flow, step


def found(questions: Questions) -> Buttons:
    """What the words found, another search, and the way to a ticket."""

    def made(answers: Answers) -> tuple[Button, ...]:
        ids: list[str] = answers.get("hasil", {}).get("found", [])
        known = (one for name in ids if (one := questions.get(name)))
        return (*_picks(known), Goto("button.cari_lagi", "cari"), _TICKET)

    return made


def answer(questions: Questions, sizes: Sizes) -> Teller:
    """The question and its answer, a text of its own: see `spoken.py`."""

    def told(answers: Answers) -> Params:
        chosen = question_of(questions, answers)
        assert chosen is not None
        # A draft from before the rules were kept there is by those of the letter.
        kept = answers.get("mulai", {}).get("aturan") or rules_in_force.kept(Terms())
        given = {**of_sizes(sizes), **rules_in_force.told(kept)}
        return {"question": chosen.title, "answer": Term(f"jawab.{chosen.id}", given)}

    return told


def kind(chosen: str) -> Term:
    """What a ticket is about."""
    return Term(f"term.jenis_{chosen}")


def found_instansi(answers: Answers) -> Params:
    """Whether an instansi was found by these words."""
    code = "term.instansi_ditemukan" if _instansi(answers) else "term.instansi_tidak_ditemukan"
    return {"result": Term(code, {"words": answers["cari_instansi"]})}


def instansi_buttons(answers: Answers) -> tuple[Button, ...]:
    """The instansi that were found, another search, or none."""
    picks = (Pick("button.temuan", str(instansi), {"nama": nama}) for instansi, nama in _instansi(answers))
    return (*picks, Goto("button.cari_lagi", "cari_instansi"), Pick("button.instansi_tidak_tahu", "0"))


def _instansi(answers: Answers) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = answers.get("hasil_instansi", {}).get("found", [])
    return found


def review(answers: Answers) -> Params:
    """The ticket as it will be sent."""
    file = answers.get("berkas")
    reported = answers["jenis"] == FRAUD
    return {
        "jenis": kind(answers["jenis"]),
        "kata": answers["kata"],
        "berkas": Term("term.ada_berkas", {"size": file["size"]}) if file else Term("term.tanpa_berkas"),
        "catatan": Term("term.catatan_laporan" if reported else "term.catatan_tiket"),
    }


def recorded(answers: Answers) -> Params:
    """The number of the ticket, or of the report."""
    outcome = answers["tercatat"]
    return {"tercatat": Term(f"term.{outcome['jenis']}_tercatat", {"nomor": outcome["nomor"]})}


def _picks(found: Iterable[Question]) -> tuple[Pick, ...]:
    return tuple(Pick("button.pertanyaan", one.id, {"title": one.title}) for one in found)
