"""`/cari`: by NIK and by words, a worker's card with its history, and what may be done before there is an account."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select, update

from storage import audit, registration, rows
from storage.models.roster import Riwayat, Worker
from storage.models.staff import Staff
from tests.chat import Chat
from tests.conversations.filled import Filling
from tests.conversations.finished import crowd
from tests.conversations.office import ADMIN, DINKES, OTHER_ADMIN, VERIFIER, recorded, registers, works
from tests.house import BUDI, KNOWN, SARI, House


def opened(house: House, role: str = "operator") -> Chat:
    """Somebody of the instansi who has found SARI and opened her card."""
    chat = works(house, role).says("/cari").hears("ask.kata").says("sari wulandari").hears("ask.daftar")
    return chat.taps("button.temuan", "SARI").hears("ask.kartu")


def labels(chat: Chat) -> list[str]:
    """The buttons that can be tapped now."""
    return [shown.code for shown in chat.buttons]


def test_a_worker_is_found_by_nik(house: House) -> None:
    """Digits are a NIK, however they are typed; it is never repeated in full."""
    registers(house)
    chat = works(house, "verifier").says("/cari").says("3201 0147 0390 0001").hears("ask.daftar")
    chat.sees("3201••••••••0001", "SARI WULANDARI", "belum punya akun").sees_not(SARI.nik)
    chat.taps("button.temuan").hears("ask.kartu").sees("Bogor".upper(), "7 Maret 1990", "Perempuan", "Guru")


@pytest.mark.parametrize(
    "words", ["sari", "SARI WULANDARI", "wulandri", "wulandari sari", "sri wulan", "sari guru", "wulandary sdn"]
)
def test_a_worker_is_found_by_words(house: House, words: str) -> None:
    """Case, order and slips of spelling do not matter; jabatan and unit help."""
    registers(house)
    registers(house, BUDI)
    works(house, "operator").says(f"/cari {words}").hears("ask.daftar").sees("1 pekerja", "SARI WULANDARI")


def test_what_is_no_search_is_refused(house: House) -> None:
    """Too few letters, a NIK that is none, and words that fit nobody."""
    chat = works(house, "operator").says("/cari").says("xy").hears("error.search_too_short")
    chat.says("32010147").hears("error.nik_not_16_digits").says("zzzzqqq").hears("ask.tidak_ada").sees("zzzzqqq")
    chat.has_buttons("button.tambah").taps("button.cari_lain").hears("ask.kata").says("abc\u200b")
    chat.hears("error.text_characters").sends("sticker").hears("error.other_sticker")


def test_another_instansis_worker_is_like_one_who_does_not_exist(house: House) -> None:
    """By NIK, by name, by the card's own address."""
    other = registers(house, kode=DINKES)
    chat = works(house, "operator").says(f"/cari {SARI.nik}").hears("ask.tidak_ada").says("/cari sari")
    chat.hears("ask.tidak_ada").says(f"/cari w{other.id}").hears("ask.tidak_ada").says("/cari w1").hears(
        "ask.tidak_ada"
    )
    chat.says("/cari w").hears("error.search_too_short").says(f"/cari w{2**64}").hears("ask.tidak_ada")


def test_many_are_shown_page_by_page(house: House) -> None:
    """Whoever comes back from a card finds the page again."""
    crowd(house, 14)
    chat = works(house, "verifier").says("/cari sari").hears("ask.daftar").sees("14 pekerja")
    assert labels(chat).count("button.temuan") == 6
    assert "button.sebelumnya" not in labels(chat)
    chat.taps("button.berikutnya").taps("button.berikutnya")
    assert labels(chat).count("button.temuan") == 2
    assert "button.berikutnya" not in labels(chat)
    chat.taps("button.sebelumnya")
    shown = next(button.label for button in chat.buttons if button.code == "button.temuan")
    chat.taps("button.temuan").hears("ask.kartu").taps("button.ke_daftar").sees(shown)


def test_full_numbers_are_a_recorded_look(house: House) -> None:
    """Only by their own button, and once more when they are looked at once more."""
    worker = registers(house)
    chat = opened(house).taps("button.nomor").hears("ask.lihat_nomor").sees(SARI.nik, SARI.kk, "tercatat")
    assert recorded(house, worker.id) == ["lihat"]
    chat.taps("button.ke_kartu").hears("ask.kartu").taps("button.nomor").sees(SARI.nik)
    assert recorded(house, worker.id) == ["lihat", "lihat"]
    registers(house, BUDI, kk=None)
    chat.says("/cari budi").taps("button.temuan").taps("button.nomor").sees("KK: tidak tercatat")


