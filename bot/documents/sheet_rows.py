"""One row of a roster sheet: a worker to register, or every reason why not, so that a sheet is mended in one go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

from bot.documents.sheet_cells import (
    Cell,
    read_date,
    read_kk,
    read_name,
    read_nik,
    read_number,
    read_place,
    read_sex,
    read_text,
    tidied,
)
from bot.documents.sheet_columns import LABELS, REQUIRED
from bot.rules.eligibility import Facts, Terms, judge
from bot.rules.errors import RuleError
from bot.rules.nik import Nik, agrees

Reader = Callable[[Cell], object]

_CELL_OF_RULE: Final = {
    "too_young": "tanggal_lahir",
    "too_old": "tanggal_lahir",
    "service_too_short": "tanggal_mulai",
    "sk_too_late": "tanggal_sk",
    "paid_otherwise": "jenis_pembayaran",
    "job_outsourced": "jabatan",
    "blu": "unit_kerja",
}
RULES: Final = frozenset(_CELL_OF_RULE)
"""The codes of eligibility: what a verifier may set aside."""
_SHARED: Final = frozenset(LABELS) - {"nik", "kk", "nama", "no_peserta_thk2", "nomor_ijazah", "nomor_sk"}
_REMEMBERED: Final = 16_384
_UNREAD: Final = object()
_READERS: Final[Mapping[str, Reader]] = {
    "nik": read_nik,
    "kk": read_kk,
    "nama": read_name,
    **dict.fromkeys(("no_peserta_thk2", "nomor_ijazah", "nomor_sk"), read_number),
    "tempat_lahir": read_place,
    "jenis_kelamin": read_sex,
    "tanggal_berakhir": partial(read_date, today=None),
}
_PAST: Final = ("tanggal_lahir", "tanggal_lulus", "tanggal_sk", "tanggal_mulai")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is refused: a code, the column to look at, and what its sentence mentions; never the cell's value."""

    code: str
    column: str
    params: Mapping[str, int | str | date]


class RosterRow(NamedTuple):
    """A worker as an instansi registers one, with the first riwayat; None is what the sheet does not say.

    A named tuple, because it is made 100,000 times in an import, in a third of a dataclass's time.
    """

    nik: str
    nama: str
    kk: str | None
    no_peserta_thk2: str | None
    tempat_lahir: str
    tanggal_lahir: date
    jenis_kelamin: str
    tingkat_pendidikan: str | None
    pendidikan_terakhir: str | None
    nomor_ijazah: str | None
    tanggal_lulus: date | None
    nama_sekolah: str | None
    nomor_sk: str | None
    tanggal_sk: date | None
    tanggal_mulai: date
    tanggal_berakhir: date | None
    pendidikan_sk: str | None
    jabatan: str
    unit_kerja: str
    jabatan_penandatangan: str | None
    jenis_jabatan_penandatangan: str | None
    jenis_pembayaran: str | None

    def __repr__(self) -> str:
        return "RosterRow()"


