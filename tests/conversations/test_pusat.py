"""`/pusat`: the instansi and where each stands, new ones, deadlines, and opening again what was finalised."""

from datetime import date

import pytest

from storage import audit, letters, permits, roster_fingerprint
from storage.acting import Desk
from storage.letters import Declarer
from tests.chat import Chat
from tests.conversations.test_instansi_desk import finalises, works
from tests.house import BUDI, DINAS, DINAS_NAME, SARI, House
from tests.storage.officers import names

OFFICER, ADMIN = 601, 501


@pytest.fixture
def pusat(house: House) -> Chat:
    """Give somebody of pusat, and a second instansi."""
    house.opens("DINKES", "Dinas Kesehatan Contoh")
    return Chat(house, names(house.session, OFFICER, "pusat"))


def recorded(house: House) -> list[str]:
    """What pusat did, oldest first."""
    seen = audit.of_subject(house.session, house.vault, [0], 100)
    return [one.action for one in seen if one.action.startswith(("pusat.", "finalisasi."))]


# -- looking -------------------------------------------------------------------------------------------------------


def test_the_menu_tells_how_many_stand_where(pusat: Chat, house: House) -> None:
    """By standing, with the next deadline and how many have none."""
    pusat.says("/start").taps("button.pusat").hears("ask.menu").sees("Instansi: 2 terbuka.", "2 instansi terbuka tanpa")
    house.ends_on(date(2022, 10, 31))
    house.finalises("DINKES")
    pusat.says("/pusat").sees("1 terbuka dan 1 difinalisasi", "Batas waktu terdekat: 31 Oktober 2022")
    pusat.sees_not("tanpa batas waktu")
    house.ends_on(date(2022, 8, 31))
    pusat.says("/pusat").sees("Semua batas waktu sudah lewat")


def test_words_or_a_kode_find_an_instansi(pusat: Chat) -> None:
    """One that is found alone is shown at once, several to choose from, none said so."""
    pusat.says("/pusat").says("dinas contoh").hears("ask.instansi").sees("Instansi (2)", "DISDIK", "DINKES")
    pusat.taps("button.instansi", "DISDIK").hears("ask.tindakan").sees(DINAS_NAME, "Pendataan terbuka")
    pusat.taps("button.ke_pusat").says("dinkes").hears("ask.tindakan").sees("Dinas Kesehatan Contoh")
    pusat.says("/pusat").says("tidak ada begini").hears("ask.instansi").sees("Tidak ada yang cocok")
    pusat.taps("button.ke_pusat").says("é" * 30).hears("ask.instansi").sees("Tidak ada yang cocok")
    pusat.says("/pusat disdik").hears("ask.tindakan").sees(DINAS_NAME)


def test_the_list_has_pages(pusat: Chat, house: House) -> None:
    """Nobody is out of reach, of all and of those that were sought."""
    for number in range(9):
        house.opens(f"RSUD{number}", f"RSUD Contoh {number}")
    pusat.says("/pusat").taps("button.daftar_instansi").hears("ask.instansi").sees("Instansi (11)", "RSUD Contoh 5")
    pusat.sees_not("RSUD Contoh 6").taps("button.berikutnya", "3").sees("RSUD Contoh 6", "RSUD Contoh 8")
    pusat.sees_not("RSUD Contoh 5").says("/pusat").says("rsud").taps("button.berikutnya", "1").sees("RSUD Contoh 8")
    pusat.says("RSUD").hears("error.want_button", "ask.instansi")


def test_a_long_search_by_command_has_pages_too(pusat: Chat, house: House) -> None:
    """However much is typed behind the command, the button that leads on holds no more than Telegram takes."""
    for number in range(9):
        house.opens(f"RSUD{number}", f"RSUD Contoh {number}")
    pusat.says(f"/pusat {'contoh ' * 12}").hears("ask.instansi").sees("Instansi (11)")
    assert len(pusat.button("button.berikutnya").data.encode()) <= 64
    pusat.taps("button.berikutnya").sees("RSUD Contoh 8")