def test_a_worker_who_goes_meanwhile_is_said_to_be_gone(house: House) -> None:
    """On every screen of the card."""
    registers(house)
    registers(house, BUDI)
    chat = works(house, "operator")
    for act in ("button.nomor", "button.catatan", "button.ubah"):
        chat.says("/cari guru").hears("ask.daftar").taps("button.temuan", "SARI").hears("ask.kartu")
        house.removes(SARI)
        chat.taps(act).hears("error.tidak_ada_lagi")
        registers(house)
    chat.says("/cari guru")
    house.removes(SARI)
    chat.taps("button.temuan", "SARI").hears("error.tidak_ada_lagi", "ask.daftar")


def test_a_worker_who_moved_meanwhile_is_like_one_who_does_not_exist(house: House) -> None:
    """What the new instansi registered is shown to the old one on no screen."""
    worker = registers(house)
    here, there = house.opens().id, house.opens(DINKES).id
    moves = update(Worker).where(col(Worker.id) == worker.id)
    chat = works(house, "operator")
    for act in ("button.nomor", "button.catatan", "button.ubah"):
        chat.says("/cari sari").taps("button.temuan").hears("ask.kartu")
        house.session.exec(moves.values(instansi_id=there))
        chat.taps(act).hears("error.tidak_ada_lagi")
        house.session.exec(moves.values(instansi_id=here))


def test_the_card_tells_both_versions(house: House) -> None:
    """Where the worker says otherwise than the instansi, both stand side by side."""
    sari = Filling(house, registers(house, **KNOWN))
    sari.has_biodata(jabatan="Guru Kelas", tingkat_pendidikan="45", tanggal_lulus="2013-08-15", jenis_kelamin="L")
    chat = opened(house, "verifier").sees("Versi instansi dan versi pekerja", "Akun dibuat")
    chat.sees("Jabatan: Guru (instansi) · Guru Kelas (pekerja)", "Tingkat Pendidikan: S1 (instansi) · S-2 (pekerja)")
    chat.sees("15 Agustus 2012 (instansi) · 15 Agustus 2013 (pekerja)", "Perempuan (instansi) · Laki-laki (pekerja)")
    assert not {"button.ubah", "button.hapus"} & set(labels(chat))


def test_numbers_of_the_family_stay_masked_where_they_differ(house: House) -> None:
    """A worker may have a newer Kartu Keluarga."""
    Filling(house, registers(house, kk="3201010101010077", **KNOWN)).has_everything()
    opened(house).sees("3201••••••••0077 (instansi) · 3201••••••••0009 (pekerja)")


def test_a_consent_that_was_taken_back_is_told(house: House) -> None:
    """After finalisasi the record stays, and nothing of it is compared."""
    sari = Filling(house, registers(house, **KNOWN)).has_everything()
    house.finalises()
    sari.says("/privasi").taps("button.tarik").taps("button.tarik_ya")
    opened(house).sees("Persetujuannya ditarik", "Tidak ada yang berbeda")


def test_the_history_is_told_newest_first_and_by_label(house: House) -> None:
    """When, who under which label, what; with the words in which it was decided, and page by page."""
    chat = works(house, "operator", label="Bu Rina").says(f"/tambah nik {SARI.nik}")
    for typed in ("Sari Wulandari", "Bogor", "07-03-1990", "Guru", "SDN 1", "02-01-2018"):
        chat.says(typed)
    chat.taps("button.daftarkan").taps("button.kartu_pekerja").hears("ask.kartu")
    changes(chat, "Jabatan").says("Guru Kelas").taps("button.ke_kartu")
    chat.taps("button.catatan").hears("ask.lihat_catatan").sees("mengubah data (Jabatan)", "operator instansi Bu Rina")
    words = chat.words[0]
    assert words.index("mengubah data") < words.index("mendaftarkan pekerja")
    for _ in range(9):
        chat.taps("button.ke_kartu").taps("button.nomor").taps("button.ke_kartu").taps("button.catatan")
    chat.taps("button.berikutnya").sees("mendaftarkan pekerja").taps("button.sebelumnya").sees_not("mendaftarkan")


def test_what_another_instansi_wrote_is_not_told(house: House) -> None:
    """Its words were for others: of what it did before the worker came here, only that it did."""
    worker = registers(house)
    here, there = house.opens().id, house.opens(DINKES).id
    for instansi, words in ((there, "Kontraknya di sana"), (here, "Kontraknya di sini")):
        entry = audit.Entry(ADMIN, "mutasi.tolak", worker.id, {"words": words}, "admin", instansi)
        audit.record(house.session, house.vault, entry, house.now)
    opened(house).taps("button.catatan").sees("Kontraknya di sini").sees_not("Kontraknya di sana")


