"""What a verifier should look at: what the worker changed, what may be doubted, which rules are broken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.rules.differences import Difference, Doubt, broken, differences, doubts
from bot.rules.eligibility import Terms
from bot.rules.identity import Identity

NOTHING: dict[str, str | None] = dict.fromkeys(
    (
        *("jenis_kelamin", "tingkat_pendidikan", "pendidikan_terakhir", "nomor_ijazah", "nama_sekolah"),
        *("tanggal_lulus", "jabatan", "unit_kerja", "tempat_lahir_ijazah", "tanggal_lahir_ijazah"),
    )
)
BORN = date(1990, 3, 7)


@dataclass
class Entry:
    """A riwayat."""

    tanggal_mulai: date = date(2018, 1, 2)
    tanggal_berakhir: date | None = None
    source: str = "instansi"
    tanggal_sk: date | None = date(2018, 1, 2)
    jabatan: str = "Guru"
    unit_kerja: str = "SDN Contoh 1"
    jenis_pembayaran: str | None = "APBD"
    pendidikan: str | None = "S1 PGSD"
    pendidikan_instansi: str | None = "S1 PGSD"


@dataclass
class Record:
    """A record."""

    registered: Mapping[str, str | None] = field(default_factory=lambda: dict(NOTHING))
    said: Mapping[str, str | None] = field(default_factory=lambda: dict(NOTHING))
    nama: str = "Sari Wulandari"
    tempat_lahir: str = "Bogor"
    tanggal_lahir: date = BORN
    eks_thk2: str | None = None

    @property
    def biodata(self) -> Mapping[str, str | None]:
        """What counts."""
        return {name: self.said[name] or self.registered[name] for name in NOTHING}


@dataclass
class Handed:
    """What is handed in."""

    record: Record = field(default_factory=Record)
    registered: Identity = field(
        default_factory=lambda: Identity("3201014703900001", "3201010101010009", "SARI WULANDARI", "BOGOR", BORN)
    )
    kk: str = "3201010101010009"
    entries: list[Entry] = field(default_factory=lambda: [Entry()])
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def said(registered: dict[str, str], own: dict[str, str]) -> Handed:
    """The instansi registered this, and the worker says that."""
    return Handed(Record({**NOTHING, **registered}, {**NOTHING, **own}))


def codes(handed: Handed) -> list[str]:
    """The codes of the doubts."""
    return [doubt.code for doubt in doubts(handed)]


def rules(handed: Handed) -> dict[str, tuple[int, ...]]:
    """The broken rules, and by which riwayat."""
    return {one.breach.rule: one.entries for one in broken(handed, Terms())}


def test_nothing_is_found_where_all_is_well() -> None:
    """Neither difference, doubt nor breach."""
    assert (differences(Handed()), doubts(Handed()), broken(Handed(), Terms())) == ((), (), ())


def test_spelling_makes_no_difference() -> None:
    """Case, blanks, punctuation, and how a level of education is written."""
    registered = {"nama_sekolah": "UNIVERSITAS  CONTOH", "tingkat_pendidikan": "S1", "jabatan": "Guru-Kelas"}
    own = {"nama_sekolah": "Universitas Contoh", "tingkat_pendidikan": "40", "jabatan": "guru kelas"}
    assert differences(said(registered, own)) == ()


def test_what_the_worker_changed_is_shown_with_both_values() -> None:
    """But not what the instansi never registered, or what the worker left as it was."""
    registered = {"nama_sekolah": "SMA Contoh", "tingkat_pendidikan": "SMA", "unit_kerja": "SDN Contoh 1"}
    own = {"nama_sekolah": "SMA Teladan", "tingkat_pendidikan": "40", "nomor_ijazah": "1"}
    assert differences(said(registered, own)) == (
        Difference("tingkat_pendidikan", "SMA", "40"),
        Difference("nama_sekolah", "SMA Contoh", "SMA Teladan"),
    )


def test_who_it_is_is_compared_too() -> None:
    """A corrected roster may say otherwise than the account."""
    handed = Handed(kk="3201010101010077")
    handed.record.tanggal_lahir = date(1990, 3, 8)
    assert differences(handed) == (
        Difference("kk", "3201010101010009", "3201010101010077"),
        Difference("tanggal_lahir", "1990-03-07", "1990-03-08"),
    )


def test_the_education_of_the_instansis_riwayat_may_be_changed() -> None:
    """It names the riwayat; one of the worker's own differs from nothing."""
    first = Entry(pendidikan="S1 Matematika")
    own = Entry(date(2016, 1, 1), date(2017, 12, 31), "worker", pendidikan_instansi=None)
    assert differences(Handed(entries=[own, first])) == (Difference("pendidikan", "S1 PGSD", "S1 Matematika", 2),)


