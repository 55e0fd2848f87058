"""The headings of a roster sheet, as an operator of the playground types them."""

from typing import Final

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
