"""The questions of `/cek_syarat` and what may be tapped."""

from typing import Final

NAME: Final = "syarat"
RULES: Final = ("thk2", "umur", "masa_kerja", "gaji", "pekerjaan")
"""The questions, in the order in which they are asked."""
THK2: Final = ("thk2_ya", "thk2_tidak")
AGES: Final = ("lebih_tua", "cukup_umur", "lebih_muda")
SINCES: Final = ("cukup_lama", "kurang_lama", "sesudahnya")
PAID_FROM: Final = "gaji_dari_"
"""Before the place that a source of wages has in the terms."""
PAYMENTS: Final = ("blu", "gaji_lain")
"""Whence a wage may come besides."""
JOBS: Final = ("guru", "kesehatan", "administrasi", "teknis", "pengemudi", "kebersihan", "satpam")
OTHER_JOB: Final = "kerja_lain"
MET: Final = "sesuai"
NOT_MET: Final = "belum"
TO_JUDGE: Final = "dinilai"
"""What a rule comes to: met, not met, or for the instansi to judge."""
