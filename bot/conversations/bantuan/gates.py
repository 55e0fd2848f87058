"""Where the questions are searched, and the ticket or the report is recorded."""

from collections.abc import Callable
from typing import Any

import msgspec

from bot.conversations.account.names import IDENTITY
from bot.conversations.account.names import NAME as ACCOUNT
from bot.conversations.bantuan.names import FRAUD
from bot.conversations.context import Context
from bot.engine.parse import Answers
from bot.rules.nik import LENGTH
from bot.rules.questions import Questions
from storage import accounts, conversations, fraud, records, roster, sessions, tickets
from storage.ticket_words import Attached


def search(questions: Questions) -> Callable[[Context, Answers], dict[str, Any]]:
    """The ids of what the words may ask."""

    def found(context: Context, answers: Answers) -> dict[str, Any]:
        del context
        return {"found": [one.id for one in questions.search(answers["cari"][1:])]}

    return found


def search_instansi(context: Context, answers: Answers) -> dict[str, Any]:
    """The instansi whose name or code has the typed words: `found` as [id, name]."""
    found = roster.search_instansi(context.session, answers["cari_instansi"])
    return {"found": [[instansi.id, instansi.nama] for instansi in found]}


def open_ticket(context: Context, answers: Answers) -> dict[str, Any]:
    """Record the ticket, with everything already known filled in; or the report, which pusat alone reads."""
    kept = answers.get("berkas")
    file = Attached(kept["file"], kept["form"]) if kept else None
    words = answers["kata"]
    if answers["jenis"] == FRAUD:
        said = answers["tentang"]
        nik = said if said.isdecimal() and len(said) == LENGTH else ""
        whom = fraud.About(nik, "" if nik else said, int(answers["instansi"]))
        number = fraud.report(context.session, context.vault, context.person, whom, words, context.now, file)
        return {"nomor": f"L-{number:06d}", "laporan": True}
    kind = answers["jenis"]
    opened = tickets.open_ticket(
        context.session, context.vault, context.person, kind, known(context), context.now, words, file
    )
    return {"nomor": f"T-{opened.number:06d}", "laporan": False}


def known(context: Context) -> dict[str, Any]:
    """What is known of the person already: from the account that is open or was made here, else from the draft."""
    opened = sessions.of_person(context.session, context.person, context.now)
    own = accounts.of_person(context.session, context.person)
    account_id = opened.account_id if opened else own.id if own else None
    if account_id is None:
        return _from_draft(context)
    record = records.load(context.session, context.vault, account_id)
    return {
        "nik": record.nik,
        "kk": accounts.kk_of(context.session, context.vault, account_id),
        "nama": record.nama,
        "tempat_lahir": record.tempat_lahir,
        "tanggal_lahir": record.tanggal_lahir.isoformat(),
        "ponsel": record.biodata["ponsel"],
        "email": record.biodata["email"],
    }


def _from_draft(context: Context) -> dict[str, Any]:
    drafts = conversations.load(context.session, context.vault, [context.person]).get(context.person, [])
    for draft in drafts:
        if draft.flow == ACCOUNT:
            answers = msgspec.json.decode(draft.body)[1]
            return {name: answers[name] for name in (*IDENTITY, "ponsel", "email") if name in answers}
    return {}
