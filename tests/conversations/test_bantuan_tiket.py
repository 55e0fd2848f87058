"""From help to a ticket: filled in already, with words and a file, numbered, and one open ticket of a kind for each."""

import pytest

from storage import ticket_queue, ticket_state, ticket_words, tickets
from storage.ticket_words import Message
from tests.chat import Chat
from tests.conversations.test_dokumen_page import pdf
from tests.house import SARI, House
from tests.storage.officers import OFFICER, names

STORY = "Nomor KK saya berubah bulan lalu."


def begun(chat: Chat, kind: str = "dukcapil", story: str = STORY) -> Chat:
    """Somebody has written what the trouble is."""
    chat.says("/bantuan").taps("button.buat_tiket").hears("ask.jenis").taps(f"term.jenis_{kind}")
    return chat.hears("ask.kata").says(story).hears("ask.kirim")


def facts(house: House, number: int = 1) -> dict[str, object]:
    """What the ticket says of its worker, as the officer who takes it sees it."""
    house.session.expire_all()
    if not tickets.is_helpdesk(house.session, OFFICER):
        names(house.session, OFFICER)
    _taken_by_the_officer(house, number)
    return tickets.facts(house.session, house.vault, number, OFFICER, house.now).said


def _taken_by_the_officer(house: House, number: int) -> None:
    """The officer takes the ticket, unless it is theirs."""
    if ticket_state.load(house.session, number).holder is None:
        assert ticket_queue.take(house.session, house.vault, number, OFFICER, house.now)


def said(house: House, person: int = 71, number: int = 1) -> list[Message]:
    """What was said in the ticket, as its worker may read it."""
    return ticket_words.messages(house.session, house.vault, number, person, house.now)


def test_a_ticket_has_everything_that_is_known(sari: Chat) -> None:
    """Of a draft: nobody types again what was answered; the ticket gets its number, and /status lists it."""
    begun(sari.goes_to("ask.email")).sees(STORY, "tidak perlu mengetik ulang").taps("button.kirim").hears("ask.selesai")
    sari.sees("T-000001", "/status").says("/status").sees("Tiket helpdesk T-000001: terbuka")
    expected = {"nik": SARI.nik, "kk": SARI.kk, "nama": "Sari Wulandari", "tanggal_lahir": "1990-03-07"}
    known = facts(sari.house)
    assert {name: known[name] for name in expected} == expected
    assert "email" not in known
    assert [(one.words, one.from_staff) for one in said(sari.house)] == [(STORY, False)]
    sari.says("/daftar").hears("ask.email")


def test_of_an_account_the_ticket_knows_the_record(sari: Chat) -> None:
    """Whether it is open here, or was made here; then the ticket is about that account."""
    sari.goes_to("ask.selesai")
    begun(sari).taps("button.kirim")
    known = facts(sari.house)
    assert (known["nik"], known["kk"], known["email"]) == (SARI.nik, SARI.kk, SARI.email)
    assert known["tanggal_lahir"] == "1990-03-07"
    account = sari.house.accounts()[0].id
    assert ticket_state.load(sari.house.session, 1).account_id == account
    begun(Chat(sari.house, 72).logs_in(), "unggah").taps("button.kirim").sees("T-000002")
    assert ticket_state.load(sari.house.session, 2).account_id == account


def test_of_a_recovery_the_ticket_knows_what_was_typed_there(sari: Chat) -> None:
    """And nothing of another person's draft that lies beside it."""
    other = Chat(sari.house, 72).goes_to("ask.kk").says("/lupa").says("3201010703900002")
    begun(other, "lupa_password").taps("button.kirim")
    assert facts(sari.house) == {"nik": "3201010703900002"}
    begun(Chat(sari.house, 73), "lain").taps("button.kirim")
    assert facts(sari.house, 2) == {}


def test_a_photo_goes_along(sari: Chat) -> None:
    """It is shown before it is taken, and kept with the ticket; also a PDF, and several photos in an album."""
    begun(sari).sees("Lampiran: tidak ada").taps("button.lampirkan").hears("ask.berkas").says("ini").hears(
        "error.want_paper"
    )
    sari.sends_photo().hears("offer.berkas_foto").taps("button.berkas_foto").hears("ask.kirim").sees("KB")
    sari.taps("button.lampirkan").hears("ask.berkas").taps("button.kembali").hears("ask.kirim").sees("KB")
    sari.taps("button.kirim").hears("ask.selesai")
    kept = said(sari.house)[0].file
    assert kept is not None
    assert (kept.form, kept.file in sari.house.files.kept, sari.house.discarded) == ("jpeg", True, [])


