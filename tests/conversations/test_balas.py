"""A worker's side of a ticket: words and files to the officer who holds it, and Buka lagi for two weeks."""

from datetime import timedelta

import pytest

from storage import ticket_state, ticket_words, tickets
from tests.chat import Chat
from tests.conversations.test_dokumen_page import pdf
from tests.house import House
from tests.storage.officers import OFFICER, SECOND, asks, dismisses, names, taken

STORY = "Nomor KK saya berubah."


def words(house: House, number: int = 1) -> list[str]:
    """What was said in the ticket."""
    return [one.words for one in ticket_words.messages(house.session, house.vault, number, 71, house.now)]


def offered(chat: Chat) -> list[str]:
    """What /status offers to do with tickets."""
    before = len(chat.buttons)
    chat.says("/status")
    return [one.label for one in chat.buttons[before:] if one.data.startswith(("/balas", "/bukalagi"))]


def solved(house: House) -> int:
    """The officer has ended the ticket."""
    number = taken(house, words=STORY)
    tickets.solve(house.session, house.vault, number, OFFICER, "terjawab", house.now)
    return number


def test_words_reach_whoever_holds_the_ticket(chat: Chat) -> None:
    """Once, at once, and with the way to the ticket; another officer hears nothing."""
    taken(chat.house, words=STORY)
    names(chat.house.session, SECOND)
    chat.says("/balas 1").hears("ask.pesan").sees("T-000001").says("Sudah saya  coba.").hears("ask.selesai")
    Chat(chat.house, OFFICER).was_told("say.dari_pekerja").sees("T-000001", "Sudah saya coba.")
    Chat(chat.house, SECOND).was_told()
    assert words(chat.house) == [STORY, "Sudah saya coba."]
    assert "balas" not in chat.states()


@pytest.mark.parametrize("typed", ["/balas", "/balas x", f"/balas {'9' * 30}", "/balas 0"])
def test_without_a_number_it_says_how(chat: Chat, typed: str) -> None:
    """And leads to the tickets."""
    chat.says(typed).hears("say.balas_bagaimana").taps("button.status").hears("say.kosong")


def test_a_ticket_that_nobody_holds_takes_words_too(chat: Chat) -> None:
    """Whoever takes it will read them; a single thumb is a message, an empty one is none."""
    asks(chat.house, words=STORY)
    chat.says("/balas T-000001").says("👍").hears("ask.selesai")
    chat.says("/balas 1").says("\u200b").hears("ask.pesan").says("x" * 2001).hears("error.text_too_long").says("Halo")
    assert words(chat.house) == [STORY, "👍", "Halo"]


def test_a_photo_is_shown_before_it_goes(chat: Chat) -> None:
    """The officer gets it as it was kept; and one can go back to words."""
    taken(chat.house, words=STORY)
    chat.says("/balas 1").taps("button.kirim_berkas").hears("ask.berkas").taps("button.tulis_saja").hears("ask.pesan")
    chat.taps("button.kirim_berkas").says("ini").hears("error.want_paper").sends_photo().hears("offer.berkas_foto")
    chat.taps("button.berkas_foto").hears("ask.selesai")
    Chat(chat.house, OFFICER).was_told("say.dari_pekerja")
    kept = ticket_words.messages(chat.house.session, chat.house.vault, 1, 71, chat.house.now)[-1].file
    assert kept is not None
    assert (kept.form, kept.file in chat.house.files.kept) == ("jpeg", True)


def test_a_pdf_and_an_album_go_too(chat: Chat) -> None:
    """Each as one file."""
    taken(chat.house, words=STORY)
    chat.says("/balas 1").taps("button.kirim_berkas").sends_file(pdf(2)).taps("button.berkas_pdf").hears("ask.selesai")
    chat.says("/balas 1").taps("button.kirim_berkas").sends_photo(album="a").sends_photo(album="a")
    chat.taps("button.berkas_gabungan").hears("ask.selesai")
    Chat(chat.house, OFFICER).was_told("say.dari_pekerja", "say.dari_pekerja")


def test_an_answer_that_was_begun_goes_on(chat: Chat) -> None:
    """In the same ticket; another ticket begins anew, and the file that was shown is forgotten."""
    asks(chat.house, words=STORY)
    asks(chat.house, "unggah", words=STORY)
    chat.says("/balas 1").taps("button.kirim_berkas").sends_photo().hears("offer.berkas_foto")
    chat.says("/status").says("/balas 1").hears("offer.berkas_foto").says("/balas 2").hears("ask.pesan").sees(
        "T-000002"
    )
    assert chat.house.files.kept == {}


