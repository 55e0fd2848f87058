"""What the sources of the instansi's and pusat's desks put together: texts by the template of their code, refusals."""

from collections.abc import Mapping
from dataclasses import fields

from bot.conversations.account.names import PICTURES
from bot.conversations.cari import names as cari
from bot.conversations.filling.names import PAGES
from bot.conversations.instansi import menu
from bot.conversations.pusat import names as pusat
from bot.conversations.sptjm.names import FIELDS
from bot.conversations.syarat import names as syarat
from bot.conversations.tambah import names as tambah
from bot.conversations.verifikasi import names as verifikasi
from bot.documents.pictures import BACKGROUND_NOT_BLUE
from bot.rules.rekap import STATUSES
from storage import audiences, verdicts
from storage.biodata import OF_INSTANSI
from storage.broadcasts import ANNOUNCEMENTS
from storage.left_out import GROUPS
from storage.papers import OF_ACCOUNT, OF_RIWAYAT
from storage.roster_fingerprint import Nominative

_NOT_EDITED = ("tidak_ada", "sudah_mulai", "difinalisasi", "tutup")
_LETTER_REFUSED = ("terbuka", "berubah", "dibuka", "tidak_ada", "sudah_diarsipkan", "bukan_wewenang")
_ROLES = ("admin", "operator", "verifier", "helpdesk", "pusat")

