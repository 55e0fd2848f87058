"""The menu of an instansi's desk: where its pendataan stands, what waits, and what the person may do."""

from typing import Final

from bot.conversations.context import Context
from bot.conversations.instansi.names import ACTION, DECIDES, NAME
from bot.conversations.visit import Spoken
from bot.engine.effects import Button, Params, Run, Say, Term
from bot.rules.clock import today_wib, wib
from bot.rules.dates import format_date
from storage import finalisation, permits, roster, waiting
from storage.roster import InstansiFacts

QUEUES: Final = ("verifikasi", "usulan", "mutasi", "pembukaan", "koreksi")
"""The desks at which something may wait, and are shown while it does."""
DESKS: Final = ("impor", "tambah", "cari", "rekap", "ekspor", "umumkan", "finalisasi", "sptjm", "staf")
_WHILE_OPEN: Final = frozenset({*QUEUES, "impor", "tambah", "finalisasi"} - {"koreksi"})
"""The desks that have nothing to do once the instansi is finalised; the SPTJM has something only then.

A correction can be refused still, and whoever asked for it waits to hear.
"""


def menu(context: Context, instansi_id: int) -> Spoken:
    """The desk of this instansi."""
    instansi = roster.instansi_by_id(context.session, instansi_id)
    told: Params = {"nama": instansi.nama, "kode": instansi.kode, "keadaan": _standing(context, instansi)}
    others = permits.instansi_of(context.session, context.person)
    change = (Run("button.ganti_instansi", "/instansi pilih"),) if len(others) > 1 else ()
    return NAME, Say("say.meja", told, (*_buttons(context, instansi), *change), screen=True)


def choice(context: Context) -> Spoken:
    """For which of several instansi the person wants to work."""
    theirs = [
        roster.instansi_by_id(context.session, one) for one in permits.instansi_of(context.session, context.person)
    ]
    buttons = tuple(Run("button.pilih_instansi", f"/instansi {one.kode}", {"nama": one.nama}) for one in theirs)
    return NAME, Say("say.pilih_instansi", {}, buttons, screen=True)


def _standing(context: Context, instansi: InstansiFacts) -> Term:
    """Open until when, closed, finalised when, or final."""
    if instansi.finalised_at is not None:
        final = finalisation.standing(context.session, instansi.id) == "final"
        return Term("term.final" if final else "term.difinalisasi", {"at": wib(instansi.finalised_at)})
    if instansi.deadline is None:
        return Term("term.terbuka")
    last = {"day": format_date(instansi.deadline)}
    return Term("term.terbuka_sampai" if instansi.is_open(today_wib(context.now)) else "term.ditutup", last)


def _buttons(context: Context, instansi: InstansiFacts) -> tuple[Button, ...]:
    """What waits comes first."""
    allowed = permits.allowed(context.session, context.person, instansi.id)
    idle = _WHILE_OPEN if instansi.finalised_at else frozenset({"sptjm"})
    counted = waiting.of_instansi(context.session, instansi.id)

    def useful(desk: str) -> bool:
        return desk not in idle and (DECIDES.get(desk) or ACTION[desk]) in allowed

    queues = ((name, getattr(counted, name)) for name in QUEUES if useful(name))
    waits = (Run(f"button.{name}", f"/{name}", {"count": count}) for name, count in queues if count)
    return (*waits, *(Run(f"button.{name}", f"/{name}") for name in DESKS if useful(name)))
