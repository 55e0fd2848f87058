"""An instansi sends its sheet in the chat: good rows load, refused ones come back, the last import can be undone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from bot.documents.sheets import open_sheet
from storage import audit, imports, overrules, requests, undoing
from storage.acting import Desk
from storage.models.roster import Riwayat, Worker
from tests.chat import Chat
from tests.conversations.test_instansi_desk import OFFICE, works
from tests.house import SARI, House
from tests.roster_jobs import sent_to
from tests.roster_sheets import Cells, person, write_csv, write_xlsx
from tests.storage.officers import dismisses

MB = 1024 * 1024
MINUTE = timedelta(minutes=1)
Sheet = Callable[..., bytes]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Give the bytes of a sheet with these people."""

    def write(*people: Cells, csv: bool = False) -> bytes:
        return (write_csv if csv else write_xlsx)(tmp_path / "a.xlsx", people).read_bytes()

    return write


@pytest.fixture
def office(house: House) -> Chat:
    """Give an operator at the import's desk."""
    return works(house, "operator").says("/impor").hears("ask.berkas").sees("Belum ada impor")


def registered(house: House) -> int:
    return house.session.exec(select(func.count()).select_from(Worker)).one()


def jabatan(house: House, serial: int) -> list[tuple[str, str]]:
    """What worker and riwayat say of the job of the person with this serial number."""
    nik = house.vault.index("nik", str(person(serial)["nik"]))
    query = select(Worker.jabatan, Riwayat.jabatan).join(Riwayat, col(Riwayat.worker_id) == col(Worker.id))
    return list(house.session.exec(query.where(col(Worker.nik_index) == nik)))


def rows_of(house: House, tmp_path: Path, key: str) -> list[tuple[object, ...]]:
    """The returned sheet, read again."""
    path = tmp_path / "kembali.xlsx"
    path.write_bytes(house.files.get(key))
    with open_sheet(path) as found:
        return [cells for _, cells in found.rows]


# -- import ----------------------------------------------------------------------------------------------------------


def test_a_good_file_loads_at_once(house: House, office: Chat, sheet: Sheet) -> None:
    """The answer has the counts, and the desk waits for the next file."""
    office.waits(MINUTE).sends_file(sheet(person(1), person(2))).hears("ask.berkas").sees(
        "2 baris masuk", "0 menunggu perbaikan"
    )
    (answer,) = sent_to(house, OFFICE)
    assert "2 baris masuk" in answer.html
    assert answer.attachment is None
    assert registered(house) == 2
    office.waits(MINUTE).sends_file(sheet(person(1), person(2), csv=True)).sees("0 baris masuk", "2 sudah ada")


def test_a_file_with_errors_comes_back_and_is_mended(house: House, office: Chat, sheet: Sheet, tmp_path: Path) -> None:
    """The same rows, the commonest reasons in words; sent again it loads what was mended and doubles nothing."""
    bad = (person(2, jabatan="Satpam"), person(3, nama="3"), person(4, nama="4"))
    office.waits(MINUTE).sends_file(sheet(person(1), *bad)).sees("1 baris masuk", "3 menunggu perbaikan")
    (answer,) = sent_to(house, OFFICE)
    assert "• 2 baris: Nama Lengkap terlalu pendek" in answer.html
    assert "aturan jabatan" in answer.html
    assert answer.attachment is not None
    assert (answer.attachment.kind, answer.attachment.source) == ("document", "perbaikan")
    assert len(rows_of(house, tmp_path, answer.attachment.ref)) == 4
    office.waits(MINUTE).sends_file(sheet(person(1), person(2), person(3), person(4))).sees(
        "3 baris masuk", "1 sudah ada"
    )
    assert registered(house) == 4
    assert "Tidak ada yang perlu diperbaiki" in sent_to(house, OFFICE)[0].html
    assert house.files.kept == {}


