"""The choices that an entry of the riwayat offers, by code: who signed the SK, and what the wage is paid from."""

from typing import Final

SIGNERS: Final = {
    "menteri_kepala_lembaga": "Menteri/Kepala Lembaga",
    "kepala_daerah": "Kepala Daerah (Gubernur, Bupati, Wali Kota)",
    "pimpinan_tinggi": "Pimpinan Tinggi (Eselon I/II)",
    "administrator": "Administrator (Eselon III)",
    "pengawas": "Pengawas (Eselon IV)",
    "kepala_upt": "Kepala UPT/Puskesmas",
    "kepala_sekolah": "Kepala Sekolah",
    "lainnya": "Lainnya",
}
"""Jenis jabatan of who signed the SK, highest first.

The list of the real pendataan is not known. Letter B/1511/M.SM.01.00/2022 asks for a pimpinan unit kerja at least:
these are who that may be, by the kinds of jabatan of law 5/2014 and their former eselon.
"""

PAYMENTS: Final = {
    "APBN": "APBN",
    "APBD": "APBD",
    "BOS": "Dana BOS",
    "BLU": "BLU/BLUD",
    "KOMITE": "Komite/Yayasan",
    "PENGADAAN": "Pengadaan barang/jasa",
    "LAINNYA": "Lainnya",
}
"""What a wage is paid from. Only the first two belong into the pendataan; `eligibility` judges."""
