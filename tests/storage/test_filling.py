"""Riwayat and papers: the worker's beside the instansi's, each with its files, and all of it in the trail."""

from datetime import date
from typing import Any

import pytest

from storage import audit, papers, records, riwayat
from storage.audit_check import verify
from storage.filling import NoAccountError
from storage.papers import NoPlaceError, Paper
from storage.riwayat import FIELDS, MOST, NotThisRiwayatError, TooManyRiwayatError
from tests.storage.worker_desk import Desk

NOBODY = 5
SAID: dict[str, str | date | None] = {
    "nomor_sk": "800/1/2010",
    "tanggal_sk": "2010-06-01",
    "tanggal_mulai": date(2010, 7, 1),
    "tanggal_berakhir": "2015-06-30",
    "unit_kerja": "SDN Contoh 2",
    "jabatan": "Guru Bantu",
    "pendidikan": "D-III",
    "jabatan_penandatangan": "Kepala Dinas",
    "jenis_jabatan_penandatangan": "Pimpinan",
    "jenis_pembayaran": "APBD",
}


def add(desk: Desk, **changes: str | date | None) -> int:
    return riwayat.add(desk.session, desk.vault, desk.account, SAID | changes, desk.person, desk.now)


def change(desk: Desk, entry: int, **changes: str | date | None) -> None:
    riwayat.change(desk.session, desk.vault, desk.account, entry, changes, desk.person, desk.now)


def remove(desk: Desk, entry: int) -> list[str]:
    return riwayat.remove(desk.session, desk.vault, desk.account, entry, desk.person, desk.now)


def educate(desk: Desk, entry: int, pendidikan: str | None) -> None:
    riwayat.set_education(desk.session, desk.vault, desk.account, entry, pendidikan, desk.person, desk.now)


def entries(desk: Desk) -> list[riwayat.Entry]:
    return riwayat.entries(desk.session, desk.account)


def keep(desk: Desk, kind: str, entry: int = 0, file: str = "a", form: str = "pdf") -> str | None:
    given = {"file": file, "form": form, "size": 2000, "pages": 2, "warnings": []}
    return papers.keep(desk.session, desk.vault, desk.account, kind, entry, given, desk.person, desk.now)


def trail(desk: Desk) -> list[tuple[str, dict[str, Any]]]:
    """What was recorded about the account; the trail is whole."""
    assert verify(desk.session, desk.vault) is None
    return [(seen.action, seen.body) for seen in audit.of_subject(desk.session, desk.vault, [desk.account], 99)]


# -- riwayat -----------------------------------------------------------------------------------------------------------


def test_the_instansis_entry_is_there_first(desk: Desk, other: Desk) -> None:
    """Only this worker's."""
    (entry,) = entries(desk)
    assert (entry.id, entry.source, entry.pendidikan, entry.papers) == (desk.worker.id, "instansi", "S-1 PGSD", {})
    assert [entry.id for entry in entries(other)] == [other.worker.id]
    assert "SDN" not in repr(entry)


def test_an_own_entry_says_what_was_said(desk: Desk) -> None:
    """In the order of tanggal mulai, with dates as dates."""
    added = add(desk)
    first, second = entries(desk)
    assert (first.id, first.source, second.id) == (added, "worker", desk.worker.id)
    assert {name: str(getattr(first, name)) for name in FIELDS} == {name: str(value) for name, value in SAID.items()}
    assert (first.tanggal_sk, first.pendidikan_instansi) == (date(2010, 6, 1), None)


def test_an_own_entry_is_changed_and_removed(desk: Desk) -> None:
    """With all its papers, whose files are named once; the others' papers stay."""
    added = add(desk)
    change(desk, added, jabatan="Guru Kelas", tanggal_berakhir=None)
    assert (entries(desk)[0].jabatan, entries(desk)[0].tanggal_berakhir) == ("Guru Kelas", None)
    for kind, entry in (("sk", added), ("bukti", added), ("sk", desk.worker.id), ("ijazah", 0)):
        keep(desk, kind, entry, f"{kind}-{entry == added}")
    assert remove(desk, added) == ["sk-True", "bukti-True"]
    assert [entry.id for entry in entries(desk)] == [desk.worker.id]
    assert {paper.file for paper in papers.of_account(desk.session, desk.account)} == {"sk-False", "ijazah-False"}


def test_there_are_five_at_most(desk: Desk) -> None:
    """The sixth is refused; after one is removed there is room again."""
    added = [add(desk) for _ in range(MOST - 1)]
    with pytest.raises(TooManyRiwayatError):
        add(desk)
    remove(desk, added[0])
    add(desk)
    assert len(entries(desk)) == MOST


def test_of_the_instansis_entry_only_the_education_is_the_workers(desk: Desk) -> None:
    """Its own word stays beside it, and comes back when the worker takes theirs back."""
    educate(desk, desk.worker.id, "S-1 PAUD")
    (entry,) = entries(desk)
    assert (entry.pendidikan, entry.pendidikan_instansi) == ("S-1 PAUD", "S-1 PGSD")
    educate(desk, desk.worker.id, None)
    assert entries(desk)[0].pendidikan == "S-1 PGSD"
    with pytest.raises(NotThisRiwayatError):
        change(desk, desk.worker.id, jabatan="Kepala")
    with pytest.raises(NotThisRiwayatError):
        remove(desk, desk.worker.id)
    with pytest.raises(NotThisRiwayatError):
        educate(desk, add(desk), "S-2")


