"""The colleagues of the playground's people: 57 invented workers of the same instansi, in every state of a record.

Nobody plays them. They are there so that verification, rekap and finalisasi have something to show.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, repeat
from typing import Final

from bot.playground.sample_people import Person as Portrayed

_FIRST_TELEGRAM: Final = 2001
_WOMEN: Final = (
    *("Ani", "Nur Aisyah", "Yuni", "Fitri", "Lina", "Mega", "Putri", "Wulan", "Ratih", "Indah"),
    *("Sari", "Tika", "Nani", "Eka", "Desi", "Umi"),
)
_MEN: Final = (
    *("Andi", "Joko", "Rudi", "Hendra", "Dedi", "Iwan", "Yusuf", "Bambang", "Eko", "Fajar"),
    *("Arif", "Ridwan", "Asep", "Cecep", "Ujang"),
)
_FAMILIES: Final = (
    *("Permata", "Saputra", "Nugraha", "Hartono", "Kurniawan", "Maulana", "Setiawan", "Pertiwi", "Rahayu"),
    *("Firmansyah", "Gunawan", "Puspita", "Hakim"),
)
_UNITS: Final = (
    "SD Negeri Contoh 1",
    "SD Negeri Contoh 2",
    "SD Negeri Contoh 3",
    "SMP Negeri Contoh 1",
    "SMP Negeri Contoh 2",
    "Sekretariat Dinas",
    "Bidang Pembinaan SD",
    "Bidang Pembinaan SMP",
)
_JOBS: Final = ("Guru Kelas", "Guru Olahraga", "Operator Sekolah", "Pustakawan", "Tenaga Administrasi", "Laboran")
_TOWNS: Final = ("Bogor", "Depok", "Sukabumi", "Cianjur", "Bandung", "Garut")
_STATES: Final = {
    "terdaftar": 9,
    "berakun": 6,
    "mengisi": 12,
    "selesai": 14,
    "dikembalikan": 4,
    "disetujui": 12,
}
"""How many stand where; those in the middle of it lack a page more or less."""
_MANY_DAYS: Final = 9000
_SHORTENED: Final = 5
"""Of so many, one's pendidikan stands otherwise in the sheet than they say it."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of them: the row of the sheet, what they are and type, and where their record stands."""

    telegram: int
    state: str
    place: int
    nik: str
    kk: str
    nama: str
    tempat: str
    lahir: date
    woman: bool
    jabatan: str
    unit: str

    def row(self) -> tuple[str, ...]:
        """The row that the instansi imports."""
        start = date(2012 + self.place % 8, 1 + self.place % 12, 2)
        return (
            self.nik,
            self.nama,
            self.kk,
            "",
            self.tempat,
            f"{self.lahir:%d-%m-%Y}",
            "P" if self.woman else "L",
            "S-1",
            "S-1 PGSD" if self.place % _SHORTENED == 0 else "S-1 Pendidikan Guru Sekolah Dasar",
            f"{self.place:04d}/UCN/S1/2011",
            "14-08-2011",
            "Universitas Contoh Nusantara",
            f"800/{self.place:03d}/SK/{start:%Y}",
            f"{start:%d-%m-%Y}",
            f"{start:%d-%m-%Y}",
            "31-12-2021",
            "S-1 Pendidikan Guru Sekolah Dasar",
            self.jabatan,
            self.unit,
            "Kepala Dinas",
            "Pimpinan unit kerja",
            "APBD",
        )

    def portrayed(self) -> Portrayed:
        """As their papers show them."""
        sex = "PEREMPUAN" if self.woman else "LAKI-LAKI"
        return Portrayed(self.nama.upper(), self.nik, self.tempat.upper(), f"{self.lahir:%d-%m-%Y}", sex, self.kk)


def colleagues() -> tuple[Colleague, ...]:
    """All of them, the same ones each time."""
    states = chain.from_iterable(repeat(state, count) for state, count in _STATES.items())
    return tuple(_colleague(place, state) for place, state in enumerate(states, 1))


def _colleague(place: int, state: str) -> Colleague:
    woman = place % 5 < 3  # noqa: PLR2004 - most teachers are
    firsts = _WOMEN if woman else _MEN
    lahir = date(1968, 2, 3) + timedelta(days=place * 977 % _MANY_DAYS)
    return Colleague(
        telegram=_FIRST_TELEGRAM + place,
        state=state,
        place=place,
        nik=f"320102{lahir.day + 40 * woman:02}{lahir:%m%y}{place:04}",
        kk=f"32010201011{place:05}",
        nama=f"{firsts[place * 7 % len(firsts)]} {_FAMILIES[place * 5 % len(_FAMILIES)]}",
        tempat=_TOWNS[place % len(_TOWNS)],
        lahir=lahir,
        woman=woman,
        jabatan=_JOBS[place % len(_JOBS)],
        unit=_UNITS[place * 3 % len(_UNITS)],
    )