def test_a_long_official_name_finds_its_instansi(pusat: Chat, house: House) -> None:
    """Pasted as it stands in a letter."""
    name = "Dinas Pendidikan, Kebudayaan, Pemuda, dan Olahraga Kabupaten Contoh Selatan"
    house.opens("DIKPORA", name)
    pusat.says("/pusat").says(name).hears("ask.tindakan").sees(name)


def test_a_card_tells_how_far_the_instansi_is(pusat: Chat, house: House) -> None:
    """Workers by status, admins, and the standing up to final."""
    house.registers(SARI)
    house.registers(BUDI, status="disetujui")
    pusat.says("/pusat disdik").sees("1 belum membuat akun", "1 disetujui", "Admin: belum ada", "Tanpa batas waktu")
    works(house, "admin")
    house.ends_on(date(2022, 8, 1))
    pusat.says("/pusat disdik").sees(
        "Admin: 1 orang", "Batas waktu: 1 Agustus 2022 pukul 24.00 WIB", "batas waktunya lewat"
    )
    finalises(house)
    pusat.says("/pusat disdik").sees("Difinalisasi 1 September 2022 pukul 10.00 WIB; SPTJM belum diunggah")
    sign(house)
    pusat.says("/pusat disdik").sees("Final: difinalisasi 1 September 2022").says("/pusat").sees("1 final")
    pusat.says("/pusat dinkes").sees("Pekerja:\n• belum ada")


def sign(house: House) -> str:
    """The letter is printed, and archived signed; its number."""
    desk = Desk(ADMIN, house.opens().id, house.now)
    found = roster_fingerprint.fingerprint(house.session, house.vault, desk.instansi_id)
    signer = Declarer("Hasan Basri", "196805121993031004", "Sekretaris Daerah", "", "Bogor")
    letter = letters.record(house.session, house.vault, desk, signer, "e" * 64, found)
    return letters.archive(house.session, house.vault, desk, letter.id, "f" * 64).nomor


def test_the_signed_letter_can_be_looked_at(pusat: Chat, house: House) -> None:
    """Of an instansi that is final; the look is recorded, and asking for one that is not there finds nothing."""
    works(house, "admin")
    finalises(house)
    nomor = sign(house)
    pusat.says("/pusat disdik").taps("button.sptjm").hears("say.surat", "say.surat_ttd").sees(nomor)
    seen = audit.of_subject(house.session, house.vault, [0], 1)
    assert [(one.actor, one.role, one.action) for one in seen] == [(OFFICER, "pusat", "sptjm.lihat")]
    pusat.says("/pusat sptjm dinkes").hears("ask.instansi").hears_not("say.surat")


def test_reports_of_fraud_are_there_while_there_are_some(pusat: Chat, house: House) -> None:
    """With how many."""
    Chat(house).says("/bantuan").taps("button.buat_tiket").taps("term.jenis_kecurangan").says("Budi Santoso")
    pusat.says("/pusat")
    assert "button.laporan_kecurangan" not in [button.code for button in pusat.buttons]
    reporter = Chat(house, 72).says("/bantuan").taps("button.buat_tiket").taps("term.jenis_kecurangan")
    reporter.says("Budi Santoso").says("dinas").taps("button.temuan", "Pendidikan")
    reporter.says("Orang ini tidak pernah bekerja di sini.").taps("button.kirim").hears("ask.selesai")
    pusat.says("/pusat").taps("button.laporan_kecurangan", "1").hears("say.laporan")


# -- new instansi, and its admin -----------------------------------------------------------------------------------


