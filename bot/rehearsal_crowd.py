"""The records of the playground's crowd: accounts, files, answers and decisions, made through the store as chats do."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from argon2 import PasswordHasher
from sqlmodel import Session

from bot.app import Store
from bot.playground import crowd_papers
from bot.playground.crowd import Colleague
from bot.rules.clock import today_wib
from storage import accounts, papers, records, roster, staff, submissions, verdicts, verification
from storage.accounts import NewAccount
from storage.decisions import APPROVED, RETURNED
from storage.staff import Role
from storage.verdicts import Verdict

_VERIFIER: Final = 2000
"""Whoever decided on them before anybody came to play."""
_ENDED: Final = ("selesai", "dikembalikan", "disetujui")
_DAYS: Final = 12
_PAPERS: Final = {"sk": "SURAT KEPUTUSAN", "bukti": "BUKTI PEMBAYARAN GAJI"}
_SAID: Final = {
    "kabupaten": "3201",
    "alamat": "Jl. Kenanga Contoh No. 3, Cibinong",
    "status_perkawinan": "kawin",
    "agama": "islam",
    "gelar_depan": "-",
    "gelar_belakang": "S.Pd.",
    "tingkat_pendidikan": "40",
    "pendidikan_terakhir": "S-1 Pendidikan Guru Sekolah Dasar",
    "tanggal_lulus": "2011-08-14",
}


def play(store: Store, instansi_id: int, colleagues: tuple[Colleague, ...], now: datetime) -> None:
    """Bring each of them to where they stand, over the last days; whoever has an account already is left alone."""
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("kata sandi contoh 2022")
    with store.database.transaction() as session:
        code = staff.invite(session, store.vault, Role("verifier", instansi_id), now)
        staff.redeem(session, store.vault, _VERIFIER, code, now)
    for one in colleagues:
        with store.database.transaction() as session:
            worker = roster.find_by_nik(session, store.vault, one.nik)
            if worker is not None and worker.status == "terdaftar" and one.state != "terdaftar":
                _Life(store, session, one, worker.id, hashed, now).lived()


class _Life:
    """One colleague's way through the pendataan."""

    def __init__(
        self, store: Store, session: Session, of: Colleague, worker_id: int, hashed: str, now: datetime
    ) -> None:
        self._store = store
        self._session = session
        self._of = of
        self._worker_id = worker_id
        self._hashed = hashed
        self._now = now
        self._begun = now - timedelta(days=1 + of.place % _DAYS, hours=of.place % 7)

    def lived(self) -> None:
        """From the account to the last decision."""
        account = self._account()
        if self._of.state == "berakun":
            return
        self._answers(account, whole=self._of.state in _ENDED)
        if self._of.state not in _ENDED:
            return
        ended = self._begun + timedelta(hours=3)
        records.finish(self._session, self._store.vault, account, self._of.telegram, ended)
        if self._of.state != "selesai":
            self._decided(account, ended + timedelta(hours=5))

    def _account(self) -> int:
        of = self._of
        files = {
            "ktp": self._picture(crowd_papers.ktp(of)),
            "pasfoto": self._picture(crowd_papers.pasfoto(of)),
            "swafoto": self._picture(crowd_papers.swafoto(of)),
        }
        new = NewAccount(
            worker_id=self._worker_id,
            telegram_id=of.telegram,
            nama=of.nama.upper(),
            tempat_lahir=of.tempat.upper(),
            kk=of.kk,
            ponsel=f"+62812000{of.place:05}",
            email=f"pekerja{of.place}@contoh.id",
            password_hash=self._hashed,
            pertanyaan_pengaman="ibu",
            jawaban_hash=self._hashed,
            consented_at=self._begun,
            files=files,
        )
        return accounts.create(self._session, self._store.vault, new, self._begun).id

    def _picture(self, data: bytes) -> dict[str, Any]:
        return {"file": self._store.files.put(data), "size": len(data), "width": 300, "height": 400, "warnings": []}

    def _answers(self, account: int, *, whole: bool) -> None:
        """All of them, or biodata and ijazah alone."""
        at = self._begun + timedelta(hours=1)
        said = {**_SAID, "tempat_lahir_ijazah": self._of.tempat, "tanggal_lahir_ijazah": self._of.lahir.isoformat()}
        records.keep_biodata(self._session, self._store.vault, account, said, self._of.telegram, at)
        self._paper(account, "ijazah", 0, "IJAZAH SARJANA", at)
        for kind, title in _PAPERS.items() if whole else ():
            self._paper(account, kind, self._worker_id, title, at)
        for page in ("dokumen", "biodata", "riwayat") if whole else ("dokumen",):
            records.confirm_page(self._session, account, page)

    def _paper(self, account: int, kind: str, riwayat_id: int, title: str, at: datetime) -> None:
        data = crowd_papers.paper(title, self._of)
        file: Mapping[str, Any] = {
            "file": self._store.files.put(data),
            "form": "jpeg",
            "size": len(data),
            "pages": 1,
        }
        papers.keep(self._session, self._store.vault, account, kind, riwayat_id, file, self._of.telegram, at)

    def _decided(self, account: int, at: datetime) -> None:
        vault = self._store.vault
        seen = submissions.load(self._session, vault, account)
        instansi = seen.record.instansi.id
        verification.claim_this(self._session, instansi, self._worker_id, _VERIFIER, at)
        verdict = (
            Verdict(APPROVED, seen.version)
            if self._of.state == "disetujui"
            else Verdict(RETURNED, seen.version, ("sk",), "SK halaman kedua belum ada.")
        )
        verdicts.decide(self._session, vault, seen, verdict, _VERIFIER, today_wib(at), at)
