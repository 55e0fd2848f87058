"""The invented people of the playground: whom one chats as, and what their instansi sends in for them."""

from dataclasses import dataclass
from typing import Final

from bot.playground.cast import Fact, Person
from bot.playground.sample_people import Person as Portrayed

KODE: Final = "DISDIK-BOGOR"
INSTANSI: Final = "Dinas Pendidikan Kabupaten Bogor (contoh)"
OTHER_KODE: Final = "RSUD-CONTOH"
OTHER_INSTANSI: Final = "Rumah Sakit Umum Daerah Contoh"

_WORDS_OF: Final = "kata sandi contoh 2022"


@dataclass(frozen=True, slots=True)
class _Worker:
    """One invented worker: as the person types it, and (`registered_kk`) as the instansi sent it in."""

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
            "S-1",
            "Pendidikan Guru Sekolah Dasar",
            "IJZ-2012-0001",
            "20-08-2012",
            "Universitas Contoh",
            "800/001/SK/2019",
            "02-01-2019",
            "02-01-2019",
            "",
            "S-1",
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

PORTRAYED: Final = Portrayed("BUDI SANTOSO", _BUDI.nik, "BOGOR", _BUDI.tanggal, "LAKI-LAKI")

HEADINGS: Final = (
    "NIK",
    "Nama Lengkap",
    "Nomor Kartu Keluarga",
    "No Peserta THK-II",
    "Tempat Lahir",
    "Tanggal Lahir",
    "Jenis Kelamin",
    "Tingkat Pendidikan",
    "Pendidikan Terakhir",
    "Nomor Ijazah",
    "Tanggal Lulus",
    "Nama Sekolah",
    "Nomor SK",
    "Tanggal SK",
    "Tanggal Mulai",
    "Tanggal Berakhir",
    "Pendidikan SK",
    "Jabatan",
    "Unit Kerja",
    "Jabatan Penandatangan SK",
    "Jenis Jabatan Penandatangan SK",
    "Jenis Pembayaran Gaji",
)


def roster_rows() -> tuple[tuple[str, ...], ...]:
    """The instansi's sheet: headings, then a row for each worker whom it registers."""
    return (HEADINGS, *(worker.row() for worker in (_BUDI, _SITI, _DEWI)))


def people(admin_code: str | None, helpdesk_code: str | None) -> tuple[Person, ...]:
    """Whom one can chat as; the two of the staff come through their invites, if those are still to be used."""
    return (
        _worker(1001, _BUDI, "Guru honorer, sudah didaftarkan instansinya"),
        _worker(1002, _SITI, "Eks THK-II, sudah didaftarkan instansinya"),
        _worker(1003, _RINA, "Belum didaftarkan instansi mana pun"),
        _worker(1004, _DEWI, "Nomor KK-nya berbeda dengan data instansi"),
        Person(1005, "Agus Hidayat", f"Admin {INSTANSI}", start=admin_code),
        Person(1006, "Maya Putri", "Petugas helpdesk", start=helpdesk_code),
    )


def _worker(number: int, worker: _Worker, about: str) -> Person:
    phone = "62" + worker.ponsel.replace(" ", "").removeprefix("0")
    return Person(number, worker.nama, about, worker.facts(), phone=phone)
