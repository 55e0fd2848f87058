"""A worker whose account is made and open, for tests of the pages: without the long way there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col, update

from bot.conversations.biodata.pendidikan import REFERENCE
from storage import accounts, papers, records, references, riwayat, sessions
from storage.accounts import NewAccount
from storage.models.audit import AuditRow
from storage.models.roster import Worker
from storage.records import Record
from storage.riwayat import Entry
from tests.chat import Chat
from tests.house import KNOWN, SARI, House, Who, noise, photo

COMPLETE = {
    "kabupaten": "3201",
    "alamat": "Jl. Melati No. 7 RT 02/RW 05, Contoh",
    "status_perkawinan": "kawin",
    "agama": "islam",
    "gelar_depan": "-",
    "gelar_belakang": "S.Pd.",
    "tingkat_pendidikan": "40",
    "pendidikan_terakhir": "S-1 Pendidikan Guru Sekolah Dasar",
    "nomor_ijazah": "UN-12/2012",
    "nama_sekolah": "Universitas Contoh",
    "tanggal_lulus": "2012-08-15",
    "tempat_lahir_ijazah": "Bogor",
    "tanggal_lahir_ijazah": "1990-03-07",
}
"""What the instansi does not know of a worker, as a record keeps it."""


def known(house: House, **other: str) -> "Filling":
    """Somebody of whom the instansi knows everything that it may, or other things."""
    facts: dict[str, Any] = {**KNOWN, **other}
    return Filling(house, house.registers(SARI, **facts))


def pages(count: int) -> Iterator[bytes]:
    """Photos that no two are alike."""
    return (photo((400 + number, 560)) for number in range(count))


def too_big() -> bytes:
    """A photo of a page that has to be made smaller."""
    return noise((700, 900))


class Filling(Chat):
    """A chat of somebody whose account is open; what is kept is looked up as the pages do."""

    def __init__(self, house: House, worker: Worker, who: Who = SARI, person: int = 71) -> None:
        super().__init__(house, person)
        picture = {"size": 5000, "width": 300, "height": 400, "warnings": []}
        files = {kind: {**picture, "file": house.files.put(photo())} for kind in ("ktp", "pasfoto", "swafoto")}
        new = NewAccount(
            worker.id,
            self.person,
            who.nama,
            who.tempat_lahir,
            who.kk,
            "+6281298767890",
            who.email,
            "",
            "ibu",
            "",
            house.now,
            files,
        )
        self.worker = worker.id
        self.account = accounts.create(house.session, house.vault, new, house.now).id
        self.opens()

    def opens(self) -> "Filling":
        """The account is open on this Telegram."""
        house = self.house
        sessions.open(house.session, self.account, self.person, house.now)
        return self

    # -- what is done without chatting -----------------------------------------------------------------------------

    def has_biodata(self, **changes: str | None) -> "Filling":
        """All biodata are given."""
        house = self.house
        said = {**COMPLETE, **changes}
        records.keep_biodata(house.session, house.vault, self.account, said, self.person, house.now)
        return self

    def has_paper(self, kind: str, entry: int = 0, data: bytes | None = None) -> str:
        """A paper is kept; its key."""
        house = self.house
        key = house.files.put(photo() if data is None else data)
        file = {"file": key, "form": "jpeg", "size": 204_800, "pages": 1}
        papers.keep(house.session, house.vault, self.account, kind, entry, file, self.person, house.now)
        return key

    def has_papers(self, *entries: int) -> "Filling":
        """The instansi's entry, and these, have their papers."""
        for entry in (self.worker, *entries):
            for kind in papers.OF_RIWAYAT:
                self.has_paper(kind, entry)
        return self

    def has_entry(self, start: date, end: date | None = None, **more: str) -> int:
        """An entry of one's own, without papers; its id."""
        house = self.house
        fields = {
            "nomor_sk": "800/1/2010",
            "tanggal_sk": start,
            "tanggal_mulai": start,
            "tanggal_berakhir": end,
            "unit_kerja": "SDN Contoh 3",
            "jabatan": "Guru Bantu",
            "pendidikan": "SLTA",
            "jabatan_penandatangan": "Kepala Dinas",
            "jenis_jabatan_penandatangan": "pimpinan_tinggi",
            "jenis_pembayaran": "APBD",
            **more,
        }
        return riwayat.add(house.session, house.vault, self.account, fields, self.person, house.now)

    def has_everything(self) -> "Filling":
        """Nothing lacks on any page, and each was left by Selanjutnya."""
        self.has_paper("ijazah")
        return self.has_biodata().has_papers().has_confirmed("dokumen", "biodata", "riwayat")

    def has_ended(self) -> "Filling":
        """The pendataan is ended."""
        records.finish(self.house.session, self.house.vault, self.account, self.person, self.house.now)
        return self

    def has_confirmed(self, *pages: str) -> "Filling":
        """These pages were left by Selanjutnya."""
        for page in pages:
            records.confirm_page(self.house.session, self.account, page)
        return self

    def pusat_loads(self, body: str) -> "Filling":
        """Pusat puts another reference of pendidikan in the place of the present one."""
        references.replace(self.house.session, REFERENCE, body, self.house.now)
        return self

    def is_decided(self, status: str) -> "Filling":
        """Somebody else sets where the record stands."""
        self.house.session.exec(update(Worker).where(col(Worker.id) == self.worker).values(status=status))
        return self

    # -- what is kept ----------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """The record."""
        return records.load(self.house.session, self.house.vault, self.account)

    def entries(self) -> list[Entry]:
        """The riwayat."""
        return riwayat.entries(self.house.session, self.account)

    def papers(self) -> dict[str, Any]:
        """The papers of the account by kind."""
        return {paper.kind: paper for paper in papers.of_account(self.house.session, self.account)}

    def trail(self) -> int:
        """How many entries the audit trail has."""
        return int(self.house.session.connection().execute(select(func.count(col(AuditRow.id)))).scalar_one())

    def kept(self) -> tuple[Any, ...]:
        """All that is kept of the worker."""
        house = self.house
        held = papers.of_account(house.session, self.account)
        return self.record(), tuple(map(_flat, self.entries())), tuple(held), self.trail()


def _flat(entry: Entry) -> tuple[Entry, tuple[Any, ...]]:
    return replace(entry, papers={}), tuple(sorted(entry.papers.items()))
