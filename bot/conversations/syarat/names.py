"""The questions of `/cek_syarat` and what may be tapped."""

from typing import Final

NAME: Final = "syarat"
RULES: Final = ("thk2", "umur", "masa_kerja", "gaji", "pekerjaan")
"""The questions, in the order in which they are asked."""
AGES: Final = ("lebih_tua", "cukup_umur", "lebih_muda")
SINCES: Final = ("cukup_lama", "kurang_lama", "sesudahnya")
PAYMENTS: Final = ("apbn", "apbd", "blu", "gaji_lain")
JOBS: Final = (
    *("guru", "kesehatan", "administrasi", "teknis"),
    *("pengemudi", "kebersihan", "satpam", "kerja_lain"),
)
MET: Final = "sesuai"
NOT_MET: Final = "belum"
TO_JUDGE: Final = "dinilai"
"""What a rule comes to: met, not met, or for the instansi to judge."""
