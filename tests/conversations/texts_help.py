"""The codes that the worker's side of the helpdesk puts together."""

from collections.abc import Mapping
from typing import Final

from bot.conversations.bantuan.names import KINDS
from storage.corrected import FIELDS
from tests.house import questions

_SAID = ("disetujui", "ditolak", "bukan_admin")
_CORRECTIONS = ("correction_unknown", "correction_decided", "worker_gone", "difinalisasi", "tutup")

HELP: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("bantuan", "term.jenis_{name}"): KINDS,
    ("bantuan", "term.jenis_{chosen}"): KINDS,
    ("bantuan", "term.{outcome['jenis']}_tercatat"): ("tiket", "tambahan", "laporan"),
    ("balas", "term.{answers['milik']['state']}"): ("selesai", "lama", "tidak_ada"),
    ("reset", "term.{answers['berlaku']['galat']}"): ("reset_unknown", "reset_used", "reset_expired"),
    ("koreksi", "term.{answers['diputuskan']['hasil']}"): (*_SAID, *_CORRECTIONS),
    ("koreksi", "field.{field}"): FIELDS,
}
"""As PUT_TOGETHER says it; the answers to questions are texts of the editable file."""
ANSWERS: Final = tuple(f"jawab.{one.id}" for one in questions().entries)
