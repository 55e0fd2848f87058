"""The names that the parts of looking for a worker share."""

from typing import Final

NAME: Final = "cari"

STATUSES: Final = ("terdaftar", "berakun", "mengisi", "selesai", "disetujui", "dikembalikan")
ACTS: Final = (
    *("pekerja.tambah", "pekerja.ubah", "lihat", "kesampingkan", "akun.buat", "masuk", "keluar", "biodata"),
    *("paper.keep", "riwayat.add", "riwayat.change", "riwayat.remove", "riwayat.education", "finish", "withdraw"),
    *("verifikasi.disetujui", "verifikasi.dikembalikan", "buka.minta", "buka.dibuka", "buka.ditolak"),
    *("mutasi.minta", "mutasi.tarik", "mutasi.tolak", "mutasi.lepas", "koreksi.disetujui", "koreksi.ditolak"),
    *("password.ganti", "data.salin", "dukcapil.cek"),
)
"""The entries of the trail for which there are words of their own."""
CHANGED: Final = "pekerja.ubah"
EDITED: Final = (
    *("nama", "kk", "no_peserta_thk2", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "tingkat_pendidikan"),
    *("pendidikan_terakhir", "nomor_ijazah", "tanggal_lulus", "nama_sekolah", "nomor_sk", "tanggal_sk"),
    *("tanggal_mulai", "tanggal_berakhir", "pendidikan_sk", "jabatan", "unit_kerja", "jabatan_penandatangan"),
    *("jenis_penandatangan", "jenis_pembayaran"),
)
"""What may be changed before there is an account, as questions; another NIK would be another worker."""