def test_a_worker_without_history_has_none(house: House) -> None:
    """One who came by an older import."""
    registers(house)
    opened(house).taps("button.catatan").sees("Belum ada catatan")


def test_the_worker_and_the_unknown_are_told_apart(house: House) -> None:
    """What the worker did, what nobody did, and an act that has no words of its own."""
    worker = registers(house)
    sari = Chat(house).goes_to("ask.selesai")
    account = house.accounts()[0].id
    for action, role in (("sesuatu.baru", ""), ("reset.beri", "helpdesk")):
        entry = audit.Entry(audit.SYSTEM, action, account, {}, role)
        audit.record(house.session, house.vault, entry, house.now)
    assert recorded(house, worker.id, account)[0] == "akun.buat"
    opened(house).taps("button.catatan").sees("pekerja membuat akun", "sistem kegiatan lain (sesuatu.baru)", "helpdesk")
    sari.says("/status").hears("say.status")


def stored(house: House) -> Worker:
    """SARI's row as it is now."""
    house.session.expire_all()
    index = house.vault.index("nik", SARI.nik)
    return house.session.exec(select(Worker).where(col(Worker.nik_index) == index)).one()


def changes(chat: Chat, column: str) -> Chat:
    """From the card to the question of one column."""
    chat.taps("button.ubah").hears("ask.kolom")
    (label,) = [shown for shown in chat.buttons if shown.label == column]
    return chat.taps_data(label.data).hears("ask.nilai")


def test_any_column_may_be_changed_before_there_is_an_account(house: House) -> None:
    """Text, dates, choices and what may be empty; the trail says what was before."""
    worker = registers(house, **KNOWN)
    chat = changes(opened(house), "Nama Lengkap").sees("Sekarang: SARI WULANDARI").says("Sari W. Dewi")
    chat.hears("ask.sudah_diubah").sees("Nama Lengkap sekarang: Sari W. Dewi").taps("button.ke_kartu").sees(
        "Sari W. Dewi"
    )
    changes(chat, "Jenis Pembayaran Gaji").taps("button.temuan", "APBN").sees("APBN").taps("button.ke_kartu")
    changes(chat, "Nomor Ijazah").taps("button.kosongkan").sees("belum diisi").taps("button.ke_kartu")
    changes(chat, "Tanggal Mulai").says("1 Februari 2017").sees("1 Februari 2017").taps("button.ke_kartu")
    changes(chat, "Unit Kerja").taps("button.kolom_lain").taps("button.temuan", "Unit Kerja").says("SDN 9").sees(
        "SDN 9"
    )
    changes(chat.taps("button.ke_kartu"), "Nomor Kartu Keluarga").says("3201010101010055").sees("3201••••••••0055")
    row = stored(house)
    assert (row.nama, row.nomor_ijazah, row.unit_kerja) == ("Sari W. Dewi", None, "SDN 9")
    first = house.session.exec(select(Riwayat).where(col(Riwayat.worker_id) == worker.id)).one()
    assert (first.jenis_pembayaran, first.tanggal_mulai, first.unit_kerja) == ("APBN", date(2017, 2, 1), "SDN 9")
    assert recorded(house, worker.id) == ["pekerja.ubah"] * 6


def test_a_change_is_judged_with_the_whole_row(house: House) -> None:
    """By the sheet's rules and those of eligibility; what was wrong before hinders nobody."""
    registers(house, born=date(1960, 3, 7))
    chat = changes(opened(house), "Jabatan").says("Satpam").hears("error.aturan").sees("aturan jabatan", "verifikator")
    chat.says("Guru Kelas").hears("ask.sudah_diubah").taps("button.ke_kartu")
    changes(chat, "Tanggal Berakhir").says("31-12-2017").hears("error.tidak_sah").sees("lebih awal").says("31-12-2019")
    changes(chat.taps("button.ke_kartu"), "Tanggal Mulai").says("01-01-2020").hears("error.tidak_sah").says("besok")
    chat.hears("error.tidak_sah").says("-").hears("error.tidak_sah").sees("wajib")


def test_a_rule_that_was_set_aside_hinders_no_change(house: House) -> None:
    """It was, for this NIK in this instansi."""
    from storage import overrules  # noqa: PLC0415 - beside its only use

    registers(house)
    works(house, "verifier", person=VERIFIER)
    overrules.set_aside(
        house.session, house.vault, house.opens().id, SARI.nik, "job_outsourced", "SK lama", VERIFIER, house.now
    )
    changes(opened(house), "Jabatan").says("Sopir").hears("ask.sudah_diubah")


