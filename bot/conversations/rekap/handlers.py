"""`/rekap` and `/ekspor`: what they show is counted and made when it is sent, so that no turn waits for it."""

from typing import Final, Literal

from bot.conversations.instansi.access import at_desk, instansi_of
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Media, Run, Say
from bot.engine.inputs import Command
from storage import export, permits
from storage import rekap as figures

NAME: Final = "rekap"
_NATION: Final = "nasional"
_DETAILS: Final = "rincian"
_DAYS: Final = "hari"
_SHEET: Final = "xlsx"
_MENU: Final = Run("button.menu", "/start")


def rekap(visit: Visit, given: Command) -> list[Spoken]:
    """The figures of the desk's instansi, or of all: `nasional`, and for whoever works for none.

    After that, `rincian` is by unit kerja or instansi, `hari` by day, and `xlsx` the workbook.
    """
    context = visit.open_store()
    if given.argument.startswith(_NATION) or not permits.instansi_of(context.session, context.person):
        return _of_nation(visit, given)
    return _of_instansi(visit, given)


@at_desk("rekap")
def _of_instansi(visit: Visit, given: Command) -> list[Spoken]:
    return _shown(visit, given, instansi_of(visit.open_store()), "/rekap", "button.per_unit")


@at_desk("nasional")
def _of_nation(visit: Visit, given: Command) -> list[Spoken]:
    return _shown(visit, given, permits.NATIONWIDE, f"/rekap {_NATION}", "button.per_instansi")


def _shown(visit: Visit, given: Command, instansi_id: int, command: str, details: str) -> list[Spoken]:
    """What was asked for, with the ways to the rest; nothing is drawn where there is nothing to count."""
    session, of = visit.open_store().session, instansi_id or None
    if not figures.has_workers(session, of):
        return [(NAME, Say("say.tanpa_pekerja", {}, (_MENU,)))]
    ref = str(instansi_id)
    match given.argument.removeprefix(_NATION).strip():
        case word if word == _DETAILS:
            buttons = _ways(command, details, _DETAILS)
            edit = given.message if given.query else 0
            return [(NAME, Say("say.rincian", {}, buttons, media=Media("words", "rekap_rincian", ref), edit=edit))]
        case word if word == _DAYS:
            if not figures.has_accounts(session, of):
                return [(NAME, Say("say.tanpa_akun", {}, _ways(command, details, _DAYS)))]
            media = Media("photo", "rekap_hari", ref)
            return [(NAME, Say("say.hari", {}, _ways(command, details, _DAYS), media=media))]
        case word if word == _SHEET:
            return [(NAME, Say("say.xlsx", media=Media("document", "rekap_xlsx", ref)))]
        case _:
            return [(NAME, Say("say.rekap", {}, _ways(command, details), media=Media("photo", "rekap", ref)))]


def _ways(command: str, details: str, here: Literal["", "rincian", "hari"] = "") -> tuple[Button, ...]:
    """To the other views, to the workbook, and to the newest figures of this one."""
    views = (("button.gambar", ""), (details, _DETAILS), ("button.per_hari", _DAYS))
    others = tuple(Run(label, f"{command} {view}".strip()) for label, view in views if view != here)
    again = Run("button.muat_ulang", f"{command} {here}".strip())
    return (*others, Run("button.unduh", f"{command} {_SHEET}"), again)


@at_desk("ekspor")
def ekspor(visit: Visit, given: Command) -> list[Spoken]:
    """The roster with every NIK as a workbook; that somebody asked for it is recorded."""
    del given
    context = visit.open_store()
    instansi_id = instansi_of(context)
    if not figures.has_workers(context.session, instansi_id):
        return [(NAME, Say("say.tanpa_pekerja", {}, (_MENU,)))]
    export.allow(context.session, context.vault, context.person, instansi_id, context.now)
    made = Say("say.ekspor", media=Media("document", "ekspor", f"{instansi_id}:{context.person}"))
    return [(NAME, Say("say.ekspor_dibuat")), (NAME, made)]
