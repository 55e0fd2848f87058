"""What a verifier should look at in a finished record: what differs from the instansi's data, and what may be doubted.

Case, blanks and punctuation tell no two values apart, and a level of education is the same however it is written.
Which rules of eligibility are broken is judged by every riwayat, not by the first alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from bot.rules import eligibility, identity, riwayat, service
from bot.rules.education import level_of
from bot.rules.eligibility import Breach, Facts, Terms
from bot.rules.identity import Identity, IdentityFields
from bot.rules.riwayat import Dates
from bot.rules.service import REFERENCE, Period

_LEVEL: Final = "tingkat_pendidikan"
_OWN: Final = "worker"
_MOST_GAPS: Final = 3


class EntryFacts(Protocol):
    """One riwayat: who entered it, and what it says."""

    @property
    def source(self) -> str:
        """Either instansi or worker."""

    @property
    def tanggal_sk(self) -> date | None:
        """When the SK was signed."""

    @property
    def tanggal_mulai(self) -> date:
        """The first day."""

    @property
    def tanggal_berakhir(self) -> date | None:
        """The last day, None while it goes on."""

    @property
    def jabatan(self) -> str:
        """The jabatan."""

    @property
    def unit_kerja(self) -> str:
        """The unit kerja."""

    @property
    def jenis_pembayaran(self) -> str | None:
        """What pays the wage."""

    @property
    def pendidikan(self) -> str | None:
        """The worker's word, else the instansi's."""

    @property
    def pendidikan_instansi(self) -> str | None:
        """The instansi's."""


class RecordFacts(Protocol):
    """The record: as on the KTP, and the biodata, that count, as the worker said and as the instansi registered."""

    @property
    def nama(self) -> str:
        """As on the KTP."""

    @property
    def tempat_lahir(self) -> str:
        """As on the KTP."""

    @property
    def tanggal_lahir(self) -> date:
        """As on the KTP."""

    @property
    def eks_thk2(self) -> str | None:
        """The nomor peserta, if any."""

    @property
    def biodata(self) -> Mapping[str, str | None]:
        """What counts."""

    @property
    def said(self) -> Mapping[str, str | None]:
        """The worker's word alone."""

    @property
    def registered(self) -> Mapping[str, str | None]:
        """The instansi's alone."""


class HandedIn(Protocol):
    """All that a verifier decides on: the store has a shape of its own."""

    @property
    def record(self) -> RecordFacts:
        """The record."""

    @property
    def registered(self) -> IdentityFields:
        """Who the instansi says it is."""

    @property
    def kk(self) -> str:
        """The number that the worker gave."""

    @property
    def entries(self) -> Sequence[EntryFacts]:
        """The riwayat, by their first day."""

    @property
    def warnings(self) -> Mapping[str, Sequence[str]]:
        """Codes by the kind of file."""


@dataclass(frozen=True, slots=True, repr=False)
class Difference:
    """A field of which the worker says otherwise than the instansi; `entry` is the riwayat's number, else 0."""

    field: str
    registered: str
    said: str
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is no breach but should be looked at.

    `code` and its `params`: a warning of a file (kind), `tumpang_tindih` (first, second: numbers of riwayat),
    `celah` (start, end), `ijazah_tempat`, `ijazah_tanggal`, `pendidikan_tingkat`, `ditambah` (count).
    """

    code: str
    params: tuple[tuple[str, int | str | date], ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule of eligibility that is broken, and by which riwayat (their numbers), if by any of them."""

    breach: Breach
    entries: tuple[int, ...] = ()


def differences(handed: HandedIn) -> tuple[Difference, ...]:
    """Field by field, both values; what the instansi did not register cannot differ."""
    return (*_of_identity(handed), *of_biodata(handed.record), *_of_riwayat(handed.entries))


def doubts(handed: HandedIn, reference: date = REFERENCE) -> tuple[Doubt, ...]:
    """What to look at with care, the files' warnings first; nobody need have an SK after the day of reference."""
    of_files = (Doubt(code, (("kind", kind),)) for kind, codes in handed.warnings.items() for code in codes)
    return (*of_files, *_of_education(handed.record), *_of_periods(handed.entries, reference))


