"""The names that the account conversation's parts share."""

from typing import Final

NAME: Final = "account"

IDENTITY: Final = ("nik", "kk", "nama", "tempat_lahir", "tanggal_lahir")
"""What is compared with what the instansi registered."""

PICTURES: Final = ("ktp", "pasfoto", "swafoto")

SECURITY_QUESTIONS: Final = ("ibu", "sekolah", "hewan", "guru", "teman", "makanan")