def test_nobody_touches_anothers_entry(desk: Desk, other: Desk) -> None:
    """It is as if it were not there."""
    added = add(other)
    with pytest.raises(NotThisRiwayatError):
        change(desk, added, jabatan="Kepala")
    with pytest.raises(NotThisRiwayatError):
        remove(desk, added)
    with pytest.raises(NotThisRiwayatError):
        educate(desk, other.worker.id, "S-2")
    with pytest.raises(NoPlaceError):
        keep(desk, "sk", added)
    assert (len(entries(other)), trail(desk)) == (2, [])


def test_a_word_that_has_no_place_in_a_riwayat_is_refused(desk: Desk) -> None:
    """Nothing but what the page asks for is written."""
    with pytest.raises(KeyError, match="source"):
        add(desk, source="instansi")
    with pytest.raises(KeyError, match="worker_id"):
        change(desk, add(desk), worker_id="1")


# -- papers ------------------------------------------------------------------------------------------------------------


def test_papers_lie_where_they_belong(desk: Desk) -> None:
    """The account's by kind, a riwayat's with it."""
    keep(desk, "ijazah", file="i")
    keep(desk, "kk", file="k", form="jpeg")
    keep(desk, "bukti", desk.worker.id, "b")
    kept = papers.of_account(desk.session, desk.account)
    bukti = Paper("bukti", desk.worker.id, "b", "pdf", 2000, 2)
    assert kept == [Paper("ijazah", 0, "i", "pdf", 2000, 2), Paper("kk", 0, "k", "jpeg", 2000, 2), bukti]
    assert entries(desk)[0].papers == {"bukti": bukti}


def test_the_last_upload_counts(desk: Desk) -> None:
    """It names the file that it replaces, which may go then; the same file once more replaces nothing."""
    assert [keep(desk, "ijazah", file=name) for name in ("a", "b", "b", "c")] == [None, "a", None, "b"]
    assert [paper.file for paper in papers.of_account(desk.session, desk.account)] == ["c"]


@pytest.mark.parametrize(
    ("kind", "at_riwayat"), [("ijazah", True), ("kk", True), ("sk", False), ("bukti", False), ("foto", False)]
)
def test_a_paper_in_the_wrong_place_is_refused(desk: Desk, kind: str, *, at_riwayat: bool) -> None:
    """An ijazah is no riwayat's, and an SK is."""
    with pytest.raises(NoPlaceError):
        keep(desk, kind, desk.worker.id if at_riwayat else 0)
    assert papers.of_account(desk.session, desk.account) == []


# -- the trail ---------------------------------------------------------------------------------------------------------


def test_all_of_it_stands_in_the_trail(desk: Desk) -> None:
    """What was there before, and what after."""
    said = {name: str(value) for name, value in SAID.items()}
    added = add(desk)
    change(desk, added, jabatan="Guru Kelas", tanggal_mulai="2010-07-02")
    keep(desk, "sk", added, "a")
    keep(desk, "sk", added, "b")
    educate(desk, desk.worker.id, "S-2")
    educate(desk, desk.worker.id, None)
    remove(desk, added)
    before = {"jabatan": "Guru Bantu", "tanggal_mulai": "2010-07-01"}
    after = {"jabatan": "Guru Kelas", "tanggal_mulai": "2010-07-02"}
    a, b = ({"file": name, "size": 2000} for name in "ab")
    assert trail(desk) == [
        ("riwayat.add", {"riwayat": added, "before": None, "after": said}),
        ("riwayat.change", {"riwayat": added, "before": before, "after": after}),
        ("paper.keep", {"kind": "sk", "riwayat": added, "before": None, "after": a}),
        ("paper.keep", {"kind": "sk", "riwayat": added, "before": a, "after": b}),
        (
            "riwayat.education",
            {"riwayat": desk.worker.id, "before": {"pendidikan": "S-1 PGSD"}, "after": {"pendidikan": "S-2"}},
        ),
        (
            "riwayat.education",
            {"riwayat": desk.worker.id, "before": {"pendidikan": "S-2"}, "after": {"pendidikan": "S-1 PGSD"}},
        ),
        ("riwayat.remove", {"riwayat": added, "before": said | after, "files": ["b"], "after": None}),
    ]


def test_any_of_it_begins_the_filling_in(desk: Desk, other: Desk) -> None:
    """Not only biodata do."""
    keep(desk, "ijazah")
    add(other)
    for one in (desk, other):
        assert records.load(one.session, one.vault, one.account).status == "mengisi"


def test_nobodys_riwayat_is_none(desk: Desk) -> None:
    """There is nothing to read, and nothing can be written."""
    assert riwayat.entries(desk.session, NOBODY) == []
    assert papers.of_account(desk.session, NOBODY) == []
    with pytest.raises(NoAccountError):
        riwayat.add(desk.session, desk.vault, NOBODY, SAID, desk.person, desk.now)


def test_what_it_costs(desk: Desk) -> None:
    """So many statements, once the filling in has begun."""
    costs: dict[str, int] = {}

    def count(name: str, act: Any) -> Any:  # noqa: ANN401 - whatever is counted
        with desk.counts() as counted:
            result = act()
        costs[name] = counted.number
        return result

    keep(desk, "kk")
    added = count("add", lambda: add(desk))
    count("change", lambda: change(desk, added, jabatan="X"))
    count("education", lambda: educate(desk, desk.worker.id, "S-2"))
    count("ijazah", lambda: keep(desk, "ijazah"))
    count("sk", lambda: keep(desk, "sk", added))
    count("entries", lambda: entries(desk))
    count("remove", lambda: remove(desk, added))
    assert costs == {"add": 6, "change": 6, "education": 6, "ijazah": 6, "sk": 7, "entries": 2, "remove": 8}
