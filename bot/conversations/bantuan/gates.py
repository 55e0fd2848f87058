"""Where the questions are searched, and the ticket or the report is recorded."""

from collections.abc import Callable
from typing import Any

from bot.conversations.balas.telling import number_of, tell_holder
from bot.conversations.bantuan import rules_in_force
from bot.conversations.bantuan.known import known
from bot.conversations.bantuan.names import FRAUD
from bot.conversations.context import Context
from bot.conversations.laporan.handlers import tell_pusat
from bot.engine.parse import Answers
from bot.rules.nik import LENGTH
from bot.rules.questions import Questions
from storage import fraud, roster, ticket_state, tickets
from storage.ticket_words import Attached


def begin(context: Context, answers: Answers) -> dict[str, Any]:
    """What the answers tell of the rules: whoever has begun to read goes on with those that they were shown."""
    del answers
    return {"aturan": rules_in_force.kept(context.terms)}


def search(questions: Questions) -> Callable[[Context, Answers], dict[str, Any]]:
    """The ids of what the words may ask; refused with `tidak_ditemukan` (words) where that is nothing."""

    def found(context: Context, answers: Answers) -> dict[str, Any]:
        del context
        words: str = answers["cari"][1:]
        ids = [one.id for one in questions.search(words)]
        return {"found": ids} if ids else {"refused": "tidak_ditemukan", "params": {"words": words}}

    return found


def search_instansi(context: Context, answers: Answers) -> dict[str, Any]:
    """The instansi whose name or code has the typed words: `found` as [id, name]."""
    found = roster.search_instansi(context.session, answers["cari_instansi"])
    return {"found": [[instansi.id, instansi.nama] for instansi in found]}


def send(context: Context, answers: Answers) -> dict[str, Any]:
    """Record what was written: `nomor`, and as `jenis` whether it is a laporan, a new tiket, or in an open one."""
    kept = answers.get("berkas")
    file = Attached(kept["file"], kept["form"]) if kept else None
    return _report(context, answers, file) if answers["jenis"] == FRAUD else _open(context, answers, file)


def _open(context: Context, answers: Answers, file: Attached | None) -> dict[str, Any]:
    """A ticket with everything already known filled in; an open one of the kind takes it, and its holder hears."""
    facts = known(context, answers["asal"]["step"].partition(".")[0])
    kind, words = answers["jenis"], answers["kata"]
    opened = tickets.open_ticket(context.session, context.vault, context.person, kind, facts, context.now, words, file)
    tell_holder(context, ticket_state.load(context.session, opened.number), words, file)
    return {"nomor": number_of(opened.number), "jenis": "tambahan" if opened.added else "tiket"}


def _report(context: Context, answers: Answers, file: Attached | None) -> dict[str, Any]:
    """A report, which pusat alone reads; what they are told names nobody."""
    said: str = answers["tentang"]
    nik = said if said.isdecimal() and len(said) == LENGTH else ""
    whom = fraud.About(nik, "" if nik else said, int(answers["instansi"]))
    number = fraud.report(context.session, context.vault, context.person, whom, answers["kata"], context.now, file)
    tell_pusat(context)
    return {"nomor": f"L-{number:06d}", "jenis": "laporan"}
