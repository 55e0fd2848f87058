"""Who has an account open, for how long, on which phone, and whose half-written answers lie where."""

from datetime import date, timedelta

import pytest

from storage import conversations, sessions
from storage.conversations import Draft
from tests.chat import Chat
from tests.house import BUDI, KNOWN, SARI, House, noise, photo

IDLE = timedelta(minutes=30)


def opened(house: House, person: int = 71) -> Chat:
    """Sari, who knows everything but what is asked of her alone, in her account."""
    house.registers(SARI, **KNOWN)
    return Chat(house, person).logs_in()


def in_an_entry(sari: Chat) -> Chat:
    """Half-way through an entry of her own."""
    sari.says("/masuk riwayat").goes_to("ask.riwayat").taps("button.tambah").hears("ask.nomor_sk")
    return sari.answers().answers().hears("ask.tanggal_mulai")


# -- half an hour ------------------------------------------------------------------------------------------------------


def test_thirty_idle_minutes_end_the_session(house: House) -> None:
    """The next answer is not taken; after the password the same question stands, with all answers before it."""
    sari = opened(house).says("/masuk biodata").goes_to("ask.alamat").waits(IDLE)
    sari.says("Jl. Melati No. 7, Contoh").hears("say.sesi_berakhir").sees("30 menit")
    sari.taps("button.masuk").hears("ask.password").says(SARI.password).hears("ask.alamat")
    sari.says("Jl. Melati No. 7, Contoh").hears("ask.status_perkawinan")


def test_every_word_keeps_the_session_open(house: House) -> None:
    """Half an hour less a second, again and again; seconds of it are not written down each time."""
    sari = opened(house).says("/masuk biodata").goes_to("ask.alamat")
    for _ in range(3):
        sari.waits(IDLE - timedelta(minutes=2)).says("/status").waits(timedelta(seconds=30)).says("/status")
    sari.says("Jl. Melati No. 7, Contoh").hears("ask.status_perkawinan")


def test_a_tap_after_the_session_is_answered_and_does_nothing(house: House) -> None:
    """A button of the page, and /kembali."""
    sari = opened(house).says("/masuk biodata").goes_to("ask.status_perkawinan").waits(IDLE)
    sari.taps("term.status_kawin").hears("say.sesi_berakhir").logs_in().hears("ask.status_perkawinan")
    sari.waits(IDLE).says("/kembali").hears("say.sesi_berakhir").says("halo").hears("say.menu_account")


def test_a_half_written_entry_survives_the_session(house: House) -> None:
    """And a restart of the bot."""
    sari = in_an_entry(opened(house)).waits(IDLE).says("02-01-2015").hears("say.sesi_berakhir")
    sari.restarts().logs_in().hears("ask.tanggal_mulai").says("/kembali").hears("ask.tanggal_sk", "present.answer")


def test_an_offered_paper_survives_the_session(house: House) -> None:
    """The job that was under way comes back though nobody is in; the offer waits, and is kept once."""
    sari = opened(house).lets_jobs_wait().sends_photo().waits(IDLE).job_finishes().hears("offer.berkas_foto")
    sari.taps("button.berkas_foto").hears("say.sesi_berakhir").says("/masuk").says(SARI.password).job_finishes()
    sari.hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")
    assert house.discarded == []


def test_a_job_that_fails_after_the_session(house: House) -> None:
    """It is told, and the question stands after the password."""
    sari = opened(house).lets_jobs_wait().sends_photo().waits(IDLE).says("/batal").job_fails().hears_nothing()
    sari.says("/masuk").says(SARI.password).job_finishes().hears("ask.ijazah")


def test_a_paper_under_check_is_waited_for_by_whoever_comes_back(house: House) -> None:
    """/batal, and Lanjutkan while it is checked: nobody sends it twice, and what was gathered counts."""
    sari = opened(house).lets_jobs_wait().sends_photo().says("/batal").says("/masuk").taps("button.lanjutkan")
    sari.hears("ask.ijazah")
    sari.says("/batal").says("/masuk lanjut").hears("ask.ijazah").job_finishes().hears("offer.berkas_foto")
    sari.says("/batal").says("/masuk lanjut").hears("offer.berkas_foto").taps("button.berkas_foto")
    sari.hears("ask.dokumen")
    assert house.discarded == []


def test_an_answer_after_finalisasi_is_not_taken(house: House) -> None:
    """Nor is a tap; both hear why, and where the data can still be read."""
    sari = opened(house).says("/masuk biodata").goes_to("ask.status_perkawinan")
    house.finalises()
    sari.taps("term.status_kawin").hears("say.difinalisasi").taps("button.lihat_data").hears("say.identitas")
    house.reopens()
    sari.says("/masuk biodata").hears("ask.status_perkawinan")
    house.ends_on(date(2022, 8, 31))
    sari.says("/kembali").hears("say.tutup").says("halo").hears("say.menu_account")


