"""What the sources of the instansi's and pusat's desks put together: texts by the template of their code, refusals."""

from collections.abc import Mapping

from bot.conversations.filling.names import PAGES
from bot.conversations.instansi import menu
from bot.conversations.syarat import names as syarat
from bot.rules.rekap import STATUSES
from storage import audiences
from storage.broadcasts import ANNOUNCEMENTS

_ROLES = ("admin", "operator", "verifier", "helpdesk", "pusat")

INSTANSI: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("syarat", "button.{tap}"): (
        *("thk2_ya", "thk2_tidak"),
        *(*syarat.AGES, *syarat.SINCES, *syarat.PAYMENTS, *syarat.JOBS),
    ),
    ("syarat", "term.{answers[rule]}"): ("thk2_ya", "thk2_tidak"),
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
    ("kabar", "say.selesai_{_KIND.get(one.kind, 'umum')}"): ("umum", "final"),
    ("umumkan", "button.kepada_{kind}"): ANNOUNCEMENTS,
    ("umumkan", "term.kepada_{kind}"): ANNOUNCEMENTS,
    ("instansi", "button.{name}"): (*menu.QUEUES, *menu.DESKS),
}
"""What a code of the desks may become."""
REFUSED_AT_DESKS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("umumkan", "error.code"): ("umumkan_habis", "umumkan_tanpa_penerima"),
}
"""What a gate's `refused` may become that is no literal."""