INSTANSI: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("pusat", "term.ada_{one}"): pusat.STANDINGS,
    ("pusat", "term.{one['keadaan']}"): pusat.STANDINGS,
    ("pusat", "term.kartu_{kartu['keadaan']}"): pusat.STANDINGS[1:],
    ("pusat", "term.status_{one}"): pusat.STATUSES,
    ("syarat", "button.{tap}"): (*syarat.THK2, *syarat.AGES, *syarat.SINCES, *syarat.JOBS, syarat.OTHER_JOB),
    ("syarat", "term.{answers[rule]}"): syarat.THK2,
    ("syarat", "term.{found}"): (syarat.MET, syarat.NOT_MET, syarat.TO_JUDGE),
    ("syarat", "term.aturan_{rule}"): syarat.RULES[1:],
    ("syarat", "term.kesimpulan_{whole}"): (syarat.MET, syarat.NOT_MET, syarat.TO_JUDGE),
    ("common", "term.peran_{entry['role']}"): _ROLES,
    ("common", "term.peran_{role.role}"): _ROLES,
    ("common", "term.peran_{answers['peran']}"): _ROLES,
    ("common", "button.peran_{role}"): _ROLES,
    ("rekap", "term.{status}"): tuple(STATUSES),
    ("kabar", "term.{page}"): PAGES,
    ("kabar", "term.{ahead}"): PAGES,
    ("kabar", "term.{_LACKS[page]}"): ("berkas", "isian"),
    ("kabar", "term.jumlah_{status}"): ("terdaftar", *audiences.WITH_ACCOUNT),
    ("kabar", "term.sebab_{worker.status}"): ("berakun", "mengisi", "selesai", "dikembalikan"),
    ("kabar", "term.tahap_{getattr(step, 'stage', '')}"): ("identitas", "data", "periksa", ""),
    ("kabar", "say.selesai_{_KIND.get(one.kind, 'umum')}"): ("umum", "final", "batas"),
    ("umumkan", "button.kepada_{kind}"): ANNOUNCEMENTS,
    ("umumkan", "term.kepada_{kind}"): ANNOUNCEMENTS,
    ("verifikasi", "say.sudah_{verdict}"): verdicts.DECIDED,
    ("verifikasi", "term.ragu_{code}"): (
        *(BACKGROUND_NOT_BLUE, "ijazah_tempat", "ijazah_tanggal", "pendidikan_tingkat"),
        *("ditambah", "tumpang_tindih", "celah"),
    ),
    ("verifikasi", "term.kembali_{code}"): tuple(verifikasi.REASONS),
    ("verifikasi", "term.aturan_{name}"): verifikasi.RULES,
    ("verifikasi", "button.aturan_{name}"): verifikasi.RULES,
    ("kesampingkan", "button.aturan_{rule}"): verifikasi.RULES,
    ("kesampingkan", "button.aturan_{answers['aturan']}"): verifikasi.RULES,
    ("kesampingkan", "term.{answers['boleh']['tutup']}"): ("difinalisasi", "tutup"),
    ("verifikasi", "term.gagal_{failure(answers)}"): verifikasi.FAILURES,
    ("verifikasi", "term.gagal_{error.code}"): verifikasi.FAILURES,
    ("verifikasi", "term.hasil_{error.code}"): ("keputusan", "bukan_antrean", "aturan", "dipegang", "alasan"),
    ("verifikasi", "button.perbaiki_{page}"): PAGES,
    ("verifikasi", "field.{name}"): (
        *("nama", "tempat_lahir", "tanggal_lahir", "kk", *OF_INSTANSI, "pendidikan", "pasfoto"),
    ),
    ("verifikasi", "view.{one.kind}"): (*PICTURES, *OF_ACCOUNT),
    ("verifikasi", "view.{kind}_{number}"): tuple(f"{kind}_{number}" for kind in OF_RIWAYAT for number in range(1, 6)),
    ("cari", "term.{status}"): cari.STATUSES,
    ("cari", "term.{card['status']}"): cari.STATUSES,
    ("cari", "term.jenis_kelamin_{card['jenis_kelamin']}"): ("L", "P"),
    ("cari", "term.dari_{source}"): ("instansi", "worker"),
    ("cari", "term.act_{action.replace('.', '_')}"): tuple(act.replace(".", "_") for act in cari.ACTS),
    ("cari", "term.oleh_{role}"): ("worker", *_ROLES),
    ("cari", "term.{answers['diubah']['hasil']}"): ("diubah", *_NOT_EDITED),
    ("cari", "term.{answers['dihapus']['hasil']}"): ("dihapus", *_NOT_EDITED),
    ("tambah", "term.{answers['awal']['tutup']}"): ("difinalisasi", "tutup"),
    ("tambah", "term.jenis_kelamin_{said['jenis_kelamin']}"): ("L", "P"),
    ("tambah", "button.isi_{name}"): tuple(tambah.GROUPS),
    ("tambah", "button.perbaiki_{question}"): tambah.ASKED,
    ("tambah", "button.perbaiki_{name}"): ("nik", *tambah.ASKED),
    ("tambah", "term.{answers['disimpan']['hasil']}"): (
        *("terdaftar", "diminta", "sudah_ada", "di_tempat_lain", "difinalisasi", "tutup", "tidak_terdaftar"),
        *("sudah_di_sini", "sudah_diminta", "pemegang_difinalisasi", "pemegang_tutup"),
    ),
    ("tambah", "say.usulan_{error.code}"): ("tidak_ada", "sudah_diputuskan"),
    ("usulan", "term.di_{isian['di'] or 'mana_pun'}"): ("mana_pun", "sini", "lain"),
    ("usulan", "term.{outcome['hasil']}"): (
        *("ditolak", "ditutup", "tidak_terdaftar", "tidak_ada", "sudah_diputuskan"),
    ),
    ("pembukaan", "term.{isian['keadaan']}"): cari.STATUSES[1:],
    ("pembukaan", "term.{outcome['hasil']}"): (
        *("dibuka", "ditolak", "tidak_ada", "sudah_diputuskan", "open", "difinalisasi", "tutup", "ditarik"),
    ),
    ("mutasi", "button.buka_{side}"): ("masuk", "keluar"),
    ("mutasi", "term.{outcome['hasil']}"): (
        *("dilepas", "ditolak", "ditarik", "tidak_ada", "sudah_diputuskan", "pekerja_pindah"),
        *("difinalisasi", "tutup", "peminta_difinalisasi", "peminta_tutup"),
    ),
    ("finalisasi", "term.kurang_{one.group}"): tuple(group for group in GROUPS if group != "mengisi"),
    ("finalisasi", "term.{ahead}"): PAGES,
    ("finalisasi", "term.kelompok_{group}"): GROUPS,
    ("sptjm", "field.{field}"): FIELDS,
    ("sptjm", "term.sebab_{answers['dicetak']['hasil']}"): _LETTER_REFUSED,
    ("sptjm", "term.sebab_{answers['diarsipkan']['hasil']}"): _LETTER_REFUSED,
    ("sptjm", "term.{name}"): ("masuk", "keluar", "berubah"),
    ("sptjm", "term.beda_{name}"): tuple(field.name for field in fields(Nominative) if field.name != "nik"),
    ("impor", "term.{answers['meja']['tutup']}"): ("difinalisasi", "tutup"),
    ("instansi", "button.{name}"): (*menu.QUEUES, *menu.DESKS),
}
"""What a code of the desks may become."""
REFUSED_AT_DESKS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("verifikasi", "error.code"): ("tutup",),
    ("kesampingkan", "code"): ("difinalisasi", "tutup"),
    ("umumkan", "error.code"): ("umumkan_habis", "umumkan_tanpa_penerima"),
}
"""What a gate's `refused` may become that is no literal."""
