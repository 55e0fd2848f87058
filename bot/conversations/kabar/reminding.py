"""The reminders before a deadline: to a worker the very step that is missing, to staff how far their instansi is."""

from typing import Final

from bot.conversations.context import Context
from bot.conversations.filling.menu import missing, next_page
from bot.conversations.kabar.names import NAME, until
from bot.conversations.verifikasi.reminding import to_mend
from bot.engine.effects import Params, Run, Say, Term
from bot.rules.clock import today_wib
from storage import audiences, decisions, records, staff
from storage.audiences import Listener
from storage.roster import InstansiFacts

_LACKS: Final = {"dokumen": "berkas", "biodata": "isian", "riwayat": "berkas"}
_STANDING: Final = ("terdaftar", "berakun", "mengisi", "dikembalikan", "selesai", "disetujui")


def worker_reminder(context: Context, worker: Listener) -> tuple[str, Say] | None:
    """What is missing and the button that leads there; nothing for whoever has ended."""
    if worker.status not in audiences.NOT_ENDED:
        return None
    record = records.load(context.session, context.vault, worker.account_id)
    above = until(worker.instansi, today_wib(context.now))
    made = decisions.asked_to_mend(
        decisions.of_worker(context.session, context.vault, record.worker_id, worker.made_at), record.status
    )
    if made is not None:
        return to_mend(worker.instansi.nama, made, above)
    lacking, ahead = missing(context, record), next_page(context, record)
    lines = tuple(_lack(page, count) for page, count in lacking.items() if count)
    text = "say.masih_kurang" if lines else "say.tinggal_akhiri"
    button = Run("button.lanjutkan", f"/masuk {ahead}", {"page": Term(f"term.{ahead}")})
    told: Params = {"lines": lines} if lines else {"page": Term(f"term.{ahead}")}
    return NAME, Say(text, told, (button,), above=above)


def staff_reminder(context: Context, instansi: InstansiFacts) -> tuple[str, Say] | None:
    """To an admin how many are where, to a verifier how many wait; nothing for a verifier for whom nobody waits."""
    roles = {one.role for one in staff.roles_of(context.session, context.person) if one.instansi_id == instansi.id}
    counts = audiences.standing(context.session, instansi.id)
    above = until(instansi, today_wib(context.now))
    desk = (Run("button.buka_meja", f"/instansi {instansi.kode}"),)
    if "admin" in roles:
        lines = tuple(Term(f"term.jumlah_{status}", {"count": counts.get(status, 0)}) for status in _STANDING)
        return NAME, Say("say.untuk_admin", {"lines": lines}, desk, above=above)
    waiting = counts.get("selesai", 0)
    if "verifier" not in roles or not waiting:
        return None
    return NAME, Say("say.untuk_verifikator", {"count": waiting}, desk, above=above)


def _lack(page: str, count: int) -> Term:
    what = Term(f"term.{_LACKS[page]}")
    return Term("term.kurang", {"page": Term(f"term.{page}"), "count": count, "what": what})