def test_drafts_that_nobody_can_read_any_more(house: House) -> None:
    """One of a conversation that is no more, and one of an earlier form: the page begins from the record."""
    sari = opened(house).says("/masuk biodata").goes_to("ask.alamat")
    old = [Draft(sari.person, name, active=True, body=b'[0,{"isian":{}},null,{},1]') for name in ("dahulu", "biodata")]
    conversations.save(house.session, house.vault, old)
    sari.says("halo").hears("say.menu").says("/masuk biodata").hears("ask.alamat")


# -- /keluar -----------------------------------------------------------------------------------------------------------


def test_keluar_closes_the_account(house: House) -> None:
    """What is typed then is no answer; the draft stays for the next time."""
    sari = in_an_entry(opened(house)).says("/keluar").hears("say.keluar").says("02-01-2015").hears("say.menu_account")
    sari.taps("button.masuk").says(SARI.password).hears("ask.tanggal_mulai")


@pytest.mark.parametrize(("page", "screen"), [("biodata", "ask.cari_kabupaten"), ("riwayat", "ask.sk")])
def test_a_page_that_was_only_looked_at_is_not_where_one_was(house: House, page: str, screen: str) -> None:
    """After /keluar the next step is what lacks first, not a page on which nothing was begun."""
    sari = opened(house).says(f"/masuk {page}").hears(screen).says("/keluar").logs_in().hears("ask.ijazah")
    sari.says(f"/masuk {page}").hears(screen)


def test_where_one_stands_by_choice_is_where_one_was(house: House) -> None:
    """An answer that is being mended, and a paper that is offered or still under check."""
    sari = opened(house).says("/masuk biodata").goes_to("ask.alamat").says("/kembali").says("/keluar").logs_in()
    sari.hears("ask.cari_kabupaten", "present.answer").goes_to("ask.alamat").says("/keluar").logs_in()
    sari.hears("ask.ijazah").says("/masuk riwayat").sends_photo().hears("offer.berkas_foto").says("/keluar").logs_in()
    sari.hears("offer.berkas_foto").taps("button.lain").hears("ask.sk").lets_jobs_wait().sends_photo().says("/keluar")
    sari.says("/masuk").says(SARI.password).job_finishes(1).hears("ask.sk").job_finishes().hears("offer.berkas_foto")


def test_keluar_without_a_session(sari: Chat) -> None:
    """There is nothing to close, and what else goes on goes on."""
    sari.goes_to("ask.kk").says("/keluar").hears("say.tidak_masuk").says(SARI.kk).hears("ask.nama")


def test_keluar_leaves_other_conversations(house: House) -> None:
    """Whoever is making another account meanwhile goes on with it."""
    house.registers(BUDI)
    sari = opened(house).says("/daftar").goes_to("ask.kk", BUDI).says("/keluar").hears("say.keluar")
    sari.says(BUDI.kk).hears("ask.nama")


# -- another phone -----------------------------------------------------------------------------------------------------


def test_another_telegram_ends_the_session_and_tells(house: House) -> None:
    """The first is told when; what they type is no answer any more, and they come back with the password."""
    sari = opened(house).says("/masuk biodata").goes_to("ask.alamat")
    new = Chat(house, 72).logs_in().hears("ask.alamat")
    sari.was_told("say.dibuka_di_tempat_lain").sees("1 September 2022 pukul 10.00 WIB", "/lupa")
    sari.says("Jl. Lain No. 1, Contoh").hears("say.menu_account").says("/masuk biodata").hears("ask.password")
    new.says("Jl. Melati No. 7, Contoh").hears("ask.status_perkawinan")
    sari.says(SARI.password).hears("ask.status_perkawinan")
    new.was_told("say.dibuka_di_tempat_lain").says("halo").hears("say.menu_new")
    sari.was_told()


def test_a_session_that_had_ended_by_itself_tells_the_owner_alone(house: House) -> None:
    """A third phone: whoever was in long ago is not bothered."""
    sari, second = opened(house), Chat(house, 72)
    second.logs_in().waits(IDLE)
    sari.was_told("say.dibuka_di_tempat_lain")
    Chat(house, 73).logs_in()
    second.was_told()
    sari.was_told("say.dibuka_di_tempat_lain")


def test_a_half_written_entry_goes_along(house: House) -> None:
    """To the new phone, and back."""
    sari = in_an_entry(opened(house))
    new = Chat(house, 72).logs_in().hears("ask.tanggal_mulai").says("02-01-2015").hears("ask.tanggal_berakhir")
    sari.logs_in().hears("ask.tanggal_berakhir")
    new.says("02-01-2015").hears("say.menu_new")


