"""What the sources of the helpdesk's desk put together: texts by the template of their code, and refusals."""

from collections.abc import Mapping

from bot.conversations.bantuan.names import FRAUD, KINDS
from bot.conversations.tiket import comparing, names

_KINDS = tuple(kind for kind in KINDS if kind != FRAUD)
_STATUSES = ("terbuka", "diambil", "menunggu_dukcapil")
_DONE = tuple(act for act in names.ACTS if act not in {"identitas", "pesan", "akun"})

DESK: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("tiket", "term.jenis_{one['jenis']}"): _KINDS,
    ("tiket", "term.jenis_{opened['jenis']}"): _KINDS,
    ("tiket", "term.jenis_{kind}"): _KINDS,
    ("tiket", "button.jenis_{one}"): _KINDS,
    ("tiket", "term.status_{one['status']}"): _STATUSES,
    ("tiket", "term.status_{opened['status']}"): _STATUSES,
    ("tiket", "term.data_{agrees}"): ("ya", "tidak", "diam", "kata"),
    ("tiket", "field.{name}"): comparing.FIELDS,
    ("tiket", "field.{field}"): names.CORRECTED,
    ("tiket", "button.{act}"): names.ACTS,
    ("tiket", "term.beres_{what}"): (*_DONE, *names.ACCOUNT_HELP),
    ("tiket", "term.saluran_{channel}"): (*names.CHANNELS, "batch"),
    ("tiket", "term.koreksi_{status}"): ("menunggu", "disetujui", "ditolak", "gugur"),
    ("tiket", "term.alasan_{said['alasan']}"): names.REASONS,
    ("tiket", "term.gagal_{error.code}"): (
        *("change_unknown", "change_decided", "same_officer", "own_telegram", "no_account"),
    ),
    ("tiket", "templat.{name}"): names.TEMPLATES,
    ("tiket", "templat.{said['templat']}"): names.TEMPLATES,
    ("tiket", "button.templat_{name}"): names.TEMPLATES,
    ("tiket", "button.masalah_{name}"): tuple(names.PROBLEMS),
    ("tiket", "button.terkirim_{channel}"): names.CHANNELS,
    ("tiket", "button.akun_{kind}"): names.ACCOUNT_HELP,
    ("tiket", "button.alasan_{name}"): names.REASONS,
}
"""What a code of the desk may become."""
REFUSED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("tiket", "f'koreksi_{error.code}'"): ("koreksi_no_worker", "koreksi_correction_waiting"),
    ("tiket", "f'ganti_{error.code}'"): tuple(
        f"ganti_{code}" for code in ("no_account", "same_telegram", "own_telegram", "change_waiting")
    ),
    ("koreksi", "error.code"): ("correction_unknown", "correction_decided", "worker_gone", "difinalisasi", "tutup"),
}
"""What a gate's `refused` may become that is no literal."""
