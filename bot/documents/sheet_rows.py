"""One row of a roster sheet: a worker to register, or every reason why not, so that a sheet is mended in one go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.documents.sheet_cells import (
    Cell,
    read_date,
    read_kk,
    read_name,
    read_nik,
    read_place,
    read_sex,
    read_text,
    tidied,
)
from bot.documents.sheet_columns import LABELS, REQUIRED
from bot.rules.eligibility import Facts, Terms, judge
from bot.rules.errors import RuleError
from bot.rules.nik import agrees

_CELL_OF_RULE: Final = {
    "too_young": "tanggal_lahir",
    "too_old": "tanggal_lahir",
    "service_too_short": "tanggal_mulai",
    "sk_too_late": "tanggal_sk",
    "paid_otherwise": "jenis_pembayaran",
    "job_outsourced": "jabatan",
    "blu": "unit_kerja",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is refused: a code, the column to look at, and what its sentence mentions; never the cell's value."""

    code: str
    column: str
    params: Mapping[str, int | str | date]


@dataclass(frozen=True, slots=True, repr=False)
class RosterRow:
    """A worker as an instansi registers one, with the first riwayat; None is what the sheet does not say."""

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


def read_row(cells: Mapping[str, Cell], terms: Terms, today: date) -> RosterRow | tuple[Reason, ...]:
    """Judge the filled cells of one row, by column key.

    Args:
        cells: what stands in the row.
        terms: who belongs into this pendataan.
        today: no date but that of the end of work lies after it.

    Returns:
        The worker, or the reasons, one at most for each column that cannot be read, then those of the row as a whole.
    """
    values: dict[str, Any] = dict.fromkeys(LABELS)
    reasons: list[Reason] = []
    for column in LABELS:
        cell = tidied(cells.get(column))
        try:
            if cell is not None:
                values[column] = _READERS.get(column, _text)(cell, today)
            elif column in REQUIRED:
                reasons.append(Reason("required_missing", column, {}))
        except RuleError as refusal:
            reasons.append(Reason(refusal.code, column, refusal.params))
    reasons.extend(_contradictions(values))
    reasons.extend(_breaches(values, terms))
    if reasons:
        return tuple(reasons)
    return RosterRow(**(values | {"nik": values["nik"].digits}))


def _text(cell: Cell, _today: date) -> str:
    return read_text(cell)


_READERS: Final[Mapping[str, Callable[[Cell, date], object]]] = {
    "nik": lambda cell, _: read_nik(cell),
    "kk": lambda cell, _: read_kk(cell),
    "nama": lambda cell, _: read_name(cell),
    "tempat_lahir": lambda cell, _: read_place(cell),
    "tanggal_lahir": read_date,
    "jenis_kelamin": lambda cell, _: read_sex(cell),
    "tanggal_lulus": read_date,
    "tanggal_sk": read_date,
    "tanggal_mulai": read_date,
    "tanggal_berakhir": lambda cell, _: read_date(cell, None),
}


def _contradictions(values: Mapping[str, Any]) -> Iterator[Reason]:
    """Where two cells that were read exclude each other."""
    nik, born, sex = values["nik"], values["tanggal_lahir"], values["jenis_kelamin"]
    start, end = values["tanggal_mulai"], values["tanggal_berakhir"]
    if nik and born and not agrees(nik, born):
        yield Reason("birth_date_not_nik", "tanggal_lahir", {})
    if nik and sex and nik.woman != (sex == "P"):
        yield Reason("sex_not_nik", "jenis_kelamin", {})
    if nik and values["kk"] == nik.digits:
        yield Reason("kk_is_nik", "kk", {})
    if start and end and end < start:
        yield Reason("end_before_start", "tanggal_berakhir", {})


def _breaches(values: Mapping[str, Any], terms: Terms) -> Iterator[Reason]:
    facts = Facts(
        birth_date=values["tanggal_lahir"],
        employed_since=values["tanggal_mulai"],
        sk_date=values["tanggal_sk"],
        payment=values["jenis_pembayaran"],
        jabatan=values["jabatan"],
        unit_kerja=values["unit_kerja"],
        thk2=values["no_peserta_thk2"] is not None,
    )
    for breach in judge(facts, terms):
        yield Reason(breach.rule, _CELL_OF_RULE[breach.rule], dict(breach.params))
