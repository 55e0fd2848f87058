"""Where the record takes the riwayat: entries, their changes, and their papers."""

from contextlib import suppress
from datetime import date
from typing import Any, Final

from bot.conversations.biodata.pendidikan import catalogue
from bot.conversations.context import Context
from bot.conversations.filling.access import account_of
from bot.conversations.filling.found import AS_TYPED
from bot.conversations.filling.paper import told
from bot.conversations.riwayat.answers import answered_dates
from bot.conversations.riwayat.entries import answer_of, chosen_entry, target
from bot.conversations.riwayat.names import COLUMNS, FIELDS, STILL
from bot.engine.parse import Answers
from bot.rules.clock import today_wib
from bot.rules.riwayat import SK_LATEST_YEARS, RiwayatError, check_dates
from storage import papers, records, riwayat
from storage.papers import OF_RIWAYAT, NoPlaceError
from storage.riwayat import Entry, NotThisRiwayatError, TooManyRiwayatError

# None of the days was in the future when it was typed; only how they go together is judged anew.
_ON_FORM: Final[dict[str, dict[str, Any]]] = {
    "end_before_start": {"refused": "form_end_before_start", "params": {}},
    "sk_after_start": {"refused": "form_sk_after_start", "params": {"years": SK_LATEST_YEARS}},
}


def begin(context: Context, answers: Answers) -> dict[str, Any]:
    """Where the page begins: all that is answered from here falls when it begins anew."""
    del context, answers
    return {}


def known(context: Context, answers: Answers) -> dict[str, Any]:
    """All entries in order: `id`, `source`, the fields by the questions' names, and the papers by kind."""
    del answers
    account = account_of(context)
    return {"account": account, "entries": [as_answers(entry) for entry in riwayat.entries(context.session, account)]}


def as_answers(entry: Entry) -> dict[str, Any]:
    """An entry by the names of the questions, dates as ISO 8601 text."""
    values = {field: getattr(entry, COLUMNS.get(field, field)) for field in FIELDS}
    texts = {field: value.isoformat() if isinstance(value, date) else value for field, value in values.items()}
    return {
        "id": entry.id,
        "source": entry.source,
        **texts,
        "tanggal_berakhir": texts["tanggal_berakhir"] or STILL,
        "papers": {kind: told(entry.papers[kind]) for kind in OF_RIWAYAT if kind in entry.papers},
    }


def keep_paper(context: Context, answers: Answers) -> dict[str, Any]:
    """Put the accepted SK or bukti pembayaran into the record; the last one counts.

    An entry that was removed elsewhere meanwhile has no place for it: then the new file goes, too.
    """
    kind = next(kind for kind in OF_RIWAYAT if kind in answers)
    entry, account = target(answers, kind)["id"], account_of(context)
    try:
        replaced = papers.keep(
            context.session, context.vault, account, kind, entry, answers[kind], context.person, context.now
        )
    except NoPlaceError:
        replaced = answers[kind]["file"]
    return {"gone": [replaced] if replaced else []}


def search_pendidikan(context: Context, answers: Answers) -> dict[str, Any]:
    """What the words may mean: `found` as [code, name]."""
    found = catalogue(context.session).search(None, answers["cari_pendidikan"])
    return {"found": [[one.code, one.name] for one in found]}


def picked_pendidikan(context: Context, answers: Answers) -> dict[str, Any]:
    """The `name` of what was picked, or as it was typed; refused where pusat has loaded another list since then."""
    if answers["pendidikan"] == AS_TYPED:
        return {"name": answers["cari_pendidikan"]}
    found = catalogue(context.session).get(answers["pendidikan"])
    return {"refused": "pendidikan_gone", "params": {}} if found is None else {"name": found.name}


def keep_entry(context: Context, answers: Answers) -> dict[str, Any]:
    """Simpan: add the entry, or change one; refused where its dates do not go together."""
    fields = {field: answer_of(answers, field) for field in FIELDS}
    entry = chosen_entry(answers)
    account = account_of(context)
    if entry is not None and entry["source"] == "instansi":
        riwayat.set_education(
            context.session, context.vault, account, entry["id"], fields["pendidikan"], context.person, context.now
        )
        return {}
    try:
        check_dates(answered_dates(fields), today_wib(context.now))
    except RiwayatError as error:
        return _ON_FORM[error.code]
    columns = {COLUMNS.get(field, field): None if value == STILL else value for field, value in fields.items()}
    if entry is not None:
        _change(context, account, entry["id"], columns)
        return {}
    try:
        riwayat.add(context.session, context.vault, account, columns, context.person, context.now)
    except TooManyRiwayatError:
        return {"refused": "riwayat_penuh", "params": {}}
    return {}


def _change(context: Context, account: int, entry: int, columns: dict[str, Any]) -> None:
    # One that was removed elsewhere meanwhile stays removed.
    with suppress(NotThisRiwayatError):
        riwayat.change(context.session, context.vault, account, entry, columns, context.person, context.now)


def remove_entry(context: Context, answers: Answers) -> dict[str, Any]:
    """Hapus, once more confirmed; its papers go with it."""
    entry = chosen_entry(answers)
    assert entry is not None
    account, gone = account_of(context), list[str]()
    with suppress(NotThisRiwayatError):
        gone = riwayat.remove(context.session, context.vault, account, entry["id"], context.person, context.now)
    return {"gone": gone}


def confirm(context: Context, answers: Answers) -> dict[str, Any]:
    """Selanjutnya."""
    del answers
    records.confirm_page(context.session, account_of(context), "riwayat")
    return {}
