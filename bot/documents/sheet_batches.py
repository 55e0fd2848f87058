"""Many rows of a roster sheet at once: column by column where all is plain, row by row where anything is not.

A roster of 100,000 has a few hundred jabatan, unit kerja and dates, and its numbers and names are nearly all written as
they should be. To look up or match a whole column costs an eighth of reading cell by cell; a row in which anything is
not surely good is left to `RowReader`, which alone decides what is refused.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from bot.documents.sheet_cells import LONGEST_TEXT, NOTHING, Cell
from bot.documents.sheet_columns import LABELS
from bot.documents.sheet_rows import Reason, RosterRow, RowReader
from bot.rules.identity import NAME_MAX
from bot.rules.nik import FORMER_PROVINCES, LENGTH, WOMAN_OFFSET, provinces

_REMEMBERED: Final = 16_384
_NAME: Final = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+)*")
_TEXT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9./,:()&-]*(?: [A-Za-z0-9./,:()&-]+)*")
_PLAIN: Final[Mapping[str, tuple[re.Pattern[str], int]]] = {
    "nama": (_NAME, NAME_MAX),
    "no_peserta_thk2": (_TEXT, LONGEST_TEXT),
    "nomor_ijazah": (_TEXT, LONGEST_TEXT),
    "nomor_sk": (_TEXT, LONGEST_TEXT),
}
"""Columns in which nearly every cell differs: what is good as it stands, and its longest length."""

Values = list[Any]


class _Known(dict[Any, Any]):
    """What was made of a text or of dates before, for not too many of them."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: Any) -> Any:  # noqa: ANN401 - a cell, or what was read of some
        made = self._make(value)
        # Of cells only texts, because True, 1 and 1.0 are the same key.
        if isinstance(value, str | tuple) and not isinstance(made, Reason):
            if len(self) >= _REMEMBERED:
                self.clear()
            self[value] = made
        return made


class BatchReader:
    """Judges rows by the hundred, exactly as the given reader judges each."""

    def __init__(self, reader: RowReader) -> None:
        self._reader = reader
        self._known = {key: _Known(partial(reader.cell, key)) for key in LABELS}
        self._births = _Known(_as_in_nik)
        self._areas = frozenset(provinces()) | frozenset(FORMER_PROVINCES)

    def read(self, rows: Sequence[Sequence[Cell]]) -> tuple[list[RosterRow], dict[int, list[Reason]]]:
        """The rows as far as they can be read; and for each that is refused, by its place, every reason why."""
        columns = {key: self._values(key, cells) for key, cells in zip(LABELS, zip(*rows, strict=True), strict=True)}
        doubtful = _unreadable(columns)
        columns["nik"] = self._plain_niks(columns)
        doubtful.update(self._to_look_at(columns))
        read = list(map(RosterRow._make, zip(*columns.values(), strict=True)))
        refused = {}
        for place in sorted(doubtful):
            read[place], reasons = self._reader.judge(rows[place])
            if reasons:
                refused[place] = reasons
        return read, refused

    def _values(self, key: str, cells: Sequence[Cell]) -> Values:
        """A column's values, some of them a Reason; that of NIK as it is."""
        if key == "nik":
            return list(cells)
        known = self._known[key]
        if key == "kk":
            return [cell if _is_number(cell) else known[cell] for cell in cells]
        if key not in _PLAIN:
            return list(map(known.__getitem__, cells))
        pattern, longest = _PLAIN[key]
        is_plain = pattern.fullmatch
        return [
            cell
            if isinstance(cell, str) and is_plain(cell) and len(cell) <= longest and cell.lower() not in NOTHING
            else known[cell]
            for cell in cells
        ]

    def _plain_niks(self, columns: Mapping[str, Values]) -> Values:
        """Those NIK that are 16 digits and tell the row's own birth date and sex; None for any other."""
        births = map(self._births.__getitem__, zip(columns["tanggal_lahir"], columns["jenis_kelamin"], strict=True))
        return [
            cell
            if _is_number(cell) and cell[6:12] == birth and cell[:2] in self._areas and cell[12:] != "0000"
            else None
            for cell, birth in zip(columns["nik"], births, strict=True)
        ]

    def _to_look_at(self, columns: Mapping[str, Values]) -> Iterable[int]:
        """Where a rule or another cell may speak against a row."""
        judge = self._reader
        yield from (place for place, nik in enumerate(columns["nik"]) if nik is None)
        yield from _places(map(str.__eq__, map(str, columns["kk"]), map(str, columns["nik"])))
        yield from (place for place, end in enumerate(columns["tanggal_berakhir"]) if end is not None)
        thk2 = [number is not None for number in columns["no_peserta_thk2"]]
        yield from _places(map(judge.of_age, columns["tanggal_lahir"], thk2))
        yield from _places(map(judge.of_start, columns["tanggal_mulai"]))
        yield from _places(map(judge.of_sk, columns["tanggal_sk"]))
        yield from _places(map(judge.of_payment, columns["jenis_pembayaran"]))
        yield from _places(map(judge.of_job, columns["jabatan"]))
        yield from _places(map(judge.of_unit, columns["unit_kerja"]))


def _unreadable(columns: dict[str, Values]) -> set[int]:
    """Where a cell was refused; None is left in its place."""
    found: set[int] = set()
    for key, values in columns.items():
        if Reason in map(type, values):
            found.update(place for place, value in enumerate(values) if isinstance(value, Reason))
            columns[key] = [None if isinstance(value, Reason) else value for value in values]
    return found


def _places(spoken_against: Iterable[object]) -> Iterable[int]:
    return (place for place, reasons in enumerate(spoken_against) if reasons)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) == LENGTH and cell.isdigit() and cell.isascii()


def _as_in_nik(told: tuple[date | None, str | None]) -> str:
    """DDMMYY as the NIK of somebody born on this day has it; empty where day or sex is not known."""
    born, sex = told
    return f"{born.day + WOMAN_OFFSET * (sex == 'P'):02}{born:%m%y}" if born and sex else ""