def test_what_was_half_written_elsewhere_goes_home_with_keluar(house: House) -> None:
    """A friend's phone, left properly: at home the same question stands, and nothing stays there."""
    opened(house).says("/keluar")
    friend = in_an_entry(Chat(house, 72).logs_in()).says("/keluar").hears("say.keluar")
    assert "riwayat" not in friend.states()
    Chat(house).logs_in().hears("ask.tanggal_mulai")


def test_an_offered_paper_goes_along(house: House) -> None:
    """The file is the new phone's to accept; nothing is thrown away."""
    opened(house).sends_photo().hears("offer.berkas_foto")
    new = Chat(house, 72).logs_in().hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")
    assert house.discarded == []
    new.has_buttons("button.lihat_ijazah")


def test_a_paper_under_check_is_asked_for_again_on_the_new_phone(house: House) -> None:
    """Its job answers the first phone, where nobody waits for it: the file goes, and the new phone sends its own."""
    sari = opened(house).lets_jobs_wait().sends_photo()
    new = Chat(house, 72).logs_in().hears("ask.ijazah").hears_not("error.still_checking")
    sari.job_finishes().hears_nothing()
    assert len(house.discarded) == 1
    new.sends_photo().hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")


# -- two accounts on one phone -----------------------------------------------------------------------------------------


def both(house: House) -> Chat:
    """Two accounts, made on two phones; Sari's is open on hers."""
    house.registers(BUDI, **KNOWN)
    Chat(house, 72).goes_to("ask.selesai", BUDI)
    return opened(house)


def test_another_account_on_the_same_telegram_sees_nothing_of_the_first(house: House) -> None:
    """Neither the question where the first was nor what was typed; an offered file goes with it."""
    sari = both(house).sends_photo().hears("offer.berkas_foto").says("/keluar").logs_in(BUDI).hears("ask.ijazah")
    assert len(house.discarded) == 1
    sari.says("/masuk riwayat").hears_not("ask.tanggal_mulai").says("/masuk").sees("Budi Santoso").sees_not("Sari")
    Chat(house, 72).was_told("say.dibuka_di_tempat_lain")


def test_one_open_account_for_one_telegram(house: House) -> None:
    """Whoever opens another one has left the first."""
    sari = both(house).waits(IDLE).logs_in(BUDI)
    held = sessions.of_person(house.session, sari.person, house.now)
    assert held is not None
    names = {account.id: account.nama for account in house.accounts()}
    assert names[held.account_id] == BUDI.nama


def test_an_owner_who_logs_in_elsewhere_takes_no_other_accounts_words(house: House) -> None:
    """While her brother writes on her phone, Sari opens hers on his: each goes on with their own."""
    brother = in_an_entry(both(house).says("/keluar").logs_in(BUDI))
    sari = Chat(house, 72).logs_in().hears("ask.ijazah")
    brother.says("02-01-2015").hears("ask.tanggal_berakhir")
    sari.says("/masuk riwayat").hears_not("ask.tanggal_mulai")


def test_a_draft_does_not_go_home_over_another_accounts(house: House) -> None:
    """Where something lies at home already, what was begun elsewhere stays there."""
    brother = in_an_entry(both(house).says("/keluar").logs_in(BUDI))
    sari = in_an_entry(Chat(house, 72).logs_in()).says("/keluar")
    brother.says("02-01-2015").hears("ask.tanggal_berakhir")
    assert "riwayat" in sari.states()


def test_a_later_draft_takes_the_place_of_one_that_stayed_behind(house: House) -> None:
    """Left on her brother's phone while his words lay on hers, Sari's photo gives way to the one she sent at home."""
    home = both(house).says("/keluar").logs_in(BUDI).sends_photo().hears("offer.berkas_foto")
    left = Chat(house, 72).logs_in().sends_photo().hears("offer.berkas_foto").says("/keluar")
    home.says("/keluar").logs_in().hears("ask.ijazah").sends_photo(photo((400, 500))).hears("offer.berkas_foto")
    assert len(house.discarded) == 1
    left.logs_in().hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")
    assert len(house.discarded) == 2
    assert len(house.files.kept) == 3 + 3 + 1


def test_a_login_that_nobody_waited_for_still_puts_away_the_other_accounts_words(house: House) -> None:
    """A slow comparison, and the person has turned elsewhere: the file of the first account goes all the same."""
    sari = both(house).sends_photo().hears("offer.berkas_foto").says("/keluar").says("/masuk").taps("button.nik_lain")
    sari.says(BUDI.nik).lets_jobs_wait().says(BUDI.password).says("/daftar").job_finishes().hears_nothing()
    assert len(house.discarded) == 1
    assert "dokumen" not in sari.states()


def test_a_big_photo_is_offered_small_and_goes_along(house: House) -> None:
    """What was made smaller is what the new phone sees."""
    opened(house).sends_photo(noise((1500, 2000))).hears("offer.berkas_dikecilkan")
    Chat(house, 72).logs_in().hears("offer.berkas_dikecilkan").taps("button.berkas_dikecilkan").hears("ask.dokumen")
