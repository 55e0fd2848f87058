"""The invented people of the playground: whom one chats as, and what their instansi sends in for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.playground.cast import Fact, Person
from bot.playground.crowd import colleagues
from bot.playground.roster_headings import HEADINGS
from bot.playground.sample_people import Person as Portrayed

KODE: Final = "DISDIK-BOGOR"
INSTANSI: Final = "Dinas Pendidikan Kabupaten Bogor (contoh)"
OTHER_KODE: Final = "RSUD-CONTOH"
OTHER_INSTANSI: Final = "Rumah Sakit Umum Daerah Contoh"

_WORDS_OF: Final = "kata sandi contoh 2022"
_ALAMAT: Final = "Jl. Melati Contoh No. 12, RT 003/RW 007, Cibinong"
# As on the papers among the sample files.
_SEKOLAH: Final = (
    "S-1",
    "Pendidikan Guru Sekolah Dasar",
    "0123/UCN/S1/2013",
    "14-08-2013",
    "Universitas Contoh Nusantara",
)
_RIWAYAT: Final = ("800/001/SK/2019", "02-01-2019", "02-01-2019", "31-12-2021", "S-1 Pendidikan Guru Sekolah Dasar")


@dataclass(frozen=True, slots=True)
class _Worker:
    """One invented worker: as the person types it, and (`registered_kk`) as the instansi sent it in.

    `sekolah` and `riwayat` are the sheet's columns from Tingkat Pendidikan on and from Nomor SK on; `earlier` is what
    an SK before that says, which the instansi did not send in.
    """

    nik: str
    kk: str
    nama: str
    tempat: str
    tanggal: str
    kelamin: str
    ponsel: str
    email: str
    jabatan: str
    thk2: str = ""
    registered_kk: str = ""
    sekolah: tuple[str, ...] = _SEKOLAH
    riwayat: tuple[str, ...] = _RIWAYAT
    earlier: tuple[Fact, ...] = ()

    def facts(self) -> tuple[Fact, ...]:
        """What to type, question by question."""
        return (
            Fact("NIK", self.nik),
            Fact("Nomor KK", self.kk),
            Fact("Nama", self.nama),
            Fact("Tempat lahir", self.tempat),
            Fact("Tanggal lahir", self.tanggal),
            Fact("Nomor HP", self.ponsel),
            Fact("E-mail", self.email),
            Fact("Password", _WORDS_OF),
            Fact("Jawaban pengaman", "Melati"),
            Fact("Alamat domisili", _ALAMAT),
            *self.earlier,
        )

    def row(self) -> tuple[str, ...]:
        """The row that the instansi imports."""
        return (
            self.nik,
            self.nama,
            self.registered_kk or self.kk,
            self.thk2,
            self.tempat,
            self.tanggal,
            self.kelamin,
            *self.sekolah,
            *self.riwayat,
            self.jabatan,
            "SD Negeri Contoh 1",
            "Kepala Dinas",
            "Pimpinan unit kerja",
            "APBD",
        )


_BUDI: Final = _Worker(
    "3201010703900001",
    "3201010101150017",
    "Budi Santoso",
    "Bogor",
    "07-03-1990",
    "L",
    "0812 3456 7801",
    "budi.santoso@contoh.id",
    "Guru Kelas",
    earlier=(
        Fact("SK sebelumnya: nomor", "800/014/SK/2017"),
        Fact("SK sebelumnya: tanggal", "02-01-2017"),
        Fact("SK sebelumnya: mulai", "02-01-2017"),
        Fact("SK sebelumnya: berakhir", "31-12-2018"),
    ),
)
_SITI: Final = _Worker(
    "3201014508780002",
    "3201010101150002",
    "Siti Aminah",
    "Sukabumi",
    "05-08-1978",
    "P",
    "0812 3456 7802",
    "siti.aminah@contoh.id",
    "Tenaga Administrasi",
    thk2="5132010001234",
    sekolah=("SMK", "Administrasi Perkantoran", "MK-01/0456/1997", "05-06-1997", "SMK Contoh Bogor"),
    riwayat=("814.1/027/SK/2004", "21-06-2004", "01-07-2004", "31-12-2021", "SMK Administrasi Perkantoran"),
)
_RINA: Final = _Worker(
    "3201015212950003",
    "3201010101150003",
    "Rina Marlina",
    "Bandung",
    "12-12-1995",
    "P",
    "0812 3456 7803",
    "rina.marlina@contoh.id",
    "Pustakawan",
)
_DEWI: Final = _Worker(
    "3201016104880004",
    "3201010101220004",
    "Dewi Lestari",
    "Cianjur",
    "21-04-1988",
    "P",
    "0812 3456 7804",
    "dewi.lestari@contoh.id",
    "Laboran",
    registered_kk="3201010101150004",
)

ADMIN: Final = 1005
OF_INSTANSI: Final[Mapping[int, str]] = {ADMIN: "admin", 1009: "operator", 1010: "verifier", 1011: "verifier"}
OF_OTHER: Final[Mapping[int, str]] = {1012: "admin"}
OF_NATION: Final[Mapping[int, str]] = {1006: "helpdesk", 1007: "helpdesk", 1008: "pusat"}
"""Who is invited as what, by the two instansi and nationwide; a second one where one alone may not decide or take."""
_FROM_DUKCAPIL: Final = (
    Fact("Jawaban Dukcapil", f"Nomor KK {_DEWI.kk} atas nama {_DEWI.nama} benar, terbit Januari 2022."),
    Fact("Nomor KK Dewi, menurut Dukcapil", _DEWI.kk),
)

PORTRAYED: Final = Portrayed("BUDI SANTOSO", _BUDI.nik, "BOGOR", _BUDI.tanggal, "LAKI-LAKI")


def roster_rows() -> tuple[tuple[str, ...], ...]:
    """The instansi's sheet: headings, then a row for each worker whom it registers."""
    return (HEADINGS, *(one.row() for one in (_BUDI, _SITI, _DEWI)), *(one.row() for one in colleagues()))


