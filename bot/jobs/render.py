"""What goes along with a message: stored files, captchas, cards, pictures and figures, made when they are sent."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from bot.documents import captcha
from bot.gateway.send import AttachmentGoneError, Made
from bot.jobs.figures import Figures
from bot.jobs.letter_prints import LetterPrints
from bot.jobs.printing import Printing
from bot.jobs.rekap import Rekap
from bot.jobs.rekap_export import Exports
from bot.jobs.roster_import_files import RosterFiles
from bot.jobs.verification_sheets import VerificationSheets
from bot.outgoing import Attachment
from storage.files import FileMissingError, FileStore
from storage.filling import NoAccountError

_PDF: Final = b"%PDF"


class Rendering:
    """Makes attachments, each by its source."""

    def __init__(
        self,
        files: FileStore,
        printing: Printing,
        figures: Figures,
        rekap: Rekap,
        exports: Exports,
        sheets: VerificationSheets,
        rosters: RosterFiles,
        letters: LetterPrints,
    ) -> None:
        self._files = files
        self._makers: Mapping[str, Callable[[str], Awaitable[tuple[str, bytes] | Made]]] = {
            "file": self._file,
            "captcha": _captcha,
            "templat": rosters.template,
            "perbaikan": rosters.returned,
            "card": lambda ref: printing.account_card(int(ref)),
            "pendataan": lambda ref: printing.pendataan_card(int(ref)),
            "masa_kerja": lambda ref: printing.masa_kerja(int(ref)),
            "data": lambda ref: printing.own_data(int(ref)),
            "angka": lambda _ref: figures.chart(),
            "angka_xlsx": lambda _ref: figures.sheet(),
            "rekap": lambda ref: rekap.picture(int(ref)),
            "rekap_rincian": lambda ref: rekap.details(int(ref)),
            "rekap_hari": lambda ref: rekap.days(int(ref)),
            "rekap_xlsx": lambda ref: rekap.sheet(int(ref)),
            "verifikasi_xlsx": sheets.waiting,
            "verifikasi_hasil": sheets.returned,
            "ekspor": exports.roster,
            "belum_masuk": letters.left_out,
            "sptjm": letters.letter,
            "sptjm_ttd": letters.signed,
        }

    async def make(self, attachment: Attachment) -> Made:
        """The attachment as it is now.

        Raises:
            AttachmentGoneError: the file, or the account that it is made from, is there no more.
            FilesUnavailableError: the files cannot be reached now.
        """
        if attachment.source not in self._makers:
            raise AttachmentGoneError
        try:
            return Made(*await self._makers[attachment.source](attachment.ref))
        except (FileMissingError, NoAccountError) as error:
            raise AttachmentGoneError from error

    async def _file(self, key: str) -> tuple[str, bytes]:
        data = await self._files.apart(partial(self._files.get, key))
        return "dokumen.pdf" if data.startswith(_PDF) else "foto.jpg", data


async def _captcha(text: str) -> tuple[str, bytes]:
    return "captcha.png", await asyncio.to_thread(captcha.draw, text)
