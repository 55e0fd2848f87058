"""A scripted worker who walks `/daftar` to the account on a fake Telegram.

The worker reads what the chat shows and answers it, each question once, however often it is shown: whoever is asked
twice because a send was repeated does not answer twice, and whoever is never asked the next question waits in vain.
"""

import csv
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw

from bot.bootstrap import Store
from bot.jobs.roster_import import ImportReport, import_roster
from bot.playground.invented import HEADINGS
from bot.playground.people import User
from storage import roster

KODE: Final = "DINAS-UJI"
BORN: Final = "07-03-1990"
DONE: Final = "Akun Anda sudah jadi"
QUESTIONS: Final = (
    "Persetujuan",
    "Nomor Induk Kependudukan (NIK)",
    "Nomor Kartu Keluarga",
    "Nama Lengkap sesuai KTP",
    "Tempat Lahir sesuai KTP",
    "Tanggal Lahir sesuai KTP",
    "Nomor handphone aktif",
    "Alamat e-mail pribadi yang aktif",
    "Password",
    "Pertanyaan Pengaman",
    "Jawaban Pengaman",
    "KTP atau Surat Keterangan Kependudukan",
    "Pasfoto",
    "Swafoto",
    "Langkah 2 sudah lengkap",
    "Periksa data Anda",
    "Yakin semua sudah benar?",
)
"""The headings of everything that is asked, in order."""

_BLUE: Final = (36, 92, 168)
_SCREENS: Final = frozenset({*QUESTIONS, DONE})


@dataclass(frozen=True, slots=True)
class Worker:
    """An invented worker, and what this one types; `pictures` by kind, all within the limits."""

    person: int
    nik: str
    kk: str
    nama: str
    tempat_lahir: str
    ponsel: str
    email: str
    password: str
    jawaban: str
    pictures: Mapping[str, bytes]

    @property
    def secrets(self) -> dict[str, str]:
        """What nobody may find in the clear anywhere, in each of its spellings."""
        digits = "".join(filter(str.isdecimal, self.ponsel))
        return {
            "nik": self.nik,
            "kk": self.kk,
            "ponsel": self.ponsel,
            "ponsel digits": digits,
            "ponsel e164": f"+62{digits[1:]}",
            "ponsel national": digits[1:],
            "email": self.email,
            "password": self.password,
            "jawaban": self.jawaban,
            "jawaban folded": self.jawaban.casefold(),
        }


def worker(number: int, first_person: int = 50_000) -> Worker:
    """The invented worker of this number, 1 to 9999: a man born on 7 March 1990."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04d}")
    return Worker(
        person=first_person + number,
        nik=f"320101070390{number:04d}",
        kk=f"320101010115{9999 - number:04d}",
        nama=f"Budi {letters.title()}",
        tempat_lahir=f"Desa {letters[::-1].title()}",
        ponsel=f"0812 7{number:03d} {9999 - number:04d}",
        email=f"budi.{letters}@contoh.id",
        password=f"angin {letters} di sawah",
        jawaban=f"Melati {letters.title()}",
        pictures={kind: _picture(number, place) for place, kind in enumerate(("ktp", "pasfoto", "swafoto"))},
    )


def _picture(number: int, place: int) -> bytes:
    """A small colour JPEG on blue that no other number and place has."""
    image = Image.new("RGB", (240, 320), _BLUE)
    draw = ImageDraw.Draw(image)
    draw.ellipse((60, 80, 180, 300), fill=(214, 160 - 20 * place, 90))
    for bit in range(14):
        if number >> bit & 1:
            draw.rectangle((64 + 8 * bit, 250, 70 + 8 * bit, 280), fill=(250, 240, 40))
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


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
            heading = shown_heading(message) if message["from"] == "bot" else ""
            if heading and heading not in self.seen:
                return heading, message
        return None

    async def _answer(self, heading: str, message: dict[str, Any]) -> None:
        one = self.worker
        match heading:
            case "KTP atau Surat Keterangan Kependudukan":
                await self.user.document(one.pictures["ktp"], "ktp.jpg", "image/jpeg")
            case "Pasfoto" | "Swafoto":
                await self.user.photo(one.pictures[heading.lower()])
            case _ if heading in _TAPS:
                await self.user.tap(message["id"], _TAPS[heading])
            case _:
                await self.user.text(_words(one)[heading])


def shown_heading(message: Mapping[str, Any]) -> str:
    """The heading of the screen that a message shows, or nothing."""
    return next((line for line in message["text"].split("\n") if line in _SCREENS), "")


_TAPS: Final = {
    "Persetujuan": "Setuju",
    "Pertanyaan Pengaman": "Siapa guru favorit Anda?",
    "Langkah 2 sudah lengkap": "Lanjutkan",
    "Periksa data Anda": "Proses Pembuatan Akun",
    "Yakin semua sudah benar?": "Ya",
}


def _words(one: Worker) -> dict[str, str]:
    return {
        "Nomor Induk Kependudukan (NIK)": one.nik,
        "Nomor Kartu Keluarga": one.kk,
        "Nama Lengkap sesuai KTP": one.nama,
        "Tempat Lahir sesuai KTP": one.tempat_lahir,
        "Tanggal Lahir sesuai KTP": BORN,
        "Nomor handphone aktif": one.ponsel,
        "Alamat e-mail pribadi yang aktif": one.email,
        "Password": one.password,
        "Jawaban Pengaman": one.jawaban,
    }
