"""`/laporan`: the reported workers, one screen for a few of them; nothing in it tells who reported."""

from typing import Final

from bot.conversations.context import Context, Notice
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Album, Button, Run, Say, Term
from bot.engine.inputs import Command
from bot.rules.clock import wib
from storage import fraud, roster, staff
from storage.fraud import Merged, Told
from storage.staff import Role
from storage.ticket_state import NotYoursError

NAME: Final = "laporan"
_AT_ONCE: Final = 3
_REPORTS: Final = 5
_LONGEST: Final = 200
"""Three workers with five reports each fit one message."""
_LONGEST_NUMBER: Final = 10
_MOST_FILES: Final = 10
"""What an album holds."""


def laporan(visit: Visit, given: Command) -> list[Spoken]:
    """The latest reported workers; with a number, those after so many."""
    context = visit.open_store()
    # No number of people has more digits than this.
    offset = int(given.argument) if given.argument.isdecimal() and len(given.argument) < _LONGEST_NUMBER else 0
    try:
        found = fraud.for_pusat(context.session, context.vault, context.person, context.now, _AT_ONCE, offset)
    except NotYoursError:
        return [(NAME, Say("say.bukan_pusat"))]
    if not found:
        return [(NAME, Say("say.tanpa_laporan", {}, (Run("button.menu", "/start"),)))]
    left = fraud.count(context.session) - offset - len(found)
    more: tuple[Button, ...] = (
        (Run("button.berikutnya", f"/laporan {offset + _AT_ONCE}", {"count": left}),) if left > 0 else ()
    )
    lines = tuple(_about(context, one) for one in found)
    files = tuple((told.file.file, "view.lampiran") for one in found for told in one.reports[:_REPORTS] if told.file)
    album: list[Spoken] = [(NAME, Album(files=files[:_MOST_FILES]))] if files else []
    return [(NAME, Say("say.laporan", {"lines": lines}, (*more, Run("button.menu", "/start")))), *album]


def tell_pusat(context: Context) -> None:
    """That there is a report, and nothing of what it says nor who wrote it."""
    told = Say("say.laporan_baru", {}, (Run("button.lihat_laporan", "/laporan"),))
    for reader in staff.people_with(context.session, Role(fraud.PUSAT, 0)):
        context.notices.append(Notice(reader, NAME, told))


def _about(context: Context, one: Merged) -> Term:
    where = roster.instansi_by_id(context.session, one.about.instansi_id).nama if one.about.instansi_id else ""
    return Term(
        "term.tentang",
        {
            "siapa": one.about.nik or one.about.nama,
            "instansi": where or Term("term.instansi_tidak_diketahui"),
            "count": one.count,
            "people": one.reporters,
            "lines": tuple(_told(told) for told in one.reports[:_REPORTS]),
        },
    )


def _told(told: Told) -> Term:
    words = told.words if len(told.words) <= _LONGEST else f"{told.words[: _LONGEST - 1]}…"
    return Term("term.isi", {"nomor": f"L-{told.number:06d}", "at": wib(told.at), "kata": words})