def test_an_instansi_joins(pusat: Chat, house: House) -> None:
    """With a kode that nobody has, and then its admin is invited by pusat's own words."""
    pusat.says("/pusat").taps("button.tambah_instansi").hears("ask.kode").says("x y").hears("error.kode_bentuk")
    pusat.says("disdik").hears("ask.nama").says("RSUD Contoh").hears("error.kode_terpakai", "ask.kode").says("rsud")
    pusat.hears("ask.beres").sees("RSUD Contoh (RSUD) sekarang ikut").taps("button.undang_admin").sees("RSUD Contoh")
    pusat.sees("Belum ada siapa pun").taps("button.staf_undang").hears("ask.peran")
    assert [button.code for button in pusat.buttons] == ["button.peran_admin", "button.staf_kembali"]
    pusat.taps("button.peran_admin").says("Bu Rina, RSUD").hears("ask.beres").was_told("say.undangan")
    code = "".join(pusat.words).partition("?start=")[2][:16]
    Chat(house, 801).says(f"/start {code}").hears("say.invite_redeemed").sees("admin RSUD Contoh")
    pusat.taps("button.staf_daftar").sees("Bu Rina, RSUD: admin").taps("button.ke_meja").sees("Admin: 1 orang")
    assert recorded(house) == ["pusat.instansi"]


# -- opening again -------------------------------------------------------------------------------------------------


def test_a_finalised_instansi_is_opened_again(pusat: Chat, house: House) -> None:
    """With a reason and by typing its kode; its admins read the reason, and its data may change."""
    works(house, "admin")
    finalises(house)
    pusat.says("/pusat disdik").taps("button.buka_kembali").hears("ask.alasan").says("salah").hears(
        "error.text_too_short"
    )
    pusat.says("Surat permohonan nomor 800/12 tanggal 1 September 2022.").hears("ask.ketik_kode").sees("SPTJM", DINAS)
    pusat.says("DINKES").hears("error.ketik_kode").says("disdik").hears("ask.beres").sees("dibuka kembali")
    assert house.opens().finalised_at is None
    Chat(house, ADMIN).was_told("say.dibuka").sees("Surat permohonan nomor 800/12", "SPTJM")
    assert recorded(house)[-1] == "finalisasi.buka"
    pusat.taps("button.lihat_instansi").sees("Pendataan terbuka")
    assert "button.buka_kembali" not in [button.code for button in pusat.buttons]


def test_two_of_pusat_open_the_same_instansi(pusat: Chat, house: House) -> None:
    """The second one is told that it is open."""
    works(house, "admin")
    finalises(house)
    other = Chat(house, names(house.session, 602, "pusat"))
    for one in (pusat, other):
        one.says("/pusat disdik").taps("button.buka_kembali").says("Diminta oleh instansi.")
    pusat.says(DINAS).hears("ask.beres")
    other.says(DINAS).hears("error.sudah_terbuka", "ask.ketik_kode").taps("button.ke_pusat").hears("ask.menu")


# -- who may -------------------------------------------------------------------------------------------------------


def test_nobody_else_learns_which_instansi_there_are(house: House) -> None:
    """Neither an admin nor the helpdesk nor a worker; a kode that is there and one that is not sound the same."""
    works(house, "admin")
    names(house.session, 603)
    for person in (ADMIN, 603, 77):
        there = Chat(house, person).says("/pusat DISDIK").hears("say.bukan_tugas").words
        assert Chat(house, person).says("/pusat TIDAKADA").words == there
        assert Chat(house, person).says("/petugas DISDIK").words == there


def test_what_pusat_does_needs_the_role_until_the_end(pusat: Chat, house: House) -> None:
    """Whoever lost it between the day and the word sets nothing."""
    names(house.session, 602, "pusat")
    pusat.says("/pusat disdik").taps("button.batas_ini").says("31 Oktober 2022").hears("ask.pasti")
    other = Chat(house, 602).says("/petugas").taps("button.staf_orang", "(tanpa nama)").says("CABUT").hears("ask.beres")
    pusat.was_told("say.dicabut").taps("button.tetapkan").hears("say.bukan_tugas")
    assert house.opens().deadline is None
    assert not permits.may(house.session, OFFICER, permits.NATIONWIDE, "pusat_batas")
    other.says("/petugas").taps("button.staf_orang", "Anda").says("CABUT").hears("error.peran_terakhir")
