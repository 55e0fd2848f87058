"""A scripted worker who walks from `/daftar` to the account, or to the Kartu Pendataan, on a fake Telegram.

The worker reads what the chat shows and answers it, each question once, however often it is shown: whoever is asked
twice because a send was repeated does not answer twice, and whoever is never asked the next question waits in vain.
"""

import csv
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bot.app import Store
from bot.jobs.roster_import import ImportReport, import_roster
from bot.playground.people import User
from bot.playground.roster_headings import HEADINGS
from storage import roster
from tests.journey_people import Worker, worker
from tests.journey_script import (
    BORN,
    CARD,
    DONE,
    OFFERS,
    PAPERS,
    PICTURES,
    QUESTIONS,
    TAPS,
    WHOLE_WAY,
    shown_heading,
    words,
)

__all__ = ["CARD", "DONE", "QUESTIONS", "WHOLE_WAY", "Journey", "Worker", "enlist", "worker", "write_sheet"]

KODE: Final = "DINAS-UJI"
_TAKE: Final = "Pakai berkas ini"


def enlist(store: Store, workers: Iterable[Worker], kode: str = KODE) -> ImportReport:
    """Let an instansi take part, if it does not yet, and register the workers by its sheet."""
    now = datetime.now(UTC)
    with store.database.transaction() as session:
        if roster.find_instansi(session, kode) is None:
            roster.add_instansi(session, kode, "Dinas Uji Contoh", None, now)
    with tempfile.TemporaryDirectory() as folder:
        sheet = write_sheet(Path(folder) / "pegawai.csv", workers)
        return import_roster(store.database, store.vault, kode, sheet, now=now)


def write_sheet(path: Path, workers: Iterable[Worker]) -> Path:
    """Write the sheet by which an instansi registers these workers."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADINGS, *(_row(one) for one in workers)])
    return path


def _row(one: Worker) -> tuple[str, ...]:
    whose = (one.nik, one.nama, one.kk, "", one.tempat_lahir, BORN, "L")
    school = ("S-1", "Pendidikan Guru", "IJZ-1", "20-08-2012", "Universitas Contoh")
    sk = ("800/1/SK/2019", "02-01-2019", "02-01-2019", "", "S-1", "Guru Kelas", "SDN Contoh 1")
    return (*whose, *school, *sk, "Kepala Dinas", "Pimpinan unit kerja", "APBD")


@dataclass(slots=True)
class Journey:
    """One worker's way through the chat; `seen` are the headings shown, `patience` the seconds for each answer."""

    user: User
    worker: Worker
    patience: float = 30.0
    seen: list[str] = field(default_factory=list)
    _offers: dict[str, str] = field(default_factory=dict)

    async def walk(self, until: str = DONE) -> dict[str, Any]:
        """From `/daftar` up to the screen with this heading, which is given as the chat shows it, unanswered.

        Raises:
            TimeoutError: the next question did not come.
        """
        if not self.seen:
            await self.user.text("/daftar")
        while True:
            asked = await self.user.wait(self._unanswered, self.patience)
            assert asked is not None
            heading, message = asked
            if heading == until:
                return message
            self.seen.append(heading)
            await self._answer(heading, message)

    def _unanswered(self, messages: list[dict[str, Any]]) -> tuple[str, dict[str, Any]] | None:
        for message in reversed(messages):
            heading = self._heading(message) if message["from"] == "bot" else ""
            if heading and heading not in self.seen:
                return heading, message
        return None

    def _heading(self, message: dict[str, Any]) -> str:
        """That of its words; of an offer, which has none, the next one of its kind."""
        taken = [key["callback_data"] for row in message["buttons"] for key in row if key["text"] == _TAKE]
        if not taken:
            return shown_heading(message)
        if not self._is_whole(message):
            return ""
        return self._offers.setdefault(taken[0], OFFERS[min(len(self._offers), len(OFFERS) - 1)])

    def _is_whole(self, message: dict[str, Any]) -> bool:
        """Whether all photos of an album have come: one that was late makes a second offer."""
        asked = next(PAPERS[heading] for heading in reversed(self.seen) if heading in PAPERS)
        pages = len(self.worker.papers[asked])
        return pages == 1 or f"{pages} halaman" in message["text"]

    async def _answer(self, heading: str, message: dict[str, Any]) -> None:
        one = self.worker
        match heading:
            case "KTP atau Surat Keterangan Kependudukan":
                await self.user.document(one.pictures["ktp"], "ktp.jpg", "image/jpeg")
            case _ if heading in PICTURES:
                await self.user.photo(one.pictures[PICTURES[heading]])
            case _ if heading in PAPERS:
                await self._sends(one.papers[PAPERS[heading]])
            case "Pilih kabupaten/kota domisili Anda":
                await self.user.tap(message["id"], message["buttons"][0][0]["text"])
            case _ if heading in TAPS:
                await self.user.tap(message["id"], TAPS[heading])
            case _:
                await self.user.text(words(one)[heading])

    async def _sends(self, pages: tuple[bytes, ...]) -> None:
        if len(pages) > 1:
            await self.user.album(pages)
        else:
            await self.user.document(pages[0], "berkas.jpg", "image/jpeg")