def test_files_bring_their_warnings() -> None:
    """A pasfoto without a blue background."""
    handed = Handed(warnings={"pasfoto": ("background_not_blue",)})
    assert doubts(handed) == (Doubt("background_not_blue", (("kind", "pasfoto"),)),)


def test_ijazah_and_ktp_may_tell_other_birth_data() -> None:
    """Place and day, each by itself; what agrees is no doubt."""
    assert codes(said({}, {"tempat_lahir_ijazah": "Cianjur", "tanggal_lahir_ijazah": "1990-03-08"})) == [
        *("ijazah_tempat", "ijazah_tanggal"),
    ]
    assert codes(said({}, {"tempat_lahir_ijazah": "BOGOR", "tanggal_lahir_ijazah": "1990-03-07"})) == []


def test_what_was_studied_should_be_of_its_level() -> None:
    """What names no level is believed."""
    assert codes(said({}, {"tingkat_pendidikan": "40", "pendidikan_terakhir": "D-III Gizi"})) == ["pendidikan_tingkat"]
    assert codes(said({}, {"tingkat_pendidikan": "40", "pendidikan_terakhir": "Teknik Sipil"})) == []


def test_periods_may_overlap_or_leave_gaps() -> None:
    """Both are told, and that the worker added entries."""
    early = Entry(date(2015, 1, 1), date(2015, 12, 31), "worker")
    later = Entry(date(2017, 1, 1), date(2018, 6, 30), "worker")
    told = doubts(Handed(entries=[early, later, Entry()]))
    found: dict[str, Any] = {doubt.code: dict(doubt.params) for doubt in told}
    assert found == {
        "ditambah": {"count": 2},
        "tumpang_tindih": {"first": 2, "second": 3},
        "celah": {"start": date(2016, 1, 1), "end": date(2016, 12, 31)},
    }


def test_each_riwayat_is_judged() -> None:
    """A rule that several break is one breach, with the numbers of all of them."""
    entries = [Entry(), Entry(date(2022, 1, 1), jenis_pembayaran="BOS", tanggal_sk=date(2022, 1, 1), jabatan="Satpam")]
    entries.append(Entry(date(2022, 2, 1), jenis_pembayaran="KOMITE", tanggal_sk=None))
    assert rules(Handed(entries=entries)) == {"sk_too_late": (2,), "paid_otherwise": (2, 3), "job_outsourced": (2,)}


def test_the_worker_as_a_whole_is_judged() -> None:
    """Age, the first day of work, and the last jabatan; eks THK-II may be of any age."""
    handed = said({"jabatan": "Sopir", "unit_kerja": "BLUD RS Contoh"}, {})
    handed.entries = [Entry(date(2021, 6, 1), tanggal_sk=None)]
    handed.record.tanggal_lahir = date(1960, 1, 1)
    assert rules(handed) == {"too_old": (), "service_too_short": (), "job_outsourced": (), "blu": ()}
    handed.record.eks_thk2 = "12-34"
    assert "too_old" not in rules(handed)


def test_without_a_riwayat_there_is_no_first_day() -> None:
    """And nothing to judge it by."""
    assert rules(Handed(entries=[])) == {}