@pytest.mark.parametrize("command", ["/balas 1", "/balas 7"])
def test_somebody_elses_ticket_tells_nothing(chat: Chat, command: str) -> None:
    """Neither that it is there; it sounds as a number that nobody has."""
    asks(chat.house, words=STORY)
    other = Chat(chat.house, 72).says(command).hears("ask.bukan").sees("tidak punya tiket dengan nomor itu")
    other.sees_not(STORY, "selesai").says("halo").hears("error.want_button")
    assert words(chat.house) == [STORY]


def test_a_solved_ticket_is_opened_again_first(chat: Chat) -> None:
    """Whoever solved it has it again, and is told."""
    solved(chat.house)
    chat.says("/balas 1").hears("ask.bukan").sees("sudah selesai").taps("button.buka_lagi").hears("say.dibuka_lagi")
    Chat(chat.house, OFFICER).was_told("say.dibuka_lagi_petugas").sees("T-000001")
    chat.taps("button.balas").says("Masih sama.").hears("ask.selesai")
    Chat(chat.house, OFFICER).was_told("say.dari_pekerja").sees("Masih sama.")


def test_it_may_be_solved_while_the_worker_writes(chat: Chat) -> None:
    """Nothing is lost silently: it says that it did not go, and how it can; the file is forgotten."""
    taken(chat.house, words=STORY)
    chat.says("/balas 1").hears("ask.pesan")
    tickets.solve(chat.house.session, chat.house.vault, 1, OFFICER, "terjawab", chat.house.now)
    chat.says("Masih belum.").hears("ask.terlambat").sees("belum terkirim").taps("button.buka_lagi")
    chat.hears("say.dibuka_lagi").taps("button.balas").says("Masih belum.").hears("ask.selesai")
    assert words(chat.house) == [STORY, "Masih belum."]


def test_after_two_weeks_a_solved_ticket_stays_solved(chat: Chat) -> None:
    """For fourteen days it may be opened; later there are new ones."""
    solved(chat.house)
    chat.waits(timedelta(days=14, seconds=1)).says("/balas 1").hears("ask.bukan").sees("lebih dari 14 hari")
    chat.has_buttons("button.bantuan").says("/bukalagi 1").hears("say.tidak_dibuka_lagi")
    assert ticket_state.load(chat.house.session, 1).status == "selesai"


@pytest.mark.parametrize("typed", ["/bukalagi", "/bukalagi 9", "/bukalagi x"])
def test_only_a_ticket_that_is_there_is_opened_again(chat: Chat, typed: str) -> None:
    """Nor somebody else's."""
    solved(chat.house)
    chat.says(typed).hears("say.tidak_dibuka_lagi")
    Chat(chat.house, 72).says("/bukalagi 1").hears("say.tidak_dibuka_lagi")
    Chat(chat.house, OFFICER).was_told()


def test_a_ticket_whose_officer_has_gone_returns_to_the_queue(chat: Chat) -> None:
    """Nobody is told, for nobody holds it."""
    solved(chat.house)
    dismisses(chat.house.session, OFFICER)
    chat.says("/bukalagi 1").hears("say.dibuka_lagi")
    Chat(chat.house, OFFICER).was_told()
    assert ticket_state.load(chat.house.session, 1).status == "terbuka"


def test_status_lists_tickets_with_what_can_be_done(chat: Chat) -> None:
    """Balas while one is open, Buka lagi for two weeks after it was solved, unless another of its kind is open."""
    solved(chat.house)
    asks(chat.house, "unggah", words=STORY)
    chat.says("/status").sees("T-000001: selesai", "T-000002: terbuka").taps("button.balas_tiket", "T-000002")
    chat.hears("ask.pesan").says("/status").taps("button.buka_lagi_tiket", "T-000001").hears("say.dibuka_lagi")
    tickets.solve(chat.house.session, chat.house.vault, 1, OFFICER, "terjawab", chat.house.now)
    asks(chat.house, words=STORY)
    assert offered(chat) == ["Balas T-000002", "Balas T-000003"]
    tickets.solve(chat.house.session, chat.house.vault, taken(chat.house), OFFICER, "terjawab", chat.house.now)
    assert offered(chat) == ["Buka lagi T-000001", "Balas T-000002", "Buka lagi T-000003"]
    chat.waits(timedelta(days=15))
    assert offered(chat) == ["Balas T-000002"]
