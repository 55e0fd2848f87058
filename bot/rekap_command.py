"""The command line's `rekap` and `export`: an instansi's figures, or all instansi's, and its roster as a workbook."""

import os
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from bot import bootstrap
from bot.beginning import opened_store, read_settings
from bot.jobs import rekap_export, rekap_figures
from bot.jobs.rekap import write_sheet
from bot.jobs.rekap_figures import Figures
from bot.rules.clock import wib
from bot.rules.numbers import numeral
from bot.rules.rekap import EVENTS, STATUSES, Day, Group, furthest_behind, percent
from bot.terminal import Json, bar, fail, tell
from storage import export as exports
from storage import roster
from storage.crypto import SealBrokenError
from storage.roster import InstansiFacts

app: Final = typer.Typer(help="Angka dan data pekerja.", no_args_is_help=True)
_SHOWN_DAYS: Final = 14
_SUFFIX: Final = ".xlsx"


@app.command()
def rekap(
    kode: Annotated[str | None, typer.Argument(help="Kode of the instansi; without one, all of them.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write the figures to this xlsx, too.")] = None,
    as_json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Print how far the pendataan is: by status, by unit kerja or instansi, and by day."""
    if xlsx is not None:
        _may_write(xlsx)
    store, now = opened_store(read_settings()), bootstrap.now()
    with closing(store.database):
        with store.database.reading() as session:
            instansi_id = _found(roster.find_instansi(session, kode), kode).id if kode else 0
            told = rekap_figures.of(session, instansi_id, now)
        if xlsx is not None:
            write_sheet(xlsx, told, now)
    lines = [f"{told.title}, {wib(now)}", *_words(told)]
    tell(as_json, {"at": now.isoformat(), **_facts(told)}, "\n".join(lines))


@app.command("export")
def export_(kode: str, file: Path, as_json: Json = False) -> None:  # noqa: FBT002 - a flag
    """Write an instansi's roster to an xlsx that can be imported again. It holds every NIK: mind where it lies."""
    _may_write(file)
    store, now = opened_store(read_settings()), bootstrap.now()
    with closing(store.database):
        with store.database.transaction() as session:
            instansi = _found(roster.find_instansi(session, kode), kode)
            exports.taken(session, store.vault, instansi.id, now)
        try:
            with bar(file.name, hidden=as_json) as progress, store.database.reading() as session:
                _make_private(file)
                count = rekap_export.write(session, store.vault, instansi, file, now, progress)
        except SealBrokenError:
            file.unlink()
            fail("A number in the database was changed from outside or sealed with another key; nothing was written.")
    told = f"{numeral(count)} workers written to {file.name}. It holds personal data, every NIK among them."
    tell(as_json, {"rows": count, "file": str(file)}, told)


def _found(instansi: InstansiFacts | None, kode: str) -> InstansiFacts:
    if instansi is None:
        fail(f"No instansi has the kode {kode.upper()}.")
    return instansi


def _may_write(file: Path) -> None:
    if file.suffix.lower() != _SUFFIX:
        fail(f"{file.name} must end in {_SUFFIX}.")
    if not file.parent.is_dir() or file.is_dir() or not os.access(file if file.exists() else file.parent, os.W_OK):
        fail(f"{file.name} cannot be written there; give the path of an xlsx in a folder of yours.")


def _make_private(file: Path) -> None:
    """Readable by its owner alone, before anything is in it."""
    file.touch(mode=0o600)
    file.chmod(0o600)


def _words(told: Figures) -> list[str]:
    whole = told.whole
    ended = f"{numeral(whole.ended)} ended ({percent(whole.ended, whole.total)})"
    return [
        f"{numeral(whole.total)} workers, {ended}",
        *(f"  {called}: {numeral(whole.at(status))}" for status, called in STATUSES.items()),
        *(_line(group) for group in furthest_behind(told.of_nation or told.groups)),
        *(f"{day.day}: {_events(day)}" for day in told.days[-_SHOWN_DAYS:]),
    ]


def _line(group: Group) -> str:
    share = percent(group.ended, group.total)
    return f"{group.name}: {numeral(group.ended)} of {numeral(group.total)} ended ({share})"


def _events(day: Day) -> str:
    return ", ".join(f"{called} {numeral(day.of(event))}" for event, called in EVENTS.items())


def _facts(told: Figures) -> dict[str, Any]:
    by = (
        [{"kode": one.instansi.kode, **_counts(group)} for one, group in zip(told.nation, told.of_nation, strict=True)]
        if told.nation
        else [_counts(group) for group in told.groups]
    )
    days = [{"day": day.day.isoformat(), **{event: day.of(event) for event in EVENTS}} for day in told.days]
    return {**_counts(told.whole), "instansi" if told.nation else "unit_kerja": by, "days": days}


def _counts(group: Group) -> dict[str, Any]:
    statuses = {status: group.at(status) for status in STATUSES}
    return {"nama": group.name, "total": group.total, "ended": group.ended, "status": statuses}