def test_whoever_watches_a_nik_is_told(house: House, office: Chat, sheet: Sheet) -> None:
    """Pantau NIK saya; an undone import that is sent again tells nobody twice."""
    requests.watch(house.session, house.vault, 99, str(person(1)["nik"]), house.now)
    office.waits(MINUTE).sends_file(sheet(person(1)))
    assert "Kabar baik" in sent_to(house, 99)[0].html
    office.taps("button.urungkan").taps("button.ya_urungkan").hears("ask.diurungkan").taps("button.impor")
    office.waits(MINUTE).sends_file(sheet(person(1))).sees("1 baris masuk")
    assert sent_to(house, 99) == []


def test_a_nik_of_another_instansi_leads_to_mutasi(house: House, office: Chat, sheet: Sheet) -> None:
    """How many there are is said, with the way on."""
    house.opens("LAIN", "Dinas Lain")
    house.registers(SARI, "LAIN")
    changes = {"nik": SARI.nik, "tanggal_lahir": "07-03-1990", "nama": SARI.nama}
    office.waits(MINUTE).sends_file(sheet(person(1), person(2, **changes))).sees("1 menunggu perbaikan")
    (answer,) = sent_to(house, OFFICE)
    assert "1 baris memuat NIK yang terdaftar di instansi lain" in answer.html
    (key,) = (key for row in answer.rows for key in row)
    assert key.label == "Minta mutasi"
    # A worker who was begun before is not the one that is asked for.
    office.says("/tambah").says(str(person(5)["nik"])).hears("ask.nama")
    office.taps_data(key.data).hears("ask.nik").says(SARI.nik).hears("ask.pindah")


def test_a_rule_that_was_set_aside_lets_the_row_in(house: House, office: Chat, sheet: Sheet) -> None:
    """Only for that NIK, and only that rule."""
    works(house, "verifier", person=502)
    for serial, rule in ((1, "job_outsourced"), (2, "too_old")):
        nik = str(person(serial)["nik"])
        overrules.set_aside(house.session, house.vault, house.opens().id, nik, rule, "Guru merangkap", 502, house.now)
    guards = [person(serial, jabatan="Satpam") for serial in (1, 2, 3)]
    office.waits(MINUTE).sends_file(sheet(*guards, person(4, nama="4"))).sees("1 baris masuk", "3 menunggu perbaikan")
    assert jabatan(house, 1) == [("Satpam", "Satpam")]


def test_files_that_are_no_sheet_get_one_sentence(house: House, office: Chat, sheet: Sheet) -> None:
    """And the desk waits on."""
    office.waits(MINUTE).sends_file(b"%PDF-1.4\0").hears("error.lembar", "ask.berkas").sees("Ini berkas PDF")
    office.waits(MINUTE).sends_file(b"").sees("Belum ada satu baris pun")
    office.says("ini").hears("error.want_sheet")
    office.sends_photo(size=21 * MB).hears("error.lembar_terlalu_besar").sees("21 MB")
    office.sends_photo(b"x").hears("error.lembar").sees("Judul kolomnya tidak ditemukan")
    assert (registered(house), sent_to(house, OFFICE)) == (0, [])
    office.waits(MINUTE).sends_file(sheet(person(1))).sees("1 baris masuk")


def test_a_file_that_telegram_has_no_more(house: House, office: Chat) -> None:
    """Is asked for again."""
    office.lets_jobs_wait().waits(MINUTE).sends_file(b"x")
    house.sent.files.clear()
    office.job_finishes().hears("error.file_unavailable", "ask.berkas")


def test_a_size_that_telegram_understated(office: Chat) -> None:
    """Is refused by the job as well."""
    office.lets_jobs_wait().waits(MINUTE).sends_file(b"x")
    office.jobs[0].args["size"] = 21 * MB
    office.job_finishes().hears("error.lembar_terlalu_besar")


def test_the_chat_is_usable_while_a_file_is_read(house: House, office: Chat, sheet: Sheet) -> None:
    """Whoever went elsewhere is told there, and finds the counts on coming back."""
    office.lets_jobs_wait().waits(MINUTE).sends_file(sheet(person(1))).hears_nothing()
    office.says("sudah?").hears("error.still_checking").says("/instansi").hears("say.meja").waits(timedelta(minutes=20))
    office.job_finishes().hears_nothing()
    assert "1 baris masuk" in sent_to(house, OFFICE)[0].html
    office.says("/impor").hears("ask.berkas").sees("1 baris masuk")


