"""The names that the biodata conversation's parts share."""

from typing import Final

NAME: Final = "biodata"

FIELDS: Final = (
    *("jenis_kelamin", "email", "ponsel", "kabupaten", "alamat", "status_perkawinan", "agama"),
    *("gelar_depan", "gelar_belakang", "tingkat_pendidikan", "pendidikan_terakhir", "nomor_ijazah", "nama_sekolah"),
    *("tanggal_lulus", "jabatan", "unit_kerja", "tempat_lahir_ijazah", "tanggal_lahir_ijazah"),
)
"""What biodata consist of, in the order of the questions; each may be changed."""

SEXES: Final = ("L", "P")

MARITAL: Final = ("belum_kawin", "kawin", "cerai_hidup", "cerai_mati")

RELIGIONS: Final = ("islam", "kristen", "katolik", "hindu", "buddha", "konghucu", "kepercayaan")

SEX_WORDS: Final = {
    **dict.fromkeys(("l", "lk", "laki", "lakilaki", "pria"), "L"),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita"), "P"),
}
MARITAL_WORDS: Final = {
    **dict.fromkeys(("belumkawin", "belummenikah", "lajang"), "belum_kawin"),
    **dict.fromkeys(("kawin", "menikah", "nikah", "sudahkawin", "sudahmenikah"), "kawin"),
    "ceraihidup": "cerai_hidup",
    "ceraimati": "cerai_mati",
}
RELIGION_WORDS: Final = {
    "islam": "islam",
    **dict.fromkeys(("kristen", "protestan", "kristenprotestan"), "kristen"),
    **dict.fromkeys(("katolik", "katholik", "kristenkatolik"), "katolik"),
    "hindu": "hindu",
    **dict.fromkeys(("buddha", "budha"), "buddha"),
    **dict.fromkeys(("konghucu", "khonghucu"), "konghucu"),
    **dict.fromkeys(("kepercayaan", "penghayat", "kepercayaanterhadaptuhanyme"), "kepercayaan"),
}
"""What somebody may type instead of tapping: lower case letters without blanks, to the choice."""
