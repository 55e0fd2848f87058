"""What a scripted worker is shown, in order, by its heading, and what is tapped or typed there."""

from collections.abc import Mapping
from typing import Any, Final

from tests.journey_people import Worker

BORN: Final = "07-03-1990"
DONE: Final = "Akun Anda sudah jadi"
CARD: Final = "Pendataan Anda sudah diakhiri"
QUESTIONS: Final = (
    "Persetujuan",
    "Nomor Induk Kependudukan (NIK)",
    "Nomor Kartu Keluarga",
    "Nama Lengkap sesuai KTP",
    "Tempat Lahir sesuai KTP",
    "Tanggal Lahir sesuai KTP",
    "Nomor handphone aktif",
    "Alamat e-mail pribadi yang aktif",
    "Password",
    "Pertanyaan Pengaman",
    "Jawaban Pengaman",
    "KTP atau Surat Keterangan Kependudukan",
    "Pasfoto",
    "Swafoto",
    "Langkah 2 sudah lengkap",
    "Periksa data Anda",
    "Yakin semua sudah benar?",
)
"""The headings of everything that is asked until there is an account, in order."""
OFFERS: Final = ("Ijazah terakhir: pakai", "SK jabatan: pakai", "Bukti pembayaran gaji: pakai")
"""Papers as they will be kept; their screens have no heading, and are told apart by their order."""
FILLING: Final = (
    "Password akun",
    "Ijazah terakhir",
    OFFERS[0],
    "Dokumen Anda",
    "Kabupaten/kota domisili",
    "Pilih kabupaten/kota domisili Anda",
    "Alamat domisili",
    "Status perkawinan",
    "Agama",
    "Gelar depan",
    "Gelar belakang",
    "Tempat lahir sesuai ijazah",
    "Tanggal lahir sesuai ijazah",
    "Biodata Anda",
    "SK jabatan",
    OFFERS[1],
    "Bukti pembayaran gaji",
    OFFERS[2],
    "Riwayat pekerjaan Anda di instansi ini",
    "Resume",
    "Resume, dicentang",
    "Akhiri pendataan sekarang?",
)
"""The same from there to the Kartu Pendataan, where the instansi's data are complete."""
WHOLE_WAY: Final = (*QUESTIONS, DONE, *FILLING)

TAPS: Final = {
    "Persetujuan": "Setuju",
    "Pertanyaan Pengaman": "Siapa guru favorit Anda?",
    "Langkah 2 sudah lengkap": "Lanjutkan",
    "Periksa data Anda": "Proses Pembuatan Akun",
    "Yakin semua sudah benar?": "Ya",
    DONE: "Lanjutkan Login Pendaftaran",
    **dict.fromkeys(OFFERS, "Pakai berkas ini"),
    "Dokumen Anda": "Selanjutnya",
    "Status perkawinan": "Kawin",
    "Agama": "Islam",
    "Gelar depan": "Tidak punya gelar",
    "Gelar belakang": "Tidak punya gelar",
    "Tempat lahir sesuai ijazah": "Sama dengan KTP",
    "Tanggal lahir sesuai ijazah": "Sama dengan KTP",
    "Biodata Anda": "Selanjutnya",
    "Riwayat pekerjaan Anda di instansi ini": "Selanjutnya",
    "Resume": "☐ Saya telah membaca dan memeriksa",
    "Resume, dicentang": "Akhiri Proses Pendataan",
    "Akhiri pendataan sekarang?": "Iya",
}
"""The button of each screen that takes the worker on."""
PICTURES: Final = {"KTP atau Surat Keterangan Kependudukan": "ktp", "Pasfoto": "pasfoto", "Swafoto": "swafoto"}
PAPERS: Final = {"Ijazah terakhir": "ijazah", "SK jabatan": "sk", "Bukti pembayaran gaji": "bukti"}
"""What is sent to each of these."""

_TOLD_APART: Final = {
    "Ketik password akun": "Password akun",
    "Anda menyatakan sudah membaca": "Resume, dicentang",
}
"""Screens of one heading, by the line below it."""
_HEADINGS: Final = frozenset({*WHOLE_WAY, CARD})


def shown_heading(message: Mapping[str, Any]) -> str:
    """The heading of the screen that a message shows, or nothing."""
    lines = message["text"].split("\n")
    told = (name for line in lines for start, name in _TOLD_APART.items() if line.startswith(start))
    return next(told, next((line for line in lines if line in _HEADINGS), ""))


def words(one: Worker) -> dict[str, str]:
    """What is typed, by the heading."""
    return {
        "Nomor Induk Kependudukan (NIK)": one.nik,
        "Nomor Kartu Keluarga": one.kk,
        "Nama Lengkap sesuai KTP": one.nama,
        "Tempat Lahir sesuai KTP": one.tempat_lahir,
        "Tanggal Lahir sesuai KTP": BORN,
        "Nomor handphone aktif": one.ponsel,
        "Alamat e-mail pribadi yang aktif": one.email,
        "Password": one.password,
        "Jawaban Pengaman": one.jawaban,
        "Password akun": one.password,
        "Kabupaten/kota domisili": "bogor",
        "Alamat domisili": one.alamat,
    }
