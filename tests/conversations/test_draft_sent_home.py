"""A page that was begun on another phone and came home when the account was closed there."""

from dataclasses import replace
from datetime import timedelta

from tests.chat import Chat
from tests.house import BUDI, KNOWN, SARI, House

IDLE = timedelta(minutes=30)


def sari_on_her_brothers_phone(house: House) -> Chat:
    """Two accounts, made on two phones; Sari's is open on the brother's, with nothing begun at her home."""
    house.registers(SARI, **KNOWN)
    house.registers(BUDI, **KNOWN)
    Chat(house, 71).goes_to("ask.selesai")
    return Chat(house, 72).goes_to("ask.selesai", BUDI).logs_in()


def test_a_photo_under_check_elsewhere_is_not_waited_for_at_home(house: House) -> None:
    """Its result goes to the other phone: at home the ijazah is asked for once more, and the next photo is taken."""
    house.registers(SARI)
    home = Chat(house, 71).goes_to("ask.selesai")
    other = Chat(house, 72).says("/masuk").says(SARI.nik).says(SARI.password).hears("ask.ijazah")
    other.lets_jobs_wait().sends_photo().says("/keluar").hears("say.keluar").job_finishes().hears_nothing()
    home.says("/masuk").says(SARI.password).hears("ask.ijazah").sends_photo().hears("offer.berkas_foto")
    assert len(house.discarded) == 1


def test_another_account_on_a_borrowed_phone_loses_nothing_of_the_first(house: House) -> None:
    """Without /keluar before: the offered file goes home, where it is accepted; the other account sees none of it."""
    phone = sari_on_her_brothers_phone(house).sends_photo().hears("offer.berkas_foto")
    phone.waits(IDLE).logs_in(BUDI).hears("ask.ijazah")
    assert house.discarded == []
    Chat(house, 71).logs_in().hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")
    phone.sends_photo().hears("offer.berkas_foto")


def test_the_firsts_words_go_home_though_the_other_brings_its_own(house: House) -> None:
    """Both have a photo of the same page offered: each account finds its own."""
    phone = sari_on_her_brothers_phone(house).sends_photo().hears("offer.berkas_foto")
    Chat(house, 73).logs_in(BUDI).sends_photo().hears("offer.berkas_foto")
    phone.waits(IDLE).logs_in(BUDI).hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")
    assert house.discarded == []
    Chat(house, 71).logs_in().hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")


def test_a_photo_under_check_as_another_account_is_opened_is_not_waited_for(house: House) -> None:
    """Its result comes to the borrowed phone, and goes; at home the ijazah is asked for once more."""
    phone = sari_on_her_brothers_phone(house).lets_jobs_wait().sends_photo().waits(IDLE).says("/masuk")
    phone.says(BUDI.password).job_finishes(1).hears("ask.ijazah").job_finishes().hears_nothing()
    assert len(house.discarded) == 1
    Chat(house, 71).logs_in().hears("ask.ijazah").sends_photo().hears("offer.berkas_foto")


def test_what_a_third_account_has_lying_there_is_not_written_over(house: House) -> None:
    """Where there is no room at home, the file that was offered on the borrowed phone goes."""
    third = replace(BUDI, nik="3201010703900005", email="tono@contoh.id")
    house.registers(third, **KNOWN)
    Chat(house, 74).goes_to("ask.selesai", third)
    phone = sari_on_her_brothers_phone(house).sends_photo().hears("offer.berkas_foto")
    home = Chat(house, 71).logs_in(third).sends_photo().hears("offer.berkas_foto")
    phone.waits(IDLE).logs_in(BUDI).hears("ask.ijazah")
    assert len(house.discarded) == 1
    home.logs_in(third).hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.dokumen")
