"""What finalisasi and SPTJM send along: the letter as PDF, the signed one, and the list of whom would be left out."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.conversations.finalisasi.telling import lacking
from bot.conversations.wording import Wording
from bot.documents import left_out_sheet
from bot.documents.letter import letter
from bot.documents.letter_facts import LetterFacts, Listed
from bot.gateway.send import AttachmentGoneError, Made
from bot.rules.clock import WIB, wib
from bot.rules.nip import spaced
from storage import letter_roster, letters, permits, roster
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileMissingError, FileStore
from storage.left_out import LeftOut, everybody
from storage.roster_fingerprint import Nominative, readable

_AT_ONCE: Final = 1
"""Fifty thousand names keep a core busy for seconds."""
_TEXTS: Final = "finalisasi"


class LetterPrints:
    """Makes them for `letter:person` or `instansi:person`; the turn that asked for one recorded it.

    Every method raises FileMissingError where there is no such letter, or its file is gone, and AttachmentGoneError
    where the person may have it no more: it may be sent long after it was asked for.
    """

    def __init__(
        self, database: Database, vault: Vault, files: FileStore, words: Wording, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._vault = vault
        self._files = files
        self._words = words
        self._clock = clock
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def letter(self, ref: str) -> Made:
        """The letter as it was printed."""
        async with self._places:
            found, instansi = await asyncio.to_thread(self._found, *_parted(ref))
            packed = await self._files.apart(partial(self._files.get, found.roster))
            return await asyncio.to_thread(_printed, found, instansi, packed)

    async def signed(self, ref: str) -> Made:
        """The signed letter as it came."""
        found, instansi = await asyncio.to_thread(self._found, *_parted(ref))
        data = await self._files.apart(partial(self._files.get, found.signed))
        return Made(f"{found.nomor}-{instansi.kode}-bertanda-tangan.pdf", data)

    async def left_out(self, ref: str) -> Made:
        """Everybody who would not count in now, as a workbook."""
        async with self._places:
            return await asyncio.to_thread(self._left_out, *_parted(ref))

    def _found(self, number: int, person: int) -> tuple[letters.LetterFacts, roster.InstansiFacts]:
        with self._database.reading() as session:
            found = letters.by_id(session, self._vault, number)
            if found is None:
                raise FileMissingError
            theirs = permits.may(session, person, found.instansi_id, "sptjm")
            if not theirs and not permits.may(session, person, permits.NATIONWIDE, "pusat_instansi"):
                raise AttachmentGoneError
            return found, roster.instansi_by_id(session, found.instansi_id)

    def _left_out(self, instansi_id: int, person: int) -> Made:
        now = self._clock()
        # Readable by this process's owner alone, and gone when it is sent.
        with self._database.reading() as session, TemporaryDirectory(prefix="pendataan-") as folder:
            if not permits.may(session, person, instansi_id, "finalisasi"):
                raise AttachmentGoneError
            instansi = roster.instansi_by_id(session, instansi_id)
            rows = [self._row(one) for one in everybody(session, self._vault, instansi_id)]
            path = Path(folder) / "belum-masuk.xlsx"
            left_out_sheet.write(path, f"Belum masuk finalisasi {instansi.nama}", rows, now)
            name = f"Belum-Masuk-{instansi.kode}-{now.astimezone(WIB):%Y-%m-%d}.xlsx"
            return Made(name, path.read_bytes())

    def _row(self, one: LeftOut) -> left_out_sheet.Row:
        group = self._words.text(_TEXTS, f"term.kelompok_{one.group}", plain=True)
        lacks = lacking(one)
        return one.nama, one.unit_kerja, group, self._words.text(_TEXTS, lacks.code, lacks.params, plain=True)


def _parted(ref: str) -> tuple[int, int]:
    number, _, person = ref.partition(":")
    return int(number), int(person)


def _printed(found: letters.LetterFacts, instansi: roster.InstansiFacts, packed: bytes) -> Made:
    listed = [entry(one) for one in letter_roster.unpacked(packed)]
    declarer = found.declarer
    facts = LetterFacts(
        nomor=found.nomor,
        instansi=instansi.nama,
        kode=instansi.kode,
        nama=declarer.nama,
        nip=spaced(declarer.nip),
        jabatan=declarer.jabatan,
        pangkat=declarer.pangkat,
        tempat=declarer.tempat,
        difinalisasi=wib(found.finalised_at),
        dicetak=wib(found.printed_at),
        fingerprint=readable(found.fingerprint),
        own_terms=found.own_terms,
    )
    return Made(f"{found.nomor}-{instansi.kode}.pdf", letter(facts, listed).data)


def entry(one: Nominative) -> Listed:
    """A worker as the annex lists them."""
    return Listed(
        nama=one.nama,
        nik=one.nik,
        perempuan=one.jenis_kelamin == "P",
        eks_thk2=one.no_peserta_thk2 is not None,
        jabatan=one.jabatan,
        unit_kerja=one.unit_kerja,
    )
