"""The jobs behind `/impor`: a sheet that was sent is imported, and the last import is taken back.

Whatever ends a job, it is done once more from the beginning and finds what it did before: an import goes on under the
number that the moment of its sending has, and is finished in the transaction that tells its person.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlmodel import Session

from bot import outgoing
from bot.conversations.wording import Wording
from bot.documents.sheet_reasons import load_sentences
from bot.documents.unfit import Unfit
from bot.engine.effects import Media, Params, Run, Say, Term
from bot.gateway.fetch import LARGEST, Fetcher, FileUnavailableError
from bot.gateway.send import Post
from bot.jobs.roster_import_note import HowFar, shown_moving
from bot.jobs.roster_import_outcome import Imported, Who
from bot.jobs.roster_import_undo import undo_import
from bot.rules.clock import today_wib
from storage import imports, outbox, roster
from storage.acting import ClosedError, Desk
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileStore
from storage.permits import NotAllowedError
from storage.undoing import UndoError

CONVERSATION: Final = "impor"

Importer = Callable[[Who, bytes, Callable[[int, int], None]], Awaitable[Imported]]
"""(who, the file, progress) -> what came of it; raises Unfit and NotAllowedError."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where everything is kept."""

    database: Database
    vault: Vault
    files: FileStore


class RosterImports:
    """Imports and undoes; `spoke` is called when somebody was told something."""

    def __init__(
        self,
        kept: Kept,
        words: Wording,
        fetcher: Fetcher,
        post: Post,
        importer: Importer,
        clock: Callable[[], datetime],
        spoke: Callable[[], None],
    ) -> None:
        self._database = kept.database
        self._vault = kept.vault
        self._files = kept.files
        self._words = words
        self._fetcher = fetcher
        self._post = post
        self._importer = importer
        self._clock = clock
        self._spoke = spoke

    async def import_roster(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Import the file `source` for `instansi`, sent at `at` (ISO 8601); the person is told what came of it.

        The value is empty; `lembar` refuses a file as a whole, with its sentence as `kalimat`.
        """
        if args["size"] > LARGEST:
            return _refused("lembar_terlalu_besar", size=args["size"])
        desk = Desk(person, args["instansi"], datetime.fromisoformat(args["at"]))
        kode = await self._database.run(lambda session: roster.instansi_by_id(session, desk.instansi_id).kode)
        who = Who(person, kode, desk.now, self._clock())
        async with self._progress(person, "busy.impor", "busy.impor_berjalan") as progress:
            try:
                data = await self._fetcher.get(args["source"])
                imported = await self._importer(who, data, progress)
            except FileUnavailableError:
                return _refused("file_unavailable")
            except Unfit as unfit:
                return _refused("lembar", kalimat=load_sentences().of_file(unfit.code, unfit.params))
            except NotAllowedError:
                return _refused("bukan_petugas_lagi")
            file = await self._files.apart(partial(self._kept, imported)) if imported.returned else ""
        await self._database.run(lambda session: self._finish(session, person, imported, file))
        self._spoke()
        return {"value": {"impor": imported.number}}

    async def undo_import(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Take back the import `impor` of `instansi`; the value says how many rows went, came back and stayed."""
        now = self._clock()
        desk = Desk(person, args["instansi"], now)
        async with self._progress(person, "busy.urung", "busy.urung_berjalan") as progress:
            try:
                undone, file = await asyncio.to_thread(
                    undo_import, self._database, self._vault, desk, args["impor"], today_wib(now), progress
                )
            except UndoError as error:
                return _refused("dibangun", count=error.count) if error.count else _refused("bukan_terakhir")
            except ClosedError as error:
                return _refused("difinalisasi" if error.code == "difinalisasi" else "tutup")
            except NotAllowedError:
                return _refused("bukan_petugas_lagi")
        await self._database.run(lambda session: self._dispose(session, person, [file] if file else []))
        self._spoke()
        return {"value": {"keluar": undone.removed, "kembali": undone.restored, "tetap": undone.kept}}

    def _progress(self, person: int, begun: str, moving: str) -> Any:  # noqa: ANN401 - an asynchronous context with a HowFar
        def words(so_far: HowFar) -> str:
            told = {"done": so_far.done, "total": so_far.total}
            return self._words.text(CONVERSATION, moving if so_far.total else begun, told, plain=True)

        return shown_moving(self._post, person, words)

    def _kept(self, imported: Imported) -> str:
        """The key of the sheet that goes back; the same one if this is done once more."""
        return self._files.put_as(f"impor:{imported.number}", imported.returned)

    def _finish(self, session: Session, person: int, imported: Imported, file: str) -> None:
        """Tell the person, and forget the sheets of earlier imports; a second time nothing is told again."""
        told_before = imports.load(session, imported.number).ended
        self._dispose(session, person, imports.finish(session, imported.number, file, self._clock()))
        if not told_before:
            payload = outgoing.encode(self._words.message(CONVERSATION, result(imported, file)))
            outbox.add(session, self._vault, [outbox.Outgoing(person, "chat", payload)])

    def _dispose(self, session: Session, person: int, files: Iterable[str]) -> None:
        tasks = [outbox.Outgoing(person, "job", outgoing.encode(outgoing.Disposal(file))) for file in files]
        outbox.add(session, self._vault, tasks)


def result(imported: Imported, file: str) -> Say:
    """What the person is told; the sheet goes along where rows were refused."""
    counts: Mapping[str, int] = {
        name: getattr(imported, name) for name in ("loaded", "updated", "unchanged", "refused")
    }
    if not file:
        return Say("say.hasil", counts)
    reasons = tuple(Term("term.alasan", {"count": count, "kalimat": words}) for count, words in imported.commonest)
    at_other = Term("term.di_instansi_lain", {"count": imported.at_other}) if imported.at_other else Term("term.kosong")
    buttons = (Run("button.minta_mutasi", "/mutasi minta"),) if imported.at_other else ()
    told: Params = {**counts, "reasons": reasons, "lain": at_other}
    return Say("say.hasil_perbaikan", told, buttons, media=Media("document", "perbaikan", file))


def _refused(code: str, **params: float | str) -> dict[str, Any]:
    return {"refused": code, "params": params}
