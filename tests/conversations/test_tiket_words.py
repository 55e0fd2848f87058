"""Worker and officer speak in turns: words, templates, photos and PDFs, each in their own chat."""

from datetime import timedelta

from storage import ticket_words, tickets
from storage.ticket_words import Attached
from tests.chat import Chat
from tests.conversations.desks import holding, worker
from tests.house import SARI, House
from tests.storage.officers import OFFICER, WORKER, asks

LINES = "Halo.\n\nMohon   kirim foto KK.\nTerima kasih."


def only_ticket(house: House) -> int:
    return tickets.of_person(house.session, WORKER)[0].number


def answers(chat: Chat, number: int) -> Chat:
    """A worker begins to answer."""
    return chat.says(f"/balas {number}").hears("ask.pesan")


def test_words_go_both_ways(house: House) -> None:
    """The officer's into the worker's chat, with the lines that they have; the worker's into the officer's."""
    desk, sari = holding(house), worker(house)
    desk.taps("button.balas").hears("ask.balasan").says(LINES).hears("ask.beres").sees("terkirim ke chat pekerja")
    sari.was_told("say.balasan").sees("Halo.\nMohon kirim foto KK.\nTerima kasih.")
    answers(sari, only_ticket(house)).says("Ini nomor KK saya yang baru.")
    desk.was_told("say.dari_pekerja").sees("Ini nomor KK saya yang baru.")
    desk.taps("button.ke_tiket").hears("ask.tiket").taps("button.pesan").hears("ask.lihat_pesan")
    desk.sees("helpdesk: Halo.", "pekerja: Ini nomor KK saya yang baru.")


def test_a_template_arrives_in_its_words(house: House) -> None:
    """And stands in the conversation in its words as well."""
    desk = holding(house).taps("button.balas").taps("button.templat_foto_jelas").hears("ask.beres")
    worker(house).was_told("say.balasan").sees("Kirim foto KTP dan Kartu Keluarga")
    desk.taps("button.ke_tiket").taps("button.pesan").sees("helpdesk: Kirim foto KTP dan Kartu Keluarga")


def test_what_looks_like_a_template_and_is_none_stays_as_it_was_typed(house: House) -> None:
    """Whoever types it, worker or officer."""
    desk = holding(house, words="templat: foto_jelas").taps("button.balas").says("templat: apa saja")
    desk.taps("button.ke_tiket").taps("button.pesan")
    desk.sees("pekerja: templat: foto_jelas", "helpdesk: templat: apa saja")


def test_a_photo_goes_to_the_worker_and_stays_with_the_ticket(house: House) -> None:
    """It is shown before it goes; afterwards no draft takes it away."""
    desk = holding(house).taps("button.balas").sends_photo().hears("error.berkas_lewat_tombol")
    desk.taps("button.lampirkan").hears("ask.lampiran").sends_photo().hears("offer.berkas_foto")
    desk.taps("button.berkas_foto").hears("ask.beres")
    worker(house).was_told("say.balasan_berkas")
    found = ticket_words.messages(house.session, house.vault, only_ticket(house), WORKER, house.now)
    assert [(one.from_staff, one.words) for one in found] == [(True, "")]
    assert found[0].file is not None
    assert house.files.get(found[0].file.file)
    desk.says("/tiket").hears("ask.antrean")
    assert house.discarded == []


def test_a_photo_that_was_not_sent_is_forgotten(house: House) -> None:
    """The officer thinks better of it."""
    desk = holding(house).taps("button.balas").taps("button.lampirkan").sends_photo().hears("offer.berkas_foto")
    desk.says(f"/tiket {only_ticket(house)}").hears("ask.tiket")
    assert len(house.discarded) == 1
    assert worker(house).was_told()


def test_files_of_both_sides_are_looked_at(house: House) -> None:
    """With what was written beside them."""
    key = house.files.put(b"jpeg")
    desk = holding(house, words="Begini")
    number = only_ticket(house)
    ticket_words.say(house.session, house.vault, number, WORKER, False, "Ini KK", house.now, Attached(key, "jpeg"))
    ticket_words.say(house.session, house.vault, number, OFFICER, True, "", house.now, Attached(key, "jpeg"))
    desk.taps("button.pesan").sees("pekerja: Ini KK [berkas]", "helpdesk: [berkas]")
    desk.taps("button.lihat_lampiran").hears("view.lampiran")
    assert desk.files == [key, key]
    desk.taps("button.ke_tiket").hears("ask.tiket")


def test_long_words_are_cut_and_old_ones_left_out(house: House) -> None:
    """The latest eight, so that the screen fits a phone."""
    desk = holding(house, words="paling lama")
    for count in range(8):
        said = f"{count} " + "w" * 900
        ticket_words.say(house.session, house.vault, only_ticket(house), WORKER, False, said, house.now)
    desk.taps("button.pesan").sees("7 www", "w…").sees_not("paling lama")


def test_nothing_said_yet(house: House) -> None:
    """The page says so, twice."""
    holding(house).taps("button.pesan").sees(
        f"tiket T-{only_ticket(house):06d}\ntidak ada", "Dukcapil dan koreksi\ntidak ada"
    )


def test_empty_and_endless_answers_are_refused(house: House) -> None:
    """And the question stands."""
    desk = holding(house).taps("button.balas").says("w" * 2001).hears("error.text_too_long", "ask.balasan")
    desk.sends("sticker").hears("error.other_sticker").says("Baik").hears("ask.beres")


def test_solved_with_a_reason_and_opened_again(house: House) -> None:
    """The worker reads the reason, opens it again within 14 days, and whoever solved it holds it again."""
    desk, sari = holding(house), worker(house)
    desk.taps("button.selesai").says("ya").hears("error.text_too_short").says("Data sudah kami betulkan.")
    desk.hears("ask.beres").sees("selesai")
    sari.was_told("say.selesai").sees("Data sudah kami betulkan.", "14 hari")
    number = only_ticket(house)
    house.waits(timedelta(days=14))
    sari.says(f"/bukalagi {number}")
    assert tickets.of_person(house.session, WORKER)[0].holder == OFFICER
    desk.says(f"/tiket {number}").hears("ask.tiket").taps("button.selesai").taps("button.alasan_sudah_benar")
    assert tickets.reason_of(house.session, house.vault, number, WORKER) == "sudah_benar"
    house.told.clear()
    house.waits(timedelta(days=15))
    sari.says(f"/bukalagi {number}")
    assert tickets.of_person(house.session, WORKER)[0].status == "selesai"
    desk.was_told()


def test_the_question_names_its_ticket(house: House) -> None:
    """Another worker's message may arrive just then; the answer still goes to the one whose number stands there."""
    desk, number = holding(house).taps("button.balas"), only_ticket(house)
    other = asks(house, "lain", person=72)
    desk.says(f"/tiket {other}").taps("button.balas").sees(f"Balas tiket T-{other:06d}")
    house.told.clear()
    worker(house).says(f"/balas {number}").says("Saya sudah kirim fotonya.")
    desk.was_told("say.dari_pekerja").sees(f"T-{number:06d}")
    desk.says("Baik, kami periksa.").hears("ask.beres").sees(f"T-{other:06d}")
    assert set(house.told) == {72}


def test_both_chats_never_mix(house: House) -> None:
    """What is said in one ticket reaches the two of that ticket and nobody else."""
    desk = holding(house).taps("button.balas").says("Untuk Sari saja.")
    assert set(house.told) == {WORKER}
    desk.sees_not(SARI.nik)
