"""The workbook of all who wait for a verifier, and the one that came back, as attachments."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from sqlmodel import Session

from bot.conversations.verifikasi import seen, told
from bot.conversations.verifikasi.names import NAME, OTHER, REASONS
from bot.conversations.wording import Wording
from bot.documents import decision_sheet
from bot.documents.decision_sheet import Row
from bot.engine.effects import Term
from bot.gateway.send import AttachmentGoneError
from bot.rules.eligibility import Terms
from storage import submissions, verification
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileStore
from storage.permits import NotAllowedError
from storage.submissions import Submission

_LOOKS: Final = 10
"""So many looks are recorded in one transaction."""
_NAME: Final = "verifikasi.xlsx"
_RETURNED: Final = "hasil-verifikasi.xlsx"


class VerificationSheets:
    """Makes sheets of decisions."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        files: FileStore,
        words: Wording,
        terms: Terms,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._vault = vault
        self._files = files
        self._words = words
        self._terms = terms
        self._clock = clock

    async def waiting(self, ref: str) -> tuple[str, bytes]:
        """The workbook for `instansi:verifier`; that each of those in it was looked at is recorded before it goes out.

        Raises:
            AttachmentGoneError: the person is no verifier of the instansi any more.
        """
        instansi_id, verifier = map(int, ref.split(":"))
        try:
            found = await asyncio.to_thread(self._read, instansi_id, verifier)
            for start in range(0, len(found), _LOOKS):
                some = found[start : start + _LOOKS]
                await self._database.run(lambda session, some=some: self._look(session, some, verifier))  # type: ignore[misc]
        except NotAllowedError as error:
            raise AttachmentGoneError from error
        return _NAME, await asyncio.to_thread(self._written, found)

    async def returned(self, key: str) -> tuple[str, bytes]:
        """A sheet that came back, with what became of its rows; raises FileMissingError."""
        return _RETURNED, await self._files.apart(partial(self._files.get, key))

    def _written(self, found: Sequence[Submission]) -> bytes:
        return decision_sheet.write([self._row(one) for one in found], reasons(self._words))

    def _read(self, instansi_id: int, verifier: int) -> list[Submission]:
        with self._database.reading() as session:
            listed = verification.listed(session, instansi_id, verifier, decision_sheet.MOST)
            return [submissions.load(session, self._vault, account) for account, _ in listed]

    def _look(self, session: Session, some: Sequence[Submission], verifier: int) -> None:
        for one in some:
            submissions.looked(session, self._vault, one.record, verifier, "lembar", self._clock())

    def _row(self, submission: Submission) -> Row:
        card = seen.card(submission, self._terms)
        return Row(
            nomor=card["nomor"],
            nama=card["nama"],
            nik=card["nik"],
            unit=card["unit"],
            berakhir=card["berakhir"],
            beda=self._lines(told.differences(card)),
            ragu=self._lines([*told.broken(card), *told.doubts(card), *told.returned(card)]),
            versi=card["versi"],
        )

    def _lines(self, terms: Sequence[Term]) -> str:
        return "\n".join(plain(self._words, term) for term in terms)


def plain(words: Wording, term: Term) -> str:
    """What is said in the chat, as a cell says it."""
    said = words.text(NAME, term.code, term.params, plain=True)
    return said.replace("<b>", "").replace("</b>", "")


def reasons(words: Wording) -> list[str]:
    """The usual reasons for giving a record back, for a drop-down."""
    return [plain(words, Term(f"term.kembali_{code}")) for code in REASONS if code != OTHER]
