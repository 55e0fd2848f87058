"""Decisions in bulk: a workbook that came back, done row by row under the same rules as by hand.

Each row is a transaction of its own: a decision takes some dozen statements, and nobody's turn waits for more. A job
that broke off is simply done once more: what this verifier has decided already is told as decided.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlmodel import Session

from bot import outgoing
from bot.conversations.verifikasi.names import NAME
from bot.conversations.wording import Wording
from bot.documents import decision_sheet
from bot.documents.decision_sheet import Row
from bot.documents.unfit import Unfit
from bot.engine.effects import Media, Say
from bot.gateway.fetch import LARGEST, Fetcher, FileUnavailableError
from bot.gateway.send import Post
from bot.jobs.patience import shown_busy
from bot.jobs.verification_rows import Deciding, Outcome
from bot.jobs.verification_sheets import plain, reasons
from bot.rules.eligibility import Terms
from storage import outbox
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileStore

_COUNTED: Final = ("disetujui", "dikembalikan", "ditolak", "kosong")


class DecisionSheets:
    """Does what sheets of decisions say; `spoke` is called when somebody was told something."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        files: FileStore,
        words: Wording,
        terms: Terms,
        fetcher: Fetcher,
        post: Post,
        clock: Callable[[], datetime],
        spoke: Callable[[], None],
    ) -> None:
        self._database = database
        self._vault = vault
        self._files = files
        self._words = words
        self._fetcher = fetcher
        self._post = post
        self._clock = clock
        self._spoke = spoke
        self._deciding = Deciding(vault, words, terms)

    async def decide_sheet(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Do what the sheet at `source` says for `instansi`, and send it back with what became of each row.

        The value has the returned sheet's `file`, and how many rows were `disetujui`, `dikembalikan`, `ditolak` and
        `kosong`. A sheet that cannot be read is refused with `lembar_salah`, or `lembar_bersandi`.
        """
        if args["size"] > LARGEST:
            return _refused("lembar_salah")
        async with shown_busy(self._post, person, "upload_document", self._words.text("common", "busy.lembar")):
            try:
                data = await self._fetcher.get(args["source"])
                rows = await asyncio.to_thread(decision_sheet.read, data)
            except FileUnavailableError:
                return _refused("file_unavailable")
            except Unfit as unfit:
                if unfit.code == "sheet_password":
                    return _refused("lembar_bersandi")
                return _refused("lembar_salah")
            return {"value": await self._decided(person, args["instansi"], rows)}

    async def _decided(self, person: int, instansi_id: int, rows: Sequence[Row]) -> dict[str, Any]:
        done: list[Row] = []
        counts = Counter(dict.fromkeys(_COUNTED, 0))
        for row in rows:
            outcome = await self._database.run(
                lambda session, row=row: self._decide(session, instansi_id, person, row)  # type: ignore[misc]
            )
            counts[outcome.kind] += 1
            done.append(replace(row, hasil=plain(self._words, outcome.words) if outcome.words else ""))
            self._spoke()
        sheet = await asyncio.to_thread(decision_sheet.write, done, reasons(self._words), returned=True)
        key = await self._files.apart(partial(self._files.put, sheet))
        say = Say("say.hasil_lembar", media=Media("document", "verifikasi_hasil", key))
        await self._database.run(lambda session: self._tell(session, person, say))
        return {"file": key, **counts}

    def _decide(self, session: Session, instansi_id: int, person: int, row: Row) -> Outcome:
        outcome = self._deciding.row(session, instansi_id, person, row, self._clock())
        if outcome.told is not None:
            self._tell(session, *outcome.told)
        return outcome

    def _tell(self, session: Session, person: int, say: Say) -> None:
        payload = outgoing.encode(self._words.message(NAME, say))
        outbox.add(session, self._vault, [outbox.Outgoing(person, "chat", payload)])


def _refused(code: str) -> dict[str, Any]:
    return {"refused": code, "params": {}}