def broken(handed: HandedIn, terms: Terms) -> tuple[Broken, ...]:
    """Each rule of `terms` that the worker does not meet, once, in the order of the rules."""
    record, entries = handed.record, handed.entries
    since = min((entry.tanggal_mulai for entry in entries), default=None)
    whole = Facts(
        birth_date=record.tanggal_lahir,
        employed_since=since,
        jabatan=record.biodata["jabatan"],
        unit_kerja=record.biodata["unit_kerja"],
        thk2=record.eks_thk2 is not None,
    )
    found = {breach.rule: Broken(breach) for breach in eligibility.judge(whole, terms)}
    for number, entry in enumerate(entries, start=1):
        facts = Facts(None, None, entry.tanggal_sk, entry.jenis_pembayaran, entry.jabatan, entry.unit_kerja)
        for breach in eligibility.judge(facts, terms):
            before = found.get(breach.rule, Broken(breach))
            found[breach.rule] = Broken(before.breach, (*before.entries, number))
    return tuple(found.values())


def _of_identity(handed: HandedIn) -> Iterator[Difference]:
    record, registered = handed.record, handed.registered
    own = Identity(registered.nik, handed.kk, record.nama, record.tempat_lahir, record.tanggal_lahir)
    for field in identity.compare(own, registered):
        yield Difference(field, str(getattr(registered, field)), str(getattr(own, field)))


def of_biodata(record: RecordFacts) -> Iterator[Difference]:
    """Of the biodata alone, where the worker's own word is not the instansi's."""
    for field, registered in record.registered.items():
        said = record.said[field]
        if registered and said and not _same(field, registered, said):
            yield Difference(field, registered, said)


def _of_riwayat(entries: Sequence[EntryFacts]) -> Iterator[Difference]:
    for number, entry in enumerate(entries, start=1):
        registered, said = entry.pendidikan_instansi, entry.pendidikan
        if registered and said and not _same("pendidikan", registered, said):
            yield Difference("pendidikan", registered, said, number)


def _same(field: str, registered: str, said: str) -> bool:
    if field == _LEVEL:
        return level_of(registered) == level_of(said)
    return _letters(registered) == _letters(said)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _of_education(record: RecordFacts) -> Iterator[Doubt]:
    """The birth data of ijazah and KTP, and whether what was studied is of the level that is said."""
    biodata = record.biodata
    place, day = biodata["tempat_lahir_ijazah"], biodata["tanggal_lahir_ijazah"]
    if place and _letters(place) != _letters(record.tempat_lahir):
        yield Doubt("ijazah_tempat", (("ktp", record.tempat_lahir), ("ijazah", place)))
    if day and date.fromisoformat(day) != record.tanggal_lahir:
        yield Doubt("ijazah_tanggal", (("ktp", record.tanggal_lahir), ("ijazah", date.fromisoformat(day))))
    studied, level = biodata["pendidikan_terakhir"], biodata[_LEVEL]
    if studied and level and level_of(studied) not in {None, level_of(level)}:
        yield Doubt("pendidikan_tingkat")


def _of_periods(entries: Sequence[EntryFacts], reference: date) -> Iterator[Doubt]:
    if own := sum(entry.source == _OWN for entry in entries):
        yield Doubt("ditambah", (("count", own),))
    dates = [Dates(entry.tanggal_sk, entry.tanggal_mulai, entry.tanggal_berakhir) for entry in entries]
    for one in riwayat.overlaps(dates):
        yield Doubt("tumpang_tindih", (("first", one.first + 1), ("second", one.second + 1)))
    periods = [Period(entry.tanggal_mulai, entry.tanggal_berakhir) for entry in entries]
    for gap in service.gaps(periods, reference)[:_MOST_GAPS]:
        assert gap.berakhir is not None
        yield Doubt("celah", (("start", gap.mulai), ("end", gap.berakhir)))
