"""Help: questions that fit come first, words find the others, and what did not help becomes a ticket."""

import pytest

from bot.conversations.bantuan.flow import bantuan_flow
from bot.engine.flow import Flow
from bot.rules import dukcapil
from bot.rules.questions import Questions
from tests.chat import Chat
from tests.house import SARI, SIZES, House, questions

KEPT = "Jawaban Anda tetap tersimpan"


def titles(chat: Chat) -> list[str]:
    """The questions that can be tapped now."""
    return [shown.label for shown in chat.buttons if shown.code == "button.pertanyaan"]


# -- questions -----------------------------------------------------------------------------------------------------


def test_what_fits_the_step_comes_first(sari: Chat) -> None:
    """Whoever is stuck at the pasfoto is offered the questions about it, and somebody new the first of the file."""
    sari.says("/bantuan").hears("ask.cari")
    assert titles(sari) == [one.title for one in questions().entries[:5]]
    sari.says("/daftar").goes_to("ask.pasfoto").says("/bantuan").hears("ask.cari")
    assert titles(sari) == [one.title for one in questions().for_step("account", "pasfoto")]
    assert titles(sari) != [one.title for one in questions().entries[:5]]


def test_dukcapils_own_channels_are_always_shown(sari: Chat) -> None:
    """Before the search, when the ticket is begun, and when it is recorded."""
    channels = (dukcapil.HOTLINE, dukcapil.NUMBER, dukcapil.EMAIL)
    sari.says("/bantuan").sees(*channels).taps("button.buat_tiket").hears("ask.jenis").sees(*channels)
    sari.taps("term.jenis_lain").says("Tombolnya tidak muncul.").taps("button.kirim").sees(*channels)


def test_an_answer_that_helps(sari: Chat) -> None:
    """It is told, and the way leads back to the question where one was stuck."""
    sari.goes_to("ask.pasfoto").says("/bantuan").taps("button.pertanyaan").hears("ask.jawaban")
    sari.sees("Apakah ini membantu?").taps("button.membantu").hears("ask.membantu").sees(KEPT)
    sari.taps("button.kembali_mengisi").hears("ask.pasfoto")
    assert "bantuan" not in sari.states()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("foto terlalu besar", "Foto"),
        ("lupa pasword", "password"),
        ("bayar berapa", "biaya"),
        ("KK berubah", "Nomor KK"),
    ],
)
def test_words_find_their_question(chat: Chat, typed: str, title: str) -> None:
    """Typing errors are forgiven, and the found ones can be tapped."""
    chat.says("/bantuan").says(typed).hears("ask.pilih").sees(f"“{typed}”")
    assert any(title.casefold() in one.casefold() for one in titles(chat))
    chat.taps("button.pertanyaan").hears("ask.jawaban")


def test_words_are_another_search_wherever_they_come(chat: Chat) -> None:
    """Below what was found, and below an answer; buttons lead there too."""
    chat.says("/bantuan").says("lupa password").says("foto terlalu besar").hears("ask.pilih").sees("foto terlalu besar")
    chat.taps("button.pertanyaan").hears("ask.jawaban").says("biaya").hears("ask.pilih").sees("“biaya”")
    chat.taps("button.cari_lagi").hears("ask.cari").taps("button.pertanyaan").hears("ask.jawaban")
    chat.taps("button.tanya_lain").hears("ask.cari")


def test_words_that_find_nothing(chat: Chat) -> None:
    """It is said, and everything can still be done: other words, the questions, a ticket; one letter is too little."""
    chat.says("/bantuan").says("qwertyuiop").hears("ask.cari", "error.tidak_ditemukan").sees("“qwertyuiop”")
    chat.has_buttons("button.pertanyaan", "button.buat_tiket").says("x").hears("error.text_too_short")
    chat.says("lupa password").hears("ask.pilih")


def test_help_begins_anew_at_each_call(sari: Chat) -> None:
    """Also from within an answer; what fits is that of the step where the person came from."""
    sari.goes_to("ask.pasfoto").says("/bantuan")
    first = titles(sari)
    sari.taps("button.pertanyaan").says("/bantuan").hears("ask.cari")
    assert titles(sari) == first
    sari.says("/batal").hears("say.left").says("/bantuan").hears("ask.cari")
    assert titles(sari) == first


def test_a_question_that_was_taken_out_of_the_file_leads_to_a_ticket(house: House, chat: Chat) -> None:
    """An operator edited the file while somebody was reading."""
    chat.says("/bantuan").says("lupa password").taps("button.pertanyaan").hears("ask.jawaban")
    house.flows = {**house.flows, "bantuan": edited()}
    chat.says("apa saja").hears("ask.jenis", "error.want_button")


def edited() -> Flow:
    """The help with one question only."""
    return bantuan_flow(Questions(questions().entries[-1:]), SIZES)


# -- the way back --------------------------------------------------------------------------------------------------


def test_the_way_back_knows_every_place(house: House) -> None:
    """Into the record, into a login, into a recovery, and to the menu."""
    house.registers(SARI)
    sari = Chat(house).logs_in().goes_to("ask.agama").says("/bantuan").taps("button.kembali_mengisi").hears("ask.agama")
    other = Chat(house, 72).says("/masuk").hears("ask.nik").says("/bantuan").taps("button.kembali_mengisi")
    other.hears("ask.nik").says("/lupa").says("/bantuan").taps("button.kembali_mengisi").hears("ask.nik")
    assert other.place == "recovery"
    Chat(house, 73).says("/bantuan").taps("button.kembali_mengisi").hears("say.menu_new")
    third = Chat(house, 74).goes_to("ask.nik").says("/batal").says("/bantuan").taps("button.kembali_mengisi")
    third.hears("ask.nik")
    sari.says("/lanjut").hears("ask.agama")