class RowReader:
    """Judges rows one after the other, and remembers what it made of the cells that most rows share.

    A roster of 100,000 has a few hundred jabatan, unit kerja and dates: reading each once halves the time.
    """

    def __init__(self, terms: Terms, today: date) -> None:
        """Take the rules of this pendataan; no date but that of the end of work may lie after `today`."""
        self._readers: dict[str, Reader] = {**dict.fromkeys(LABELS, read_text), **_READERS}
        self._readers |= dict.fromkeys(_PAST, partial(read_date, today=today))
        self._plan: list[tuple[str, dict[Cell, Any], Reader]] = [(key, {}, self._readers[key]) for key in LABELS]
        remembered = lru_cache(_REMEMBERED)
        # Facts are judged each by itself, because together they are all different.
        self.of_age = remembered(lambda born, thk2: _broken(Facts(birth_date=born, thk2=thk2), terms))
        self.of_start = remembered(lambda start: _broken(Facts(employed_since=start), terms))
        self.of_sk = remembered(lambda sk_date: _broken(Facts(sk_date=sk_date), terms))
        self.of_payment = remembered(lambda payment: _broken(Facts(payment=payment), terms))
        self.of_job = remembered(lambda jabatan: _broken(Facts(jabatan=jabatan), terms))
        self.of_unit = remembered(lambda unit: _broken(Facts(unit_kerja=unit), terms))

    def read(self, cells: Sequence[Cell]) -> RosterRow | list[Reason]:
        """The worker of a row, given as a cell for each of `COLUMNS`, or every reason why there is none."""
        row, reasons = self.judge(cells)
        return reasons or row

    def cell(self, column: str, cell: Cell) -> Any:  # noqa: ANN401 - what each column holds
        """The value of one cell, None for an empty one, or the Reason that refuses it; a NIK as `Nik`."""
        return _read(column, self._readers[column], cell)

    def judge(self, cells: Sequence[Cell]) -> tuple[RosterRow, list[Reason]]:
        """A row as far as it can be read, and every reason why it is no worker to register.

        At most one reason for each column that cannot be read, then those of the row as a whole.
        """
        values: list[Any] = []
        reasons: list[Reason] = []
        for cell, (column, known, reader) in zip(cells, self._plan, strict=True):
            value = known.get(cell, _UNREAD)
            if value is _UNREAD:
                value = _read(column, reader, cell)
                if isinstance(value, Reason):
                    reasons.append(value)
                    value = None
                elif column in _SHARED or cell == "":
                    _remember(known, cell, value)
            values.append(value)
        nik, row = values[0], RosterRow(values[0] and values[0].digits, *values[1:])
        reasons += _contradictions(nik, row)
        reasons += self.of_age(row.tanggal_lahir, row.no_peserta_thk2 is not None)
        reasons += self.of_start(row.tanggal_mulai)
        reasons += self.of_sk(row.tanggal_sk)
        work = [
            *self.of_payment(row.jenis_pembayaran),
            *self.of_job(row.jabatan),
            *self.of_unit(row.unit_kerja),
        ]
        # A BLU may be named more than once.
        reasons += [reason for place, reason in enumerate(work) if reason not in work[:place]]
        return row, reasons


def _read(column: str, reader: Reader, cell: Cell) -> object:
    """The value of one cell, None for an empty one, or the Reason that refuses it."""
    plain = tidied(cell)
    try:
        value = None if plain is None else reader(plain)
    except RuleError as refusal:
        return Reason(refusal.code, column, refusal.params)
    if not value:
        return Reason("required_missing", column, {}) if column in REQUIRED else None
    return value


def _remember(known: dict[Cell, Any], cell: Cell, value: object) -> None:
    """Keep what a text means; no other cell, because True, 1 and 1.0 are the same key."""
    if isinstance(cell, str):
        if len(known) >= _REMEMBERED:
            known.clear()
        known[cell] = value


def _broken(facts: Facts, terms: Terms) -> list[Reason]:
    return [Reason(breach.rule, _CELL_OF_RULE[breach.rule], dict(breach.params)) for breach in judge(facts, terms)]


def _contradictions(nik: Nik | None, row: RosterRow) -> Iterator[Reason]:
    """Where two cells that were read exclude each other; what could not be read is None and excludes nothing."""
    if nik and row.tanggal_lahir and not agrees(nik, row.tanggal_lahir):
        yield Reason("birth_date_not_nik", "tanggal_lahir", {})
    if nik and row.jenis_kelamin and nik.woman != (row.jenis_kelamin == "P"):
        yield Reason("sex_not_nik", "jenis_kelamin", {})
    if nik and row.kk == nik.digits:
        yield Reason("kk_is_nik", "kk", {})
    if row.tanggal_mulai and row.tanggal_berakhir and row.tanggal_berakhir < row.tanggal_mulai:
        yield Reason("end_before_start", "tanggal_berakhir", {})
