"""The world around the tests' chats: a store that forgets everything after each test, a roster, files, and a clock."""

import hashlib
import random
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from PIL import Image
from sqlmodel import Session, col, select

from bot.conversations import wording
from bot.conversations.bantuan.spoken import with_answers
from bot.conversations.context import Context, Notice
from bot.conversations.filling.sizes import Sizes
from bot.conversations.wording import Wording
from bot.documents.papers import PaperRule
from bot.documents.pictures import PictureRule
from bot.engine.effects import Commands, Discard, Work
from bot.engine.flow import Flow
from bot.flows import build_flows
from bot.gateway.fetch import Fetcher, FileUnavailableError
from bot.gateway.send import Post
from bot.jobs.card_reading import CardReading
from bot.jobs.letters import letter_jobs
from bot.jobs.papers import Papers
from bot.jobs.search import Search
from bot.jobs.uploads import Uploads
from bot.jobs.watching import tell_watchers
from bot.operator_files import load_questions
from bot.rules.eligibility import Terms
from bot.rules.questions import Questions
from bot.settings import Settings
from storage import roster
from storage.crypto import Vault
from storage.files import FileMissingError, FileStore
from storage.ids import new_id
from storage.models.accounts import Account, AccountFile
from storage.models.roster import Instansi, Riwayat, Worker
from tests.databases import fresh

MORNING = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
KB = 1024
LIMIT = 200 * KB
LEAST_PAPER = 2 * KB
DINAS = "DISDIK"
DINAS_NAME = "Dinas Pendidikan Kabupaten Contoh"
_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass(frozen=True, slots=True)
class Who:
    """An invented person, as they type their data."""

    nik: str = "3201014703900001"
    kk: str = "3201010101010009"
    nama: str = "Sari Wulandari"
    tempat_lahir: str = "Bogor"
    tanggal_lahir: str = "7 Maret 1990"
    ponsel: str = "0812 9876 7890"
    email: str = "sari@contoh.id"
    password: str = "angin sepoi di sawah"
    jawaban: str = "Melati"


SARI = Who()
BUDI = replace(SARI, nik="3201010703900002", kk="3201010101010010", nama="Budi Santoso", email="budi@contoh.id")


class Cupboard(FileStore):
    """Stored files, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        key = f"{len(self.kept):08x}{random.randrange(2**64):016x}"
        self.kept[key] = data
        return key

    def put_as(self, name: str, data: bytes) -> str:
        key = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
        self.kept[key] = data
        return key

    def get(self, key: str) -> bytes:
        if key not in self.kept:
            raise FileMissingError
        return self.kept[key]

    def remove(self, key: str) -> None:
        del self.kept[key]


class _Sent(Fetcher):
    """What people sent, by Telegram's id of it."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    async def get(self, file: str) -> bytes:
        if file not in self.files:
            raise FileUnavailableError
        return self.files[file]


class Silent(Post):
    """A chat's head that shows nothing."""

    def __init__(self) -> None:
        pass

    async def action(self, person: int, action: str) -> None:
        del person, action


