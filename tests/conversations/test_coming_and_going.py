"""Leaving, coming back, going back, and everything that is no answer."""

from datetime import timedelta

import pytest

from tests.chat import Chat
from tests.house import SARI, House, photo


def test_batal_leaves_and_keeps_the_draft(sari: Chat) -> None:
    """/daftar goes on where it was left, also after a restart of the bot."""
    sari.goes_to("ask.nama").says("/batal").hears("say.left").says("halo").hears("say.menu_draft")
    sari.restarts().waits(timedelta(days=30)).says("/daftar").hears("ask.nama").answers().hears("ask.tempat_lahir")


def test_nothing_to_leave_and_nothing_before(chat: Chat) -> None:
    """Outside a conversation both say so."""
    chat.says("/batal").hears("say.nothing_to_leave").says("/kembali").hears("say.nothing_before")


def test_start_offers_to_go_on_where_one_stands(sari: Chat) -> None:
    """The button names the step and how far it is; tapping it shows the question."""
    sari.goes_to("ask.nama").says("/start").hears("say.menu_draft")
    assert sari.button("button.lanjutkan_langkah").label == "Lanjutkan: Pengecekan Identitas, 3 dari 8"
    sari.taps("button.lanjutkan_langkah").hears("ask.nama").goes_to("ask.pasfoto").says("/start")
    assert sari.button("button.lanjutkan_langkah").label == "Lanjutkan: Lengkapi Data, 5 dari 8"
    sari.taps("button.lanjutkan_langkah").goes_to("ask.periksa").says("/start")
    assert sari.button("button.lanjutkan_langkah").label == "Lanjutkan: Pengecekan Ulang, 1 dari 2"


def test_start_before_the_first_step_and_on_a_page(chat: Chat) -> None:
    """Where there is no progress to tell, the button says only that it goes on."""
    chat.says("/daftar").says("/start").has_buttons("button.lanjutkan_daftar")
    chat.taps("button.lanjutkan_daftar").hears("ask.persetujuan").goes_to("ask.belum_terdaftar").says("/start")
    chat.taps("button.lanjutkan_daftar").hears("ask.belum_terdaftar")


def test_kembali_walks_back_to_the_consent(sari: Chat) -> None:
    """Each answer stays until another is given; before the first question there is nothing."""
    sari.goes_to("ask.email")
    for name in ("ponsel", "tanggal_lahir", "tempat_lahir", "nama", "kk", "nik"):
        sari.says("/kembali").hears(f"ask.{name}", "present.answer").has_buttons("button.tetap")
    sari.says("/kembali").hears("ask.persetujuan").says("/kembali").hears("error.no_way_back", "ask.persetujuan")
    sari.taps("button.setuju").hears("ask.email")


def test_a_kept_answer_is_repeated_masked(sari: Chat) -> None:
    """NIK, KK and phone by their ends; the birth date in words; the contact's button gives way to keeping."""
    sari.goes_to("ask.email").says("/kembali").sees("0812••••7890").sees_not(SARI.ponsel)
    assert "button.bagikan_kontak" not in [button.code for button in sari.buttons]
    sari.says("/kembali").sees("7 Maret 1990").says("/kembali").says("/kembali").says("/kembali").sees(
        "3201••••••••0009"
    )
    sari.taps("button.tetap").hears("ask.email")


def test_the_same_answer_once_more_drops_nothing(sari: Chat) -> None:
    """Typing the present answer is keeping it; another NIK takes what was judged against it."""
    sari.goes_to("ask.email")
    for _ in range(6):
        sari.says("/kembali")
    sari.says(SARI.nik).hears("ask.email")
    for _ in range(6):
        sari.says("/kembali")
    sari.says("3201014703900077").hears("ask.kk").answers().hears("ask.tanggal_lahir").answers().hears("ask.email")


# -- taps ----------------------------------------------------------------------------------------------------------


def test_an_old_button_is_told_so_and_the_present_screen_shown(sari: Chat) -> None:
    """A double tap on Setuju, and a tap on a screen long gone."""
    sari.says("/daftar")
    agree = sari.button("button.setuju").data
    sari.taps("button.setuju").taps_data(agree).hears("toast.stale", "ask.nik")
    sari.goes_to("ask.pertanyaan").taps_data(agree).hears("toast.stale", "ask.pertanyaan")
    sari.taps("term.ibu").hears("ask.jawaban")


def test_a_button_of_a_conversation_that_was_left(sari: Chat) -> None:
    """It no longer counts, and the menu leads back."""
    sari.says("/daftar")
    agree = sari.button("button.setuju").data
    sari.says("/batal").taps_data(agree).hears("toast.gone", "say.menu_draft")
    sari.taps("button.lanjutkan_daftar").hears("ask.persetujuan").taps("button.setuju").hears("ask.nik")


@pytest.mark.parametrize("data", ["", "x", "..", "lain.1.ya", "account.x.ya", "group.1.ya"])
def test_a_forged_button_changes_nothing(sari: Chat, data: str) -> None:
    """Whatever data a client makes up, the present question stands, and is shown."""
    sari.goes_to("ask.kk")
    before = sari.states()
    sari.taps_data(data).hears("toast.stale", "ask.kk")
    assert sari.states() == before
    sari.answers().hears("ask.nama")


