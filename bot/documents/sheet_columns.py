"""The 22 columns of a roster sheet: their order, their names, which are required, and how a heading is recognised.

Instansi keep their own lists, so a heading may be spelled in any usual way, in any order, with notes in brackets.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

_NOTE: Final = re.compile(r"\([^)]*\)|\*")
_NOT_ALPHANUMERIC: Final = re.compile(r"[\W_]+")
_ALMOST: Final = 0.9
_SHORTEST_GUESSED: Final = 8

EXAMPLE: Final = "contoh"
"""With this word the NIK of the template's example row begins."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key used in code, the heading of the template, other headings, whether each row needs it."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False


COLUMNS: Final = (
    Column("nik", "NIK", ("nomor induk kependudukan", "no nik", "nomor nik", "no ktp", "nomor ktp"), required=True),
    Column(
        "nama",
        "Nama Lengkap",
        ("nama", "nama sesuai ktp", "nama lengkap sesuai ktp", "nama pegawai", "nama tanpa gelar"),
        required=True,
    ),
    Column("kk", "Nomor Kartu Keluarga", ("no kk", "nomor kk", "kk", "no kartu keluarga", "kartu keluarga")),
    Column(
        "no_peserta_thk2",
        "No Peserta THK-II",
        (
            "nomor peserta thk ii",
            "no peserta thk 2",
            "nomor peserta thk 2",
            "no thk ii",
            "no thk 2",
            "no peserta",
            "nomor peserta",
            "no peserta eks thk ii",
            "nomor peserta eks thk ii",
        ),
    ),
    Column("tempat_lahir", "Tempat Lahir", ("tmp lahir", "tempat lahir sesuai ktp", "kota lahir"), required=True),
    Column("tanggal_lahir", "Tanggal Lahir", ("tgl lahir", "tanggal lahir sesuai ktp", "tgllhr"), required=True),
    Column("jenis_kelamin", "Jenis Kelamin", ("jk", "kelamin", "gender", "l p", "jns kelamin"), required=True),
    Column("tingkat_pendidikan", "Tingkat Pendidikan", ("jenjang pendidikan", "jenjang", "tk pendidikan")),
    Column("pendidikan_terakhir", "Pendidikan Terakhir", ("pendidikan", "pend terakhir", "program studi", "jurusan")),
    Column("nomor_ijazah", "Nomor Ijazah", ("no ijazah", "nomor ijasah", "no ijasah")),
    Column("tanggal_lulus", "Tanggal Lulus", ("tgl lulus", "tanggal kelulusan", "tanggal ijazah", "tgl ijazah")),
    Column(
        "nama_sekolah", "Nama Sekolah", ("sekolah", "universitas", "sekolah universitas", "nama sekolah universitas")
    ),
    Column("nomor_sk", "Nomor SK", ("no sk", "nomor sk jabatan", "no sk jabatan")),
    Column("tanggal_sk", "Tanggal SK", ("tgl sk", "tanggal sk jabatan")),
    Column(
        "tanggal_mulai",
        "Tanggal Mulai",
        ("tgl mulai", "mulai", "tmt", "tanggal mulai kerja", "mulai kerja", "tanggal mulai bekerja", "tgl mulai kerja"),
        required=True,
    ),
    Column(
        "tanggal_berakhir",
        "Tanggal Berakhir",
        ("tgl berakhir", "berakhir", "tanggal akhir", "tgl akhir", "akhir kerja", "tanggal selesai", "tgl selesai"),
    ),
    Column("pendidikan_sk", "Pendidikan SK", ("pendidikan pada sk", "pendidikan dalam sk", "pendidikan di sk")),
    Column("jabatan", "Jabatan", ("nama jabatan", "jabatan terakhir"), required=True),
    Column(
        "unit_kerja",
        "Unit Kerja",
        ("unit", "unor", "unit organisasi", "unit kerja penempatan", "unit kerja terakhir", "satuan kerja", "satker"),
        required=True,
    ),
    Column(
        "jabatan_penandatangan",
        "Jabatan Penandatangan SK",
        ("jabatan penandatangan", "jabatan penanda tangan sk", "jabatan penanda tangan", "penandatangan sk"),
    ),
    Column(
        "jenis_jabatan_penandatangan",
        "Jenis Jabatan Penandatangan SK",
        ("jenis jabatan penandatangan", "jenis jabatan penanda tangan sk", "jenis jabatan penanda tangan"),
    ),
    Column(
        "jenis_pembayaran",
        "Jenis Pembayaran Gaji",
        ("jenis pembayaran", "pembayaran gaji", "sumber gaji", "sumber dana", "sumber pembayaran gaji"),
    ),
)
LABELS: Final = {column.key: column.label for column in COLUMNS}
REQUIRED: Final = tuple(column.key for column in COLUMNS if column.required)

_KEY_OF: Final = {
    _NOT_ALPHANUMERIC.sub("", heading.lower()): column.key
    for column in COLUMNS
    for heading in (column.label, *column.synonyms)
}


def recognise(headings: Sequence[str]) -> dict[int, str]:
    """Which column each heading means: position to key; of two that mean the same, the first counts.

    Exact spellings (case, blanks and punctuation apart) go first, then those that are exact without a note in
    brackets; a long heading that is left over may then differ by a letter or two from one that is missing.
    """
    plain = [_plain(_NOTE.sub("", heading)) for heading in headings]
    found: dict[int, str] = {}
    # "Pendidikan (SK)" is not "Pendidikan".
    for spelled in ([_plain(heading) for heading in headings], plain):
        for position, heading in enumerate(spelled):
            key = _KEY_OF.get(heading)
            if key is not None and position not in found and key not in found.values():
                found[position] = key
    for position, heading in enumerate(plain):
        if position in found or len(heading) < _SHORTEST_GUESSED:
            continue
        missing = [spelling for spelling, key in _KEY_OF.items() if key not in found.values()]
        if guess := get_close_matches(heading, missing, n=1, cutoff=_ALMOST):
            found[position] = _KEY_OF[guess[0]]
    return found


def is_example(nik: object) -> bool:
    """Whether a row whose NIK says so is the template's example, which is nobody."""
    return isinstance(nik, str) and nik.lstrip()[: len(EXAMPLE)].lower() == EXAMPLE


def _plain(heading: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", heading.lower())
