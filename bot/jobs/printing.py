"""Prints of an account: both cards, the picture of the masa kerja, and the copy of one's own data."""

import asyncio
from collections.abc import Callable
from dataclasses import astuple
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from sqlmodel import Session

from bot.documents import service_chart
from bot.documents.cards import AccountCard, PendataanCard, account_card, pendataan_card
from bot.documents.own_data import own_data
from bot.documents.service_chart import Bar
from bot.jobs.own_data import OwnData
from bot.rules.clock import wib
from bot.rules.dates import format_date
from bot.rules.seal import CARD_KEY, CARD_PREFIX, seal
from bot.rules.service import Period, in_words, years
from storage import accounts, cards, records, riwayat, roster
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileStore
from storage.filling import NoAccountError

T = TypeVar("T")
Card = TypeVar("Card", AccountCard, PendataanCard)
File = tuple[str, bytes]
"""(file name, bytes)"""


class Printing:
    """Draws what an account's record says now. `link` turns a deep link's payload into its address.

    Every method raises NoAccountError where there is no such account, or no more, and FileMissingError for a photo
    that is gone.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        files: FileStore,
        own: OwnData,
        link: Callable[[str], str],
        clock: Callable[[], datetime],
        reference: date,
    ) -> None:
        """Take the parts; `reference` is the day up to which masa kerja counts."""
        self._database = database
        self._vault = vault
        self._files = files
        self._own = own
        self._link = link
        self._clock = clock
        self._reference = reference

    async def account_card(self, account_id: int) -> File:
        """The Kartu Informasi Akun."""
        return await self._card(account_id, "akun", "Kartu-Informasi-Akun", self._account_facts, account_card)

    async def pendataan_card(self, account_id: int) -> File:
        """The Kartu Pendataan Non ASN of a record that was ended."""
        return await self._card(account_id, "pendataan", "Kartu-Pendataan", self._pendataan_facts, pendataan_card)

    async def masa_kerja(self, account_id: int) -> File:
        """The picture of the masa kerja: a bar for each SK."""
        entries = await self._database.run(lambda session: riwayat.entries(session, account_id))
        bars = [Bar(one.jabatan, one.tanggal_mulai, one.tanggal_berakhir) for one in entries]
        if not bars:
            raise NoAccountError
        return "masa-kerja.png", await asyncio.to_thread(service_chart.draw, bars, self._reference)

    async def own_data(self, account_id: int) -> File:
        """Everything that is stored of a person, as a PDF."""
        sections = await self._database.run(lambda session: self._own.sections(session, account_id))
        return "Data-Saya.pdf", await asyncio.to_thread(own_data, "Data Saya", sections)

    async def _card(
        self,
        account_id: int,
        kind: str,
        name: str,
        facts: Callable[[Session, int], Card],
        draw: Callable[[Card, bytes, str], bytes],
    ) -> File:
        """A card with equal facts is the same card, however often it is printed."""

        def issued(session: Session) -> tuple[Card, str, int]:
            account = accounts.by_id(session, account_id)
            if account is None:
                raise NoAccountError
            shown: Card = facts(session, account_id)
            said = "\x1f".join(map(str, (*astuple(shown), account.pasfoto)))
            return shown, account.pasfoto, cards.issue(session, self._vault, account_id, kind, said, self._clock())

        card, pasfoto, number = await self._database.run(issued)
        photo = await self._files.apart(partial(self._files.get, pasfoto))
        link = self._link(f"{CARD_PREFIX}{seal(self._vault.derive(CARD_KEY), number)}")
        return f"{name}-{card.nomor_registrasi}.pdf", await asyncio.to_thread(draw, card, photo, link)

    def _account_facts(self, session: Session, account_id: int) -> AccountCard:
        record = records.load(session, self._vault, account_id)
        worker = roster.printed_facts(session, self._vault, record.worker_id)
        account = accounts.by_id(session, account_id)
        assert account is not None
        return AccountCard(
            nomor_registrasi=record.nomor_registrasi,
            nama=record.nama,
            nik=record.nik,
            tempat_lahir=record.tempat_lahir,
            tanggal_lahir=format_date(record.tanggal_lahir),
            instansi=record.instansi.nama,
            unit_kerja=worker.unit_kerja,
            jabatan=worker.jabatan,
            jenis=_kind(record.eks_thk2),
            dibuat=wib(account.created_at),
        )

    def _pendataan_facts(self, session: Session, account_id: int) -> PendataanCard:
        record = records.load(session, self._vault, account_id)
        if record.finished_at is None:
            raise NoAccountError
        entries = riwayat.entries(session, account_id)
        worked = years((Period(one.tanggal_mulai, one.tanggal_berakhir) for one in entries), self._reference)
        return PendataanCard(
            nomor_registrasi=record.nomor_registrasi,
            nama=record.nama,
            nik=record.nik,
            tempat_lahir=record.tempat_lahir,
            tanggal_lahir=format_date(record.tanggal_lahir),
            jenis=_kind(record.eks_thk2),
            instansi=record.instansi.nama,
            unit_kerja=record.biodata["unit_kerja"] or "-",
            jabatan=record.biodata["jabatan"] or "-",
            pendidikan=record.biodata["pendidikan_terakhir"] or "-",
            masa_kerja=f"{in_words(worked)} sampai {format_date(self._reference)}",
            riwayat=len(entries),
            diakhiri=wib(record.finished_at),
        )


def _kind(eks_thk2: str | None) -> str:
    return "Eks THK-II" if eks_thk2 else "Tenaga Non-ASN"
