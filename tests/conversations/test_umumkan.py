"""An instansi's own message: to whom, which words, what it will look like, and that it is not sent too often."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, delete, select

from bot.conversations.umumkan.flow import LONGEST
from bot.conversations.umumkan.telling import announcement
from storage import audit, broadcasts
from storage.announcements import A_DAY, announce
from storage.broadcasts import BroadcastFacts
from storage.models.roster import Worker
from storage.models.staff import Staff
from storage.permits import NotAllowedError
from tests.chat import Chat
from tests.conversations.finished import crowd, works
from tests.house import DINAS_NAME, House

ADMIN = 501
WORDS = "Rapat besok pukul 09.00 WIB di aula."


def admin(house: House) -> Chat:
    return works(house, "admin", ADMIN)


def written(house: House) -> Chat:
    """The admin stands at the preview of a message to three workers."""
    crowd(house, 3)
    chat = admin(house).says("/umumkan").hears("ask.kepada").taps("button.kepada_semua", "(3)")
    return chat.hears("ask.pesan").says(WORDS).hears("ask.kirim")


def sent(house: House) -> list[BroadcastFacts]:
    return broadcasts.running(house.session)


def stands(house: House, status: str) -> None:
    for worker in house.session.exec(select(Worker)):
        worker.status = status
    house.session.flush()


def test_a_message_is_previewed_and_sent(house: House) -> None:
    """It looks as its workers will see it; it is theirs whose desk it is; and the trail knows it."""
    chat = written(house).sees("3 orang", f"Pengumuman dari {DINAS_NAME}", WORDS, "sekarang")
    shown = chat.words[-1]
    chat.taps("button.kirim").hears("ask.terkirim").sees("dikirim kepada 3 pekerja", "Kemajuannya tampil di sini")
    (found,) = sent(house)
    assert (found.kind, found.created_by, found.total) == ("semua", ADMIN, 3)
    assert broadcasts.words_of(house.vault, found) == WORDS
    message = house.words.message(*announcement(DINAS_NAME, WORDS))
    assert all(line in shown for line in re.sub("<.*?>", "", message.html).splitlines())
    (entry,) = audit.of_subject(house.session, house.vault, [0], 5, "umumkan")
    assert (entry.actor, entry.role, entry.body["pesan"]) == (ADMIN, "admin", WORDS)


def test_a_letter_that_means_something_to_telegram_stays_what_it_is(house: House) -> None:
    """Lines are kept, and what looks like markup is shown, not obeyed."""
    crowd(house, 1)
    chat = admin(house).says("/umumkan").taps("button.kepada_semua")
    chat.says("Halo  semua <b>\n\n\n\nNilai > 5 & < 9\n").hears("ask.kirim")
    chat.sees("Halo semua <b>\n\nNilai > 5 & < 9")


def test_it_may_be_changed_before_it_is_sent(house: House) -> None:
    """Its words, and to whom it goes; what was given before is shown."""
    chat = written(house).taps("button.ubah").hears("ask.pesan").sees(WORDS)
    chat.says("Rapat ditunda.").hears("ask.kirim").sees("Rapat ditunda.").sees_not(WORDS)
    chat.taps("button.ganti_penerima").hears("ask.kepada").taps("button.kepada_semua").hears("ask.kirim")
    chat.taps("button.kirim").hears("ask.terkirim")
    assert broadcasts.words_of(house.vault, sent(house)[0]) == "Rapat ditunda."


def test_it_may_be_given_up(house: House) -> None:
    """Batal sends nothing, and the next one begins anew."""
    chat = written(house).taps("button.batal").hears("ask.batal")
    assert sent(house) == []
    chat.says("/umumkan").hears("ask.kepada")


def test_only_those_it_is_for_are_offered(house: House) -> None:
    """Each choice with its number; those of which there is nobody are not there."""
    crowd(house, 2)
    chat = admin(house).says("/umumkan").hears("ask.kepada")
    assert [shown.code for shown in chat.buttons if shown.code.startswith("button.kepada")] == ["button.kepada_semua"]
    stands(house, "dikembalikan")
    chat.says("/umumkan").has_buttons("button.kepada_belum", "button.kepada_kembali")
    chat.taps("button.kepada_kembali", "(2)").sees("yang datanya dikembalikan").says(WORDS).taps("button.kirim")
    assert [(one.kind, one.total) for one in sent(house)] == [("kembali", 2)]


def test_where_nobody_has_an_account_there_is_nobody_to_tell(house: House) -> None:
    """It says so, and leads back."""
    admin(house).says("/umumkan").hears("ask.tanpa_pekerja").taps("button.ke_meja").hears("say.meja")


def test_nobody_is_left_when_it_is_sent(house: House) -> None:
    """Those it was for have gone on meanwhile: nothing is sent, and it may go to others."""
    crowd(house, 1)
    stands(house, "dikembalikan")
    chat = admin(house).says("/umumkan").taps("button.kepada_kembali").says(WORDS).hears("ask.kirim")
    stands(house, "selesai")
    chat.taps("button.kirim").hears("error.umumkan_tanpa_penerima", "ask.kirim")
    assert sent(house) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("ya", "error.text_too_short"),
        ("x" * (LONGEST + 1), "error.text_too_long"),
        ("🙂" * (LONGEST // 2 + 1), "error.text_too_long"),
        ("-----", "error.text_characters"),
        ("Halo\x07 semua", "error.text_characters"),
    ],
)
def test_bad_words_are_refused_with_their_reason(house: House, words: str, code: str) -> None:
    """And good ones taken after that."""
    crowd(house, 1)
    chat = admin(house).says("/umumkan").taps("button.kepada_semua").says(words).hears(code, "ask.pesan")
    chat.sends_photo().hears("error.want_text").says(WORDS).hears("ask.kirim")


def test_what_comes_along_unseen_is_no_trouble(house: House) -> None:
    """Marks that were pasted with the words go; an emoji made of several stays one."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    crowd(house, 1)
    chat = (
        admin(house).says("/umumkan").taps("button.kepada_semua").says(f"\u200eBatas\u200b hari Jumat\u200f {family}")
    )
    chat.hears("ask.kirim").sees(f"Batas hari Jumat {family}")


