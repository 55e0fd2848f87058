"""The names that the riwayat conversation's parts share."""

from typing import Final

from bot.rules import entry_choices

NAME: Final = "riwayat"

FIELDS: Final = (
    *("nomor_sk", "tanggal_sk", "tanggal_mulai", "tanggal_berakhir", "unit_kerja", "jabatan", "pendidikan"),
    *("jabatan_penandatangan", "jenis_penandatangan", "jenis_pembayaran"),
)
"""What an entry consists of, in the order of the questions."""

COLUMNS: Final = {"jenis_penandatangan": "jenis_jabatan_penandatangan"}
"""Where a question's name, which a button has to hold, is shorter than that of its column."""

OF_FIRST: Final = ("pendidikan",)
"""What the worker may change of the entry that came from the instansi."""

STILL: Final = "masih"
"""The last day of who still works under the SK."""

SIGNERS: Final = tuple(entry_choices.SIGNERS)
PAYMENTS: Final = tuple(entry_choices.PAYMENTS)
"""What may be chosen, in the order of the buttons."""

SIGNER_WORDS: Final = {
    **dict.fromkeys(("menteri", "kepalalembaga"), "menteri_kepala_lembaga"),
    **dict.fromkeys(("gubernur", "bupati", "walikota", "kepaladaerah"), "kepala_daerah"),
    **dict.fromkeys(("eseloni", "eselonii", "eselon1", "eselon2", "pimpinantinggi"), "pimpinan_tinggi"),
    **dict.fromkeys(("eseloniii", "eselon3", "administrator"), "administrator"),
    **dict.fromkeys(("eseloniv", "eselon4", "pengawas"), "pengawas"),
    **dict.fromkeys(("kepalaupt", "kepalapuskesmas"), "kepala_upt"),
    "kepalasekolah": "kepala_sekolah",
    **dict.fromkeys(("lain", "lainlain", "lainnya"), "lainnya"),
}
PAYMENT_WORDS: Final = {
    "apbn": "APBN",
    "apbd": "APBD",
    **dict.fromkeys(("bos", "danabos", "bosda"), "BOS"),
    **dict.fromkeys(("blu", "blud", "blublud"), "BLU"),
    **dict.fromkeys(("komite", "komitesekolah", "yayasan"), "KOMITE"),
    **dict.fromkeys(("pengadaan", "outsourcing", "pihakketiga"), "PENGADAAN"),
    **dict.fromkeys(("lain", "lainlain", "lainnya"), "LAINNYA"),
}
STILL_WORDS: Final = dict.fromkeys(
    ("masih", "masihbekerja", "masihaktif", "sekarang", "sampaisekarang", "hinggasekarang", "saatini"), STILL
)
"""What somebody may type instead of tapping: lower case letters without blanks, to the choice."""