def test_a_job_that_is_done_again_tells_once(house: House, office: Chat, sheet: Sheet) -> None:
    """Killed after its work and before its result was kept: the counts are the same, and nothing is doubled."""
    office.waits(MINUTE).sends_file(sheet(person(1), person(2, jabatan="Guru Madya")))
    sent_to(house, OFFICE)
    office.lets_jobs_wait().waits(MINUTE).sends_file(sheet(person(2), person(3), person(4, nama="4")))
    (work,) = office.jobs
    first = office.result(work)
    assert office.result(work) == first
    assert len(sent_to(house, OFFICE)) == 1
    office.job_finishes(result=first).sees("1 baris masuk, 1 diperbarui, 0 sudah ada dan sama, 1 menunggu perbaikan")
    assert len(house.files.kept) == 1


def test_a_job_that_was_killed_before_it_told_leaves_one_sheet(
    house: House, office: Chat, sheet: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next try keeps its sheet in the place of the first one's, which no record names."""
    office.lets_jobs_wait().waits(MINUTE).sends_file(sheet(person(1), person(2, nama="4")))
    (work,) = office.jobs

    def killed(*_: object) -> None:
        raise InterruptedError

    with monkeypatch.context() as patched:
        patched.setattr(imports, "finish", killed)
        with pytest.raises(InterruptedError):
            office.result(work)
    assert len(house.files.kept) == 1
    office.job_finishes().sees("1 baris masuk")
    assert len(house.files.kept) == 1


def test_whoever_lost_the_role_imports_nothing(house: House, office: Chat, sheet: Sheet) -> None:
    """Also while the file is read."""
    office.lets_jobs_wait().waits(MINUTE).sends_file(sheet(person(1)))
    dismisses(house.session, OFFICE)
    office.job_finishes().hears("error.bukan_petugas_lagi")
    assert registered(house) == 0
    office.says("/impor").hears("say.bukan_tugas")


def test_a_verifier_and_a_worker_do_not_import(house: House) -> None:
    """They are told what everybody is told."""
    works(house, "verifier").says("/impor").hears("say.bukan_tugas").says("/templat").hears("say.bukan_tugas")
    Chat(house, 77).says("/impor").hears("say.bukan_tugas")


def test_a_closed_instansi_imports_nothing(house: House, office: Chat, sheet: Sheet) -> None:
    """Not after finalisasi, not after the deadline, not in the middle."""
    office.lets_jobs_wait().waits(MINUTE).sends_file(sheet(person(1)))
    house.finalises()
    office.job_finishes().hears("error.lembar").sees("sudah difinalisasi")
    office.says("/impor").hears("ask.tutup").sees("sudah difinalisasi")
    house.reopens()
    house.ends_on(house.now.date() - timedelta(days=2))
    office.says("/impor").hears("ask.tutup").sees("sudah lewat").taps("button.ke_meja").hears("say.meja")


def test_the_template_comes_with_its_use(house: House) -> None:
    """Two sentences, and the way to the import."""
    chat = works(house, "admin").says("/templat").hears("say.templat").sees("lembar Data")
    assert chat.screen is None or chat.screen.text != "say.templat"
    chat.taps("button.impor").hears("ask.berkas").taps("button.templat").hears("say.templat")


# -- undo ------------------------------------------------------------------------------------------------------------


def test_the_last_import_is_undone(house: House, office: Chat, sheet: Sheet) -> None:
    """What came goes, what was replaced is as it was; then the one before may be undone."""
    office.waits(MINUTE).sends_file(sheet(person(1), person(2, kk="", tanggal_lulus="01-02-2010")))
    office.waits(MINUTE).sends_file(sheet(person(2, jabatan="Guru Madya", kk=""), person(3)))
    assert jabatan(house, 2) == [("Guru Madya", "Guru Madya")]
    office.taps("button.urungkan").hears("ask.yakin").sees("1 baris masuk, 1 diperbarui").taps("button.ya_urungkan")
    office.hears("ask.diurungkan").sees("1 baris dihapus, 1 baris kembali").sees_not("tetap ada")
    assert (registered(house), jabatan(house, 2)) == (2, [("Guru Kelas", "Guru Kelas")])
    office.taps("button.impor").hears("ask.berkas").sees("2 baris masuk")
    office.waits(MINUTE).sends_file(sheet(person(1), person(2, kk="", tanggal_lulus="01-02-2010"))).sees(
        "2 sudah ada dan sama"
    )
    office.taps("button.urungkan").hears("ask.yakin").taps("button.ya_urungkan").hears("ask.diurungkan")
    assert registered(house) == 0
    office.says("/impor urungkan").hears("ask.tidak_ada").taps("button.ke_meja").hears("say.meja")
    actions = [one.action for one in audit.of_subject(house.session, house.vault, [0], 20)]
    assert actions.count("impor.urungkan") == 3


def test_second_thoughts(house: House, office: Chat, sheet: Sheet) -> None:
    """Tidak leads back, and nothing has changed; words are no confirmation."""
    office.waits(MINUTE).sends_file(sheet(person(1))).taps("button.urungkan").says("ya").hears(
        "error.want_button", "ask.yakin"
    )
    office.taps("button.tidak").hears("ask.berkas").sees("1 baris masuk")
    assert registered(house) == 1


def test_an_import_that_somebody_built_on_stays(house: House, office: Chat, sheet: Sheet) -> None:
    """The refusal says how many rows; looking at somebody is no building."""
    office.waits(MINUTE).sends_file(sheet(person(1), person(2)))
    workers = list(house.session.exec(select(Worker)))
    for worker, action in zip(workers, ("lihat", "pekerja.ubah"), strict=True):
        entry = audit.Entry(OFFICE, action, worker.id, {}, "operator", worker.instansi_id)
        audit.record(house.session, house.vault, entry, house.now)
    office.taps("button.urungkan").taps("button.ya_urungkan").hears("error.dibangun", "ask.yakin").sees("1 barisnya")
    assert registered(house) == 2


def test_an_undo_that_somebody_overtook(house: House, office: Chat, sheet: Sheet) -> None:
    """Another import, a finalisasi, the deadline or the end of the role come before the confirmation."""
    office.waits(MINUTE).sends_file(sheet(person(1))).taps("button.urungkan").hears("ask.yakin")
    office.lets_jobs_wait().taps("button.ya_urungkan")
    house.finalises()
    office.job_finishes().hears("error.difinalisasi", "ask.yakin")
    house.reopens()
    office.says("/impor urungkan").taps("button.ya_urungkan")
    dismisses(house.session, OFFICE)
    office.job_finishes().hears("error.bukan_petugas_lagi")
    works(house, "admin", person=OFFICE)
    other = works(house, "operator", person=503).says("/impor").waits(MINUTE).sends_file(sheet(person(2)))
    office.says("/impor urungkan").hears("ask.yakin").taps("button.ya_urungkan")
    other.taps("button.urungkan").taps("button.ya_urungkan").hears("ask.diurungkan")
    office.job_finishes().hears("error.bukan_terakhir")
    assert registered(house) == 1


def test_an_undo_that_was_interrupted_goes_on(house: House, office: Chat, sheet: Sheet) -> None:
    """It is not refused for what was built meanwhile; that row stays, and that is said."""
    office.waits(MINUTE).sends_file(sheet(person(1), person(2))).taps("button.urungkan").hears("ask.yakin")
    found = imports.last_written(house.session, house.opens().id)
    assert found is not None
    desk = Desk(OFFICE, house.opens().id, house.now)
    undoing.begin(house.session, desk, found.id, house.now.date())
    assert undoing.some(house.session, house.vault, desk, found.id, 1, house.now.date()) == 1
    (worker,) = house.session.exec(select(Worker))
    worker.status = "mengisi"
    house.session.flush()
    office.taps("button.ya_urungkan").hears("ask.diurungkan").sees("1 baris dihapus", "1 baris tetap ada")
    assert registered(house) == 1
