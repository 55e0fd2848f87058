"""What goes along with a message: stored files, captchas, and cards, drawn when they are sent."""

import asyncio
from collections.abc import Callable

from sqlmodel import Session

from bot.documents import captcha
from bot.documents.cards import AccountCard, account_card
from bot.gateway.send import AttachmentGoneError
from bot.outgoing import Attachment
from bot.rules.clock import wib
from bot.rules.dates import format_date
from bot.rules.seal import CARD_KEY, CARD_PREFIX, seal
from storage import accounts, roster
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileMissingError, FileStore


class Rendering:
    """Makes attachments; `link` turns a deep link's payload into its address."""

    def __init__(self, database: Database, vault: Vault, files: FileStore, link: Callable[[str], str]) -> None:
        self._database = database
        self._vault = vault
        self._files = files
        self._link = link

    async def make(self, attachment: Attachment) -> tuple[str, bytes]:
        """(file name, bytes).

        Raises:
            AttachmentGoneError: the file, or the account behind a card, is there no more.
        """
        try:
            match attachment.source:
                case "file":
                    data = await asyncio.to_thread(self._files.get, attachment.ref)
                    return "dokumen.pdf" if data.startswith(b"%PDF") else "foto.jpg", data
                case "captcha":
                    return "captcha.png", await asyncio.to_thread(captcha.draw, attachment.ref)
                case "card":
                    return await self._card(int(attachment.ref))
                case _:
                    raise AttachmentGoneError
        except FileMissingError as error:
            raise AttachmentGoneError from error

    async def _card(self, account_id: int) -> tuple[str, bytes]:
        card, pasfoto = await self._database.run(lambda session: self._facts(session, account_id))
        photo = await asyncio.to_thread(self._files.get, pasfoto)
        link = self._link(f"{CARD_PREFIX}{seal(self._vault.derive(CARD_KEY), account_id)}")
        drawn = await asyncio.to_thread(account_card, card, photo, link)
        return f"Kartu-Informasi-Akun-{card.nomor_registrasi}.pdf", drawn

    def _facts(self, session: Session, account_id: int) -> tuple[AccountCard, str]:
        account = accounts.by_id(session, account_id)
        if account is None:
            raise AttachmentGoneError
        worker = roster.printed_facts(session, self._vault, account.worker_id)
        card = AccountCard(
            nomor_registrasi=account.nomor_registrasi,
            nama=account.nama,
            nik=worker.nik,
            tempat_lahir=account.tempat_lahir,
            tanggal_lahir=format_date(worker.tanggal_lahir),
            instansi=worker.instansi,
            unit_kerja=worker.unit_kerja,
            jabatan=worker.jabatan,
            jenis="Eks THK-II" if worker.eks_thk2 else "Tenaga Non-ASN",
            dibuat=wib(account.created_at),
        )
        return card, account.pasfoto
