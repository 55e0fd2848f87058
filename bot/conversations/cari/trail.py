"""The audit trail of a worker in words: when, who, what, and in which words it was decided."""

from collections.abc import Mapping
from typing import Any

from bot.conversations.cari.card import clipped
from bot.conversations.cari.names import ACTS, CHANGED
from bot.conversations.tambah.judging import label
from bot.engine.effects import Term
from bot.rules.clock import wib
from storage.audit import Seen

Kept = list[str]
"""[moment, role, label of who did it, action, what of it]."""


def kept(entry: Seen, named: Mapping[int, str], instansi_id: int) -> Kept:
    """An entry as the draft of this instansi's staff keeps it; what another instansi wrote is not for them."""
    detail = _detail(entry.action, entry.body) if entry.instansi in {0, instansi_id} else ""
    return [wib(entry.at), entry.role, named.get(entry.actor, ""), entry.action, detail]


def told(entry: Kept) -> Term:
    """`7 Maret 1990 pukul 17.00 WIB: operator instansi (Bu Rina) mengubah data (Jabatan)`."""
    at, role, name, action, detail = entry
    what = Term(f"term.act_{action.replace('.', '_')}") if action in ACTS else Term("term.act_lain", {"action": action})
    who = Term(f"term.oleh_{role}") if role else Term("term.oleh_sistem")
    by = Term("term.oleh_bernama", {"siapa": who, "nama": name}) if name and role != "worker" else who
    line: dict[str, str | Term] = {"at": at, "who": by, "what": what}
    return Term("term.catatan_rinci", {**line, "rincian": detail}) if detail else Term("term.catatan", line)


def _detail(action: str, body: Mapping[str, Any]) -> str:
    """Which columns were changed, or the words that were written."""
    if action == CHANGED:
        return ", ".join(label(name) for name in body["after"])
    return clipped(str(body.get("words") or body.get("reason") or ""))