class House:
    """One open transaction that is never committed, and what the conversations need around it."""

    def __init__(self, session: Session, *, captcha_on: bool = True) -> None:
        self.session = session
        self.vault = Vault(bytes(range(32)))
        self.words = spoken()
        self.flows = flows(captcha_on=captcha_on)
        self.dice = random.Random(7)
        self.now = MORNING
        self.sent = _Sent()
        self.files = Cupboard()
        self.discarded: list[str] = []
        self.terms = Terms()
        self.told: dict[int, list[tuple[str, str]]] = {}
        self.menus: dict[int, tuple[str, ...]] = {}
        rule = PictureRule(LIMIT)
        rules = {"ktp": rule, "pasfoto": replace(rule, blue_background=True), "swafoto": rule}
        busy = self.words.text("common", "busy.picture")
        self.uploads = Uploads(self.sent, Silent(), self.files, rules, busy)
        papers = dict.fromkeys(("ijazah", "kk", "sk", "bukti"), PaperRule(LEAST_PAPER, LIMIT, min_side=200))
        attached = PaperRule(0, LIMIT, min_side=200)
        self.papers = Papers(
            self.sent,
            Silent(),
            self.files,
            {**papers, "lampiran": attached, "sptjm": PaperRule(0, LIMIT, min_side=200, pdf_only=True)},
            busy,
        )
        self.cards = CardReading(self.sent)
        self.search = Search(lambda: nullcontext(session), self.vault)
        self.letters = letter_jobs(lambda: nullcontext(session), self.vault, self.files)

    # -- what instansi do ------------------------------------------------------------------------------------------

    def opens(self, kode: str = DINAS, nama: str = DINAS_NAME, deadline: date | None = None) -> Instansi:
        """An instansi takes part, from now on or already."""
        found = self.session.exec(select(Instansi).where(col(Instansi.kode) == kode)).first()
        if found is None:
            roster.add_instansi(self.session, kode, nama, deadline, self.now)
            found = self.session.exec(select(Instansi).where(col(Instansi.kode) == kode)).one()
        return found

    def registers(
        self,
        who: Who,
        kode: str = DINAS,
        born: date = date(1990, 3, 7),
        *,
        kk: str | None = "",
        thk2: str | None = None,
        **more: Any,  # noqa: ANN401 - columns of Worker
    ) -> Worker:
        """An instansi registers somebody; `kk` other than what they type, or None for not given."""
        worker_id = new_id()
        number = who.kk if kk == "" else kk
        worker = Worker(
            id=worker_id,
            instansi_id=self.opens(kode).id,
            nik=self.vault.seal("worker", "nik", worker_id, who.nik),
            nik_index=self.vault.index("nik", who.nik),
            kk=None if number is None else self.vault.seal("worker", "kk", worker_id, number),
            nama=who.nama.upper(),
            tempat_lahir=who.tempat_lahir.upper(),
            tanggal_lahir=born,
            jenis_kelamin="P",
            jabatan="Guru",
            unit_kerja="SDN Contoh 1",
            row_index=b"",
            registered_at=self.now,
            no_peserta_thk2=thk2,
            **more,
        )
        self.session.add(worker)
        self.session.flush()
        self.session.add(
            Riwayat(
                id=worker_id,
                worker_id=worker_id,
                source="instansi",
                tanggal_mulai=date(2018, 1, 2),
                jabatan="Guru",
                unit_kerja="SDN Contoh 1",
                nomor_sk="800/12/2018",
                tanggal_sk=date(2018, 1, 2),
                pendidikan="S1 PGSD",
                jenis_pembayaran="APBD",
            )
        )
        self.session.flush()
        tell_watchers(self.session, self.vault, self.words, [worker.nik_index], self.now)
        return worker

    def removes(self, who: Who) -> None:
        """An instansi takes back whom it registered."""
        worker = self._worker(who)
        for riwayat in self.session.exec(select(Riwayat).where(col(Riwayat.worker_id) == worker.id)):
            self.session.delete(riwayat)
        self.session.flush()
        self.session.delete(worker)
        self.session.flush()

    def moves(self, who: Who, kode: str, nama: str) -> None:
        """Another instansi now holds this worker, under a record of its own."""
        self.removes(who)
        self.opens(kode, nama)
        self.registers(who, kode)

    def finalises(self, kode: str = DINAS) -> None:
        """An instansi ends its pendataan."""
        self.opens(kode).finalised_at = self.now
        self.session.flush()

    def reopens(self, kode: str = DINAS) -> None:
        """Pusat opens it again."""
        self.opens(kode).finalised_at = None
        self.session.flush()

    def ends_on(self, deadline: date, kode: str = DINAS) -> None:
        """Pusat sets a deadline."""
        self.opens(kode).deadline = deadline
        self.session.flush()

    def _worker(self, who: Who) -> Worker:
        index = self.vault.index("nik", who.nik)
        return self.session.exec(select(Worker).where(col(Worker.nik_index) == index)).one()

    # -- what came of it -------------------------------------------------------------------------------------------

    def accounts(self) -> list[Account]:
        """All accounts, oldest first."""
        return list(self.session.exec(select(Account).order_by(col(Account.id))))

    def account_files(self, account: Account) -> list[AccountFile]:
        """The files of an account."""
        return list(self.session.exec(select(AccountFile).where(col(AccountFile.account_id) == account.id)))

    def opened(self, account: Account, column: str) -> str:
        """A sealed column of an account, in clear."""
        return self.vault.open("account", column, account.id, getattr(account, column))

    def forgets(self, discard: Discard) -> None:
        """A file that no answer names any more goes; twice would be a mistake."""
        self.files.remove(discard.file)
        self.discarded.append(discard.file)

    def tells(self, notice: Notice) -> None:
        """Somebody is told what another person did: `told` has the code and the words, by person; `menus` the roles."""
        if isinstance(notice.say, Commands):
            self.menus[notice.person] = notice.say.roles
            return
        words = self.words.message(notice.conversation, notice.say).html
        self.told.setdefault(notice.person, []).append((notice.say.text, words))

    def context(self, person: int) -> Context:
        """What a gate gets in somebody's turn."""
        return Context(self.session, self.vault, person, self.now, terms=self.terms)

    # -- time and restarts -----------------------------------------------------------------------------------------

    def waits(self, how_long: timedelta) -> None:
        """Time passes."""
        self.now += how_long

    def restarts(self, *, captcha_on: bool = True) -> None:
        """Everything in memory goes; what is stored stays."""
        self.session.flush()
        self.session.expunge_all()
        self.flows = flows(captcha_on=captcha_on)


