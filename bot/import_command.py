"""The command line's `import`: a roster from xlsx or csv, the sheet with what is to be mended, and `--undo`."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from sqlmodel import Session

from bot import bootstrap, operator_files, outgoing
from bot.app import Store
from bot.beginning import opened_store, read_settings
from bot.conversations import wording
from bot.documents.sheet_reasons import Sentences, load_sentences
from bot.documents.unfit import Unfit
from bot.jobs.roster_import_outcome import Imported, Who
from bot.rules.clock import today_wib
from bot.rules.eligibility import Terms
from bot.rules.terms_file import TermsFileError
from bot.settings import Settings
from bot.terminal import Json, bar, fail, tell
from storage import imports, outbox, roster
from storage.acting import ClosedError, Desk
from storage.audit import SYSTEM
from storage.undoing import UndoError

if TYPE_CHECKING:
    from bot.jobs.roster_import import RefusedRow

_SHOWN_REFUSALS: Final = 20
_UNDO_REFUSED: Final = {
    "bukan_terakhir": "Another import came in between; nothing was taken back.",
    "dibangun": "{count} rows were built on since, by an account or a change; nothing was taken back.",
    "difinalisasi": "The instansi is finalised; nothing was taken back.",
    "tutup": "The deadline has passed; nothing was taken back.",
}

File = Annotated[Path | None, typer.Argument(help="An xlsx or csv file; none with --undo.")]
Return = Annotated[
    Path | None, typer.Option("--return", help="Where refused rows are returned: <name>-perbaikan.xlsx.")
]
Undo = Annotated[bool, typer.Option("--undo", help="Take the last import of the instansi back.")]


def import_(
    kode: str,
    file: File = None,
    returned: Return = None,
    undo: Undo = False,  # noqa: FBT002 - a flag
    as_json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Import an instansi's roster: good rows load, refused ones come back in a workbook with the reasons."""
    if undo == (file is not None):
        fail("Give a file to import, or --undo without one.")
    if file is None:
        _undo(kode, as_json=as_json)
        return
    if not file.is_file():
        fail(f"There is no file {file.name}; give the path of an xlsx or csv file.")
    _import(kode, file, returned or file.with_name(f"{file.stem}-perbaikan.xlsx"), as_json=as_json)


def _import(kode: str, file: Path, returned: Path, *, as_json: bool) -> None:
    from bot.jobs.roster_import import REPORTED  # noqa: PLC0415 - other commands need no readers of sheets
    from bot.jobs.roster_import_sheet import import_sheet  # noqa: PLC0415 - as above

    settings = read_settings()
    terms = _terms(settings)
    store = opened_store(settings)
    refused: list[RefusedRow] = []
    words, now, sentences = wording.load(), bootstrap.now(), load_sentences()

    def refuse(row: "RefusedRow") -> None:
        if len(refused) < REPORTED:
            refused.append(row)

    with closing(store.database):
        try:
            who = Who(SYSTEM, kode, now, now)
            with bar(file.name, hidden=as_json) as progress:
                imported = import_sheet(store.database, store.vault, words, terms, who, file, progress, refuse)
        except Unfit as unfit:
            fail(sentences.of_file(unfit.code, unfit.params))
        if imported.returned:
            _write(returned, imported.returned)
        with store.database.transaction() as session:
            _dispose(session, store, imports.finish(session, imported.number, "", bootstrap.now()))
    _tell(imported, _rows(refused, sentences), returned if imported.returned else None, as_json=as_json)


def _dispose(session: Session, store: Store, files: Iterable[str]) -> None:
    """Leave it to the bot to forget these; where they lie may be out of reach for a while."""
    tasks = [outbox.Outgoing(SYSTEM, "job", outgoing.encode(outgoing.Disposal(file))) for file in files]
    outbox.add(session, store.vault, tasks)


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        fail(f"{path.name} cannot be written: {error.strerror}. The good rows are loaded; use --return PATH.")


def _rows(refused: "list[RefusedRow]", sentences: Sentences) -> list[dict[str, Any]]:
    return [
        {"row": row.number, "reasons": " ".join(sentences.of_row(reason) for reason in row.reasons)}
        for row in sorted(refused, key=lambda row: row.number)
    ]


def _tell(imported: "Imported", refused: list[dict[str, Any]], returned: Path | None, *, as_json: bool) -> None:
    counts = {"loaded": imported.loaded, "updated": imported.updated, "unchanged": imported.unchanged}
    done = f"{imported.loaded} rows loaded, {imported.updated} updated, {imported.unchanged} already there"
    lines = [
        f"{done}, {imported.refused} refused.",
        *(f"Baris {row['row']}: {row['reasons']}" for row in refused[:_SHOWN_REFUSALS]),
    ]
    if imported.refused > _SHOWN_REFUSALS:
        lines.append(f"… and {imported.refused - _SHOWN_REFUSALS} more; --json lists the first {len(refused)}.")
    if returned is not None:
        lines.append(f"Mend the red cells in {returned} and import it again.")
    written = str(returned) if returned is not None else None
    tell(as_json, {**counts, "refused": imported.refused, "rows": refused, "returned": written}, "\n".join(lines))


def _undo(kode: str, *, as_json: bool) -> None:
    from bot.jobs.roster_import_undo import undo_import  # noqa: PLC0415 - as above

    store = opened_store(read_settings())
    now = bootstrap.now()
    with closing(store.database):
        with store.database.transaction() as session:
            instansi = roster.find_instansi(session, kode)
            last = imports.last_written(session, instansi.id) if instansi else None
        if instansi is None:
            fail(load_sentences().of_file("instansi_unknown", {"kode": kode}))
        if last is None:
            fail("There is no import that could be undone.")
        try:
            with bar(instansi.kode, hidden=as_json) as progress:
                desk = Desk(SYSTEM, instansi.id, now)
                undone, file = undo_import(store.database, store.vault, desk, last.id, today_wib(now), progress)
        except (UndoError, ClosedError) as error:
            fail(_UNDO_REFUSED[error.code].format(count=getattr(error, "count", 0)))
        with store.database.transaction() as session:
            _dispose(session, store, [file] if file else [])
    facts = {"removed": undone.removed, "restored": undone.restored, "kept": undone.kept}
    words = f"{undone.removed} rows removed, {undone.restored} as they were before, {undone.kept} kept."
    tell(as_json, facts, words)


def _terms(settings: Settings) -> Terms:
    try:
        return operator_files.load_terms(settings)
    except TermsFileError as error:
        fail(str(error))