def test_a_pdf_and_an_album_go_along(sari: Chat) -> None:
    """As one file each."""
    begun(sari).taps("button.lampirkan").sends_file(pdf(2)).hears("offer.berkas_pdf").taps("button.berkas_pdf")
    sari.taps("button.kirim")
    begun(sari, "unggah").taps("button.lampirkan").sends_photo(album="a").sends_photo(album="a")
    sari.hears("offer.berkas_gabungan").taps("button.berkas_gabungan").taps("button.kirim").sees("T-000002")
    assert [one.file.form for number in (1, 2) for one in said(sari.house, number=number) if one.file] == ["pdf", "pdf"]


def test_what_was_written_can_be_changed_before_it_is_sent(sari: Chat) -> None:
    """Kind and story; a story of a word or two is too little."""
    begun(sari).taps("button.ubah_kata").hears("ask.kata", "present.answer").says("tolong").hears(
        "error.text_too_short"
    )
    sari.says("x" * 1001).hears("error.text_too_long").says("KK saya yang baru belum dikenal.").hears("ask.kirim")
    sari.taps("button.ubah_jenis").hears("ask.jenis").sees("tidak sesuai").taps("term.jenis_lain").hears("ask.kirim")
    sari.sees("Lain-lain", "KK saya yang baru").taps("button.kirim")
    assert ticket_state.load(sari.house.session, 1).kind == "lain"


def test_batal_forgets_the_ticket_and_its_file(sari: Chat) -> None:
    """Nothing is sent, and the help is where it begins."""
    begun(sari).taps("button.lampirkan").sends_photo().taps("button.berkas_foto").taps("button.batal").hears("ask.cari")
    assert sari.house.files.kept == {}
    sari.taps("button.buat_tiket").hears("ask.jenis").hears_not("present.answer")
    assert tickets.of_person(sari.house.session, sari.person) == []


def test_a_ticket_that_was_begun_waits(sari: Chat) -> None:
    """Whoever looks something up meanwhile goes on where it was, and then back to where they came from last."""
    begun(sari).says("/daftar").goes_to("ask.kk").says("/bantuan").hears("ask.kirim").taps("button.kirim")
    sari.taps("button.kembali_mengisi").hears("ask.kk")


def test_an_open_ticket_takes_more_words(sari: Chat) -> None:
    """No second one of the kind; whoever holds it gets the words and the file at once."""
    house = sari.house
    begun(sari).taps("button.kirim").sees("Tiket tercatat", "T-000001")
    facts(house)
    begun(sari, story="Masih belum bisa, tolong.").taps("button.lampirkan").sends_photo().taps("button.berkas_foto")
    sari.taps("button.kirim").hears("ask.selesai").sees("Ditambahkan ke tiket Anda", "T-000001")
    Chat(house, OFFICER).was_told("say.dari_pekerja").sees("T-000001", "Masih belum bisa, tolong.")
    assert [one.words for one in said(house)] == [STORY, "Masih belum bisa, tolong."]
    assert len(tickets.of_person(house.session, sari.person)) == 1
    begun(sari, "unggah").taps("button.kirim").sees("Tiket tercatat", "T-000002")


@pytest.mark.parametrize("kind", ["dukcapil", "nik_dipakai", "belum_didaftarkan", "lupa_password", "unggah", "lain"])
def test_every_kind_can_be_chosen(chat: Chat, kind: str) -> None:
    """Each opens a ticket of its kind."""
    begun(chat, kind).taps("button.kirim").hears("ask.selesai")
    assert ticket_state.load(chat.house.session, 1).kind == kind


def test_each_person_has_a_ticket_of_their_own(sari: Chat) -> None:
    """Two people with the same trouble get a number each."""
    begun(sari).taps("button.kirim").sees("T-000001")
    begun(Chat(sari.house, 72)).taps("button.kirim").sees("T-000002")