def test_a_button_that_the_screen_does_not_have_changes_nothing(sari: Chat) -> None:
    """The right revision is not enough, neither for an answer nor for a command's button or the contact's."""
    sari.goes_to("ask.ponsel")
    revision = sari.states()["account"].revision
    for value in ("contact", "tetap", "terima", "lain", "ya", "periksa"):
        sari.taps_data(f"account.{revision}.{value}").hears("toast.stale", "ask.ponsel")
    other = Chat(sari.house, 72).goes_to("ask.belum_terdaftar", SARI_UNKNOWN)
    revision = other.states()["account"].revision
    other.taps_data(f"account.{revision}./bantuan").hears("toast.stale", "ask.belum_terdaftar")
    other.taps("button.bantuan").hears("ask.cari")


def test_a_button_of_a_picture_under_check_is_stale(sari: Chat) -> None:
    """The screen is shown again; keeping the old picture then lets the new one go."""
    sari.goes_to("ask.pasfoto").says("/kembali")
    keep = sari.button("button.tetap").data
    sari.lets_jobs_wait().sends_photo(photo((320, 400))).taps_data(keep).hears("toast.stale", "ask.ktp")
    sari.taps("button.tetap").hears("ask.pasfoto").job_finishes().hears_nothing()
    assert len(sari.house.discarded) == 1


# -- what is no answer ---------------------------------------------------------------------------------------------

_KINDS = ["sticker", "voice", "video", "location", "poll"]
_EVERYWHERE = [
    "ask.persetujuan", "ask.nik", "ask.ponsel", "ask.captcha_identitas", "ask.password", "ask.pertanyaan", "ask.ktp",
    "ask.captcha_data", "ask.lanjutkan", "ask.periksa", "ask.yakin",
]  # fmt: skip


@pytest.mark.parametrize("stand", _EVERYWHERE)
def test_what_is_no_answer_repeats_the_question(sari: Chat, stand: str) -> None:
    """A sticker, a voice, a video, a place, a poll and an edited message are answered kindly, and nothing changes."""
    sari.goes_to(stand)
    before = sari.states()
    for kind in _KINDS:
        sari.sends(kind).hears(f"error.other_{'unknown' if kind == 'poll' else kind}", stand)
    sari.edits().hears("error.other_edited", stand)
    assert sari.states() == before
    sari.answers().hears_not(stand)


@pytest.mark.parametrize("stand", ["ask.nik", "ask.ponsel", "ask.captcha_identitas", "ask.password", "ask.jawaban"])
def test_a_photo_where_words_are_asked(sari: Chat, stand: str) -> None:
    """The question asks for words."""
    sari.goes_to(stand).sends_photo().hears("error.want_text", stand).answers().hears_not(stand)


@pytest.mark.parametrize("stand", ["ask.ktp", "ask.pasfoto", "ask.swafoto"])
def test_words_and_contacts_where_a_photo_is_asked(sari: Chat, stand: str) -> None:
    """The question says how a photo is sent."""
    sari.goes_to(stand).says("nanti ya").hears("error.want_photo", stand)
    sari.shares_contact("6281234567890").hears("error.want_photo", stand).answers().hears_not(stand)


@pytest.mark.parametrize("stand", ["ask.persetujuan", "ask.pertanyaan", "ask.lanjutkan", "ask.periksa", "ask.yakin"])
def test_words_where_a_button_is_asked(sari: Chat, stand: str) -> None:
    """Words and photos are pointed to the buttons below."""
    sari.goes_to(stand).says("ya").hears("error.want_button", stand)
    sari.sends_photo().hears("error.want_button", stand).answers().hears_not(stand)


def test_an_empty_message_is_no_answer(sari: Chat) -> None:
    """Blanks alone say nothing."""
    sari.goes_to("ask.nama").says(" \n ").hears("error.want_text", "ask.nama").answers().hears("ask.tempat_lahir")


def test_an_album_is_answered_once(sari: Chat) -> None:
    """Its first picture hears that one is enough, the others nothing; the next album and a single photo are heard."""
    sari.goes_to("ask.ktp").sends_photo(album="a").hears("error.other_album", "ask.ktp")
    sari.sends_photo(album="a").hears_nothing().sends("video", album="a").hears_nothing()
    sari.sends("video", album="b").hears("error.other_video").sends_photo(album="b").hears_nothing()
    sari.sends_photo().hears("ask.pasfoto")


def test_whoever_is_in_no_conversation_hears_the_menu(chat: Chat, house: House) -> None:
    """Words, stickers and contacts alike; a photo is taken for that of a card."""
    chat.says("halo").hears("say.menu_new").sends("sticker").hears("say.menu_new")
    chat.sends_photo().hears("ask.tanpa_kode").taps("button.menu").hears("say.menu_new")
    chat.shares_contact("6281234567890").hears("say.menu_new").taps("button.daftar").hears("ask.persetujuan")
    assert house.files.kept == {}


SARI_UNKNOWN = type(SARI)(nik="3201014703900099")
