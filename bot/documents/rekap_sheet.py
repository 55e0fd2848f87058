"""A rekap as a workbook: by status, by unit kerja or instansi, and by day, as numbers that can be added up."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.documents.defused import OPTIONS, Cell, Cells, add_list
from bot.rules.clock import WIB
from bot.rules.rekap import EVENTS, STATUSES, Day, Group, together

_IN_ALL: Final = "Semua"
_WIDTHS: Final = (38, 16)
_FIGURES: Final = ("Pekerja", *STATUSES.values(), "Sudah mengakhiri", "Sudah mengakhiri (%)")


def write(path: Path, title: str, what: Sequence[str], rows: Sequence[tuple[Sequence[Cell], Group]],
          days: Sequence[Day], now: datetime) -> None:  # fmt: skip
    """Write an xlsx with three sheets.

    Args:
        path: where to; its folder takes what is needed on the way.
        title: of the workbook's properties.
        what: the headings of what a group is called by; the first of them gives the second sheet its name.
        rows: for each group the cells below those headings, and its figures.
        days: every day, oldest first, in WIB.
        now: when it was counted (aware).
    """
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an idle bot stays small without it

    whole = together(_IN_ALL, [group for _, group in rows])
    with xlsxwriter.Workbook(path, {**OPTIONS, "tmpdir": str(path.parent)}) as workbook:
        workbook.set_properties({"title": title, "created": now.astimezone(WIB).replace(tzinfo=None)})
        cells = Cells(workbook)
        statuses = ((called, whole.at(status), _share(whole.at(status), whole)) for status, called in STATUSES.items())
        by_status = [*statuses, (_IN_ALL, whole.total)]
        add_list(workbook, cells, "Menurut status", ("Status", "Pekerja", "Bagian"), by_status, _WIDTHS)
        blank = [None] * (len(what) - 1)
        lines = [*((*named, *_figures(group)) for named, group in rows), (_IN_ALL, *blank, *_figures(whole))]
        add_list(workbook, cells, f"Menurut {what[0].lower()}", (*what, *_FIGURES), lines, _WIDTHS)
        daily: Iterator[Sequence[Cell]] = ((day.day, *(day.of(event) for event in EVENTS)) for day in days)
        add_list(workbook, cells, "Menurut hari", ("Tanggal", *EVENTS.values()), daily, _WIDTHS)


def _figures(group: Group) -> tuple[Cell, ...]:
    return (group.total, *(group.at(status) for status in STATUSES), group.ended, _share(group.ended, group))


def _share(count: int, of: Group) -> float | None:
    return count / of.total if of.total else None
