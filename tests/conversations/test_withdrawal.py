"""Taking the consent back before there is an account."""

from tests.chat import Chat
from tests.house import BUDI, SARI, House


def test_answers_and_pictures_are_forgotten(sari: Chat) -> None:
    """Once confirmed, nothing is left; a new beginning asks for consent again."""
    sari.goes_to("ask.swafoto").says("/privasi").taps("button.hapus").hears("say.erase")
    sari.taps("button.hapus_ya").hears("say.erased")
    assert len(sari.house.discarded) == 2
    assert sari.states() == {}
    sari.taps("button.daftar").hears("ask.persetujuan")


def test_a_second_thought_keeps_everything(sari: Chat) -> None:
    """Asked once more, the person may go on where they were."""
    sari.goes_to("ask.nama").says("/hapus").hears("say.erase").taps("button.lanjutkan_daftar").hears("ask.nama")


def test_there_may_be_nothing_to_forget(chat: Chat) -> None:
    """Whoever never began is told so."""
    chat.says("/hapus").hears("say.nothing_to_erase").says("/daftar").hears("ask.persetujuan")


def test_the_page_that_one_is_on_is_not_left(house: House) -> None:
    """Whoever forgets an account begun for somebody else goes on with their own."""
    house.registers(SARI)
    house.registers(BUDI)
    sari = Chat(house).logs_in().says("/daftar").goes_to("ask.kk", BUDI).says("/masuk biodata").goes_to("ask.alamat")
    sari.says("/hapus").taps("button.hapus_ya").hears("say.erased")
    sari.says("Jl. Melati No. 7, Contoh").hears("ask.status_perkawinan")