def people(invites: Mapping[int, str]) -> tuple[Person, ...]:
    """Whom one can chat as; the staff come through their invites (codes by person), if those are still to be used."""
    return (
        _worker(1001, _BUDI, "Guru honorer, sudah didaftarkan instansinya"),
        _worker(1002, _SITI, "Eks THK-II, sudah didaftarkan instansinya"),
        _worker(1003, _RINA, "Belum didaftarkan instansi mana pun"),
        _worker(1004, _DEWI, "Nomor KK-nya berbeda dengan data instansi"),
        Person(ADMIN, "Agus Hidayat", f"Admin {INSTANSI}", start=invites.get(ADMIN)),
        Person(1006, "Maya Putri", "Petugas helpdesk", _FROM_DUKCAPIL, start=invites.get(1006)),
        Person(1007, "Bayu Pratama", "Petugas helpdesk kedua", start=invites.get(1007)),
        Person(1008, "Ratna Kusuma", "Petugas pusat: instansi, batas waktu, laporan", start=invites.get(1008)),
        Person(1009, "Tono Wijaya", f"Operator {INSTANSI}", start=invites.get(1009)),
        Person(1010, "Lilis Suryani", f"Verifikator {INSTANSI}", start=invites.get(1010)),
        Person(1011, "Hadi Prasetyo", "Verifikator kedua instansi yang sama", start=invites.get(1011)),
        Person(1012, "Nita Anggraini", f"Admin {OTHER_INSTANSI}", start=invites.get(1012)),
    )


def _worker(number: int, worker: _Worker, about: str) -> Person:
    phone = "62" + worker.ponsel.replace(" ", "").removeprefix("0")
    return Person(number, worker.nama, about, worker.facts(), phone=phone)