def test_the_longest_words_fit_in_their_preview(house: House) -> None:
    """Telegram takes 4,096 UTF-16 code units."""
    crowd(house, 1)
    chat = admin(house).says("/umumkan").taps("button.kepada_semua").says("🙂a" * (LONGEST // 3)).hears("ask.kirim")
    assert len(chat.words[-1].encode("utf-16-le")) // 2 <= 4096


def test_so_many_a_day_and_no_more(house: House) -> None:
    """Workers are not flooded; on the next day in WIB it goes on."""
    chat = written(house)
    for _ in range(A_DAY - 1):
        chat.taps("button.kirim").hears("ask.terkirim").says("/umumkan").taps("button.kepada_semua").says(WORDS)
    chat.taps("button.kirim").hears("ask.terkirim").says("/umumkan").hears("ask.habis").sees("3 pengumuman")
    house.waits(timedelta(days=1))
    chat.says("/umumkan").hears("ask.kepada")


def test_another_admin_took_the_last_of_the_day(house: House) -> None:
    """What was written is kept for tomorrow."""
    chat = written(house)
    today = datetime(2022, 8, 31, 17, 0, tzinfo=UTC)
    for _ in range(A_DAY):
        announce(house.session, house.vault, ADMIN, house.opens().id, "semua", "Halo", today, house.now)
    chat.taps("button.kirim").hears("error.umumkan_habis", "ask.kirim").sees(WORDS)
    assert len(sent(house)) == A_DAY


def test_at_night_it_says_when_it_begins(house: House) -> None:
    """Workers are left in peace from 20.00 to 07.00 WIB; the maker knows before and after."""
    house.now = datetime(2022, 9, 1, 14, 0, tzinfo=UTC)
    chat = written(house).sees("dimulai 2 September 2022 pukul 07.00 WIB")
    chat.taps("button.kirim").hears("ask.terkirim").sees("dimulai 2 September 2022 pukul 07.00 WIB")


@pytest.mark.parametrize("role", ["operator", "verifier"])
def test_only_an_admin_speaks_for_the_instansi(house: House, role: str) -> None:
    """Everybody else hears the same as for any desk that is not theirs; so does the store."""
    crowd(house, 1)
    works(house, role, 502).says("/umumkan").hears("say.bukan_tugas")
    with pytest.raises(NotAllowedError):
        announce(house.session, house.vault, 502, house.opens().id, "semua", WORDS, house.now, house.now)


def test_who_lost_the_role_in_between_sends_nothing(house: House) -> None:
    """The desk is closed to them at once."""
    chat = written(house)
    house.session.exec(delete(Staff).where(col(Staff.person) == ADMIN))
    chat.taps("button.kirim").hears("say.bukan_tugas")
    assert sent(house) == []