@cache
def questions() -> Questions:
    """The questions of `/bantuan` that come along."""
    return load_questions(Settings(_env_file=None))


@cache
def spoken() -> Wording:
    """All texts, the answers to the questions among them."""
    return with_answers(wording.load("ContohBot"), questions())


KNOWN: dict[str, Any] = {
    "tingkat_pendidikan": "S1",
    "pendidikan_terakhir": "S1 PGSD",
    "nomor_ijazah": "UN-12/2012",
    "tanggal_lulus": date(2012, 8, 15),
    "nama_sekolah": "Universitas Contoh",
}
"""What an instansi may know besides, in full."""


def hashed(work: Work) -> dict[str, Any]:
    """The hashing job, cheap."""
    return {"value": _HASHER.hash(work.args["text"])}


def verified(kept: str, typed: str) -> bool:
    """Whether the hash is of what was typed."""
    try:
        return _HASHER.verify(kept, typed)
    except VerifyMismatchError:
        return False


@cache
def flows(*, captcha_on: bool) -> dict[str, Flow]:
    """The conversations as a settled bot has them."""
    return build_flows(Settings(_env_file=None, captcha="on" if captcha_on else "off"), questions())


SIZES: Final = Sizes(picture=LIMIT, paper_least=LEAST_PAPER, paper=LIMIT, sptjm=LIMIT)
"""How large files may be, for a conversation that is built by itself."""


def fresh_session(folder: Path) -> tuple[Session, Callable[[], None]]:
    """A session on a migrated database, and what closes both."""
    database = fresh(folder)
    connection = database.engine.connect()
    session = Session(connection, autoflush=False)

    def close() -> None:
        session.close()
        connection.close()
        database.close()

    return session, close


# -- pictures --------------------------------------------------------------------------------------------------------


@cache
def photo(size: tuple[int, int] = (300, 400), background: tuple[int, int, int] = (30, 80, 190), **saved: Any) -> bytes:  # noqa: ANN401
    """A small colour JPEG: something like a face before a background."""
    picture = Image.new("RGB", size, background)
    skin = Image.radial_gradient("L").resize((size[0] // 2, size[1] // 2))
    picture.paste(
        Image.merge("RGB", (skin, skin.point([v // 2 for v in range(256)]), skin)), (size[0] // 4, size[1] // 2)
    )
    out = BytesIO()
    picture.save(out, "JPEG", **saved)
    return out.getvalue()


@cache
def noise(size: tuple[int, int] = (700, 900)) -> bytes:
    """A colour JPEG that is too big."""
    layers = [Image.effect_noise(size, spread) for spread in (90, 60, 30)]
    out = BytesIO()
    Image.merge("RGB", layers).save(out, "JPEG", quality=95)
    return out.getvalue()