def test_an_old_file_imported_again_undoes_no_change(house: House) -> None:
    """The changed row keeps the index of the registered one: the same old row counts as unchanged."""
    sealer = registration.Sealer(house.vault, house.opens().id, house.now, 7)
    typed = dict.fromkeys(rows.NAMES) | {
        "nik": SARI.nik,
        "nama": "Sari",
        "tempat_lahir": "Bogor",
        "tanggal_lahir": "1990-03-07",
        "jenis_kelamin": "P",
        "jabatan": "Guru",
        "unit_kerja": "SDN 1",
        "tanggal_mulai": "2018-01-02",
    }
    row = rows.read(typed)
    registration.register(house.session, sealer, [sealer.seal(1, row)])
    changes(opened_by_nik(house), "Jabatan").says("Guru Kelas").hears("ask.sudah_diubah")
    later = registration.Sealer(house.vault, house.opens().id, house.now, 8)
    again = registration.register(house.session, later, [later.seal(1, row)])
    assert again.unchanged == [1]
    assert stored(house).jabatan == "Guru Kelas"


def opened_by_nik(house: House) -> Chat:
    """An operator at SARI's card."""
    return works(house, "operator").says(f"/cari {SARI.nik}").taps("button.temuan").hears("ask.kartu")


def test_who_makes_an_account_meanwhile_changes_their_own_data(house: House) -> None:
    """Neither changed nor removed from then on."""
    registers(house, **KNOWN)
    chat = changes(opened(house), "Jabatan")
    other = works(house, "admin", person=ADMIN).says(f"/cari {SARI.nik}").taps("button.temuan").taps("button.hapus")
    Chat(house).goes_to("ask.selesai")
    chat.says("Guru Kelas").hears("ask.sudah_diubah").sees("baru saja membuat akun")
    other.taps("button.ya_hapus").hears("ask.sudah_dihapus").sees("baru saja membuat akun")
    assert stored(house).jabatan == "Guru"


def test_who_was_registered_by_mistake_is_taken_back(house: House) -> None:
    """After being asked once more; the trail keeps the row, and whoever waits for a transfer hears."""
    worker = registers(house)
    asker = works(house, "operator", DINKES, OTHER_ADMIN).says(f"/tambah nik {SARI.nik}").taps("button.minta_mutasi")
    for typed in ("Sari Wulandari", "Bogor", "07-03-1990", "Perawat", "Puskesmas 1", "02-01-2018"):
        asker.says(typed)
    asker.taps("button.minta_mutasi").sees("Mutasi diminta")
    chat = opened(house).taps("button.hapus").hears("ask.yakin_hapus").taps("button.tidak_jadi").hears("ask.kartu")
    chat.taps("button.hapus").taps("button.ya_hapus").hears("ask.sudah_dihapus").sees("SARI WULANDARI sudah dihapus")
    asker.was_told("say.mutasi_gugur").says("/mutasi").hears("ask.kosong")
    assert recorded(house, worker.id)[-1] == "pekerja.hapus"
    chat.taps("button.cari_lain").says("sari").hears("ask.tidak_ada")
    works(house, "admin", person=ADMIN).says(f"/cari w{worker.id}").hears("ask.tidak_ada")


def test_two_who_remove_the_same(house: House) -> None:
    """The second one is told."""
    registers(house)
    chat = opened(house).taps("button.hapus")
    house.removes(SARI)
    chat.taps("button.ya_hapus").sees("Tidak ada yang berubah", "sudah tidak ada")


@pytest.mark.parametrize("lock", ["difinalisasi", "tutup"])
def test_nothing_changes_in_a_closed_instansi(house: House, lock: str) -> None:
    """Whoever stands at the question is told, and later the buttons are gone."""
    registers(house)
    chat = changes(opened(house), "Jabatan")
    house.finalises() if lock == "difinalisasi" else house.ends_on(house.now.date() - timedelta(days=1))
    chat.says("Guru Kelas").sees("Tidak ada yang berubah", "Hanya pusat").taps("button.ke_kartu")
    assert not {"button.ubah", "button.hapus"} & set(labels(chat))


def test_roles_and_strangers(house: House) -> None:
    """A verifier looks and changes nothing; a stranger hears what everybody hears."""
    registers(house)
    chat = opened(house, "verifier")
    assert not {"button.ubah", "button.hapus"} & set(labels(chat))
    Chat(house).says("/cari sari").hears("say.bukan_tugas")
    works(house, "admin", person=ADMIN).says("/cari").hears("ask.kata")


def test_whose_role_ends_during_a_search_finds_nobody(house: House) -> None:
    """The job asks for permission itself."""
    registers(house)
    registers(house, replace(BUDI, nama="Sari Dua"))
    chat = works(house, "operator").says("/cari").lets_jobs_wait().says("sari")
    house.session.delete(house.session.exec(select(Staff)).one())
    house.session.flush()
    chat.job_finishes().hears("ask.tidak_ada")
