"""What people see of the outbox: everything, in order, whatever happens on the way."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.gateway.limits import Limits
from bot.outgoing import Album, Answer, Attachment, Key, Message, Removal
from bot.playground.people import User
from bot.playground.server import Served
from bot.playground.telegram import FakeTelegram
from storage.models.turns import OutboxRow
from tests.heart.desk import Desk, opened, question, words


@pytest.fixture
async def desk(fake: FakeTelegram, served: Served, tmp_path: Path) -> AsyncIterator[Desk]:
    async with opened(tmp_path, fake.token, served.url, Limits(0, 0)) as desk:
        yield desk


@pytest.fixture
async def sari(fake: FakeTelegram) -> User:
    user = fake.user(71, "Sari")
    await user.start()
    return user


@pytest.fixture
async def budi(fake: FakeTelegram) -> User:
    user = fake.user(72, "Budi")
    await user.start()
    return user


def said(user: User) -> list[str]:
    return [message["text"] for message in user.messages if message["from"] == "bot"]


def labels(user: User, text: str) -> list[str]:
    """The buttons under a message."""
    message = next(message for message in user.messages if message["text"] == text)
    return [button["text"] for row in message["buttons"] for button in row]


async def test_each_chat_gets_everything_in_its_order(desk: Desk, sari: User, budi: User) -> None:
    """People's sends run side by side, one person's never overtake each other."""
    for number in range(60):
        desk.puts(71, *words(f"s{number}"))
        desk.puts(72, *words(f"b{number}"))
    await sari.wait("s59")
    await budi.wait("b59")
    assert said(sari) == [f"s{number}" for number in range(60)]
    assert said(budi) == [f"b{number}" for number in range(60)]


async def test_what_was_sent_leaves_the_outbox(desk: Desk, sari: User) -> None:
    """A sent row is ticked off with the next look into the outbox."""
    desk.puts(71, *words("satu"))
    await sari.wait("satu")
    desk.puts(71, *words("dua"))
    await sari.wait("dua")
    await desk.ticked_off(71)
    assert said(sari) == ["satu", "dua"]


async def test_a_lost_answer_is_recorded_before_the_message_is_sent_again(
    desk: Desk, fake: FakeTelegram, sari: User
) -> None:
    """Nobody can know whether it arrived, so it comes twice rather than never, and the row says so."""
    recorded: list[bool] = []

    def look(method: str, params: Mapping[str, Any]) -> None:
        del params
        if method.lower() == "sendmessage":
            recorded.extend(row.ambiguous for row in desk.waiting(71))

    fake.on_call = look
    fake.lose_answer("sendMessage")
    desk.puts(71, *words("satu"))
    await sari.wait(2)
    assert said(sari) == ["satu", "satu"]
    assert recorded == [False, True]


async def test_a_failing_server_is_asked_again_and_nothing_is_skipped(
    desk: Desk, fake: FakeTelegram, sari: User
) -> None:
    """After a server error the same message is sent again, before the next."""
    fake.fail("sendMessage", count=1, status=502)
    desk.puts(71, *words("satu", "dua"))
    await sari.wait("dua")
    assert said(sari) == ["satu", "dua"]


async def test_somebody_who_blocked_the_bot_delays_nobody(desk: Desk, sari: User, budi: User) -> None:
    """What cannot be delivered is dropped; after an unblocking, what comes later arrives."""
    await sari.block()
    desk.puts(71, *words("satu", "dua"))
    desk.puts(72, *words("halo"))
    await budi.wait("halo")
    await desk.ticked_off(71)
    await sari.block(blocked=False)
    desk.puts(71, *words("tiga"))
    await sari.wait("tiga")
    assert said(sari) == ["tiga"]


@pytest.mark.parametrize(
    "hopeless",
    [
        Message("<b>tidak ditutup"),
        Message("x" * 5000),
        Message("kartu", attachment=Attachment("document", "card", "gone")),
        Message("", screen=True),
    ],
)
async def test_a_message_that_can_never_be_sent_is_dropped(desk: Desk, sari: User, hopeless: Message) -> None:
    """What Telegram refuses for good, or whose file is gone, does not stop what comes after it."""
    desk.puts(71, hopeless, *words("berikutnya"))
    await sari.wait("berikutnya")
    assert said(sari) == ["berikutnya"]


async def test_a_message_that_cannot_be_drawn_is_given_up(desk: Desk, sari: User) -> None:
    """Whatever its attachment meets, the next message comes."""
    desk.puts(71, Message("kartu", attachment=Attachment("document", "card", "broken")), *words("berikutnya"))
    await sari.wait("berikutnya", 10)
    assert said(sari) == ["berikutnya"]


async def test_what_cannot_be_had_now_is_sent_once_it_can(desk: Desk, sari: User, budi: User) -> None:
    """In its place, however long that takes; nobody else waits for it."""
    desk.away = True
    desk.puts(71, *words("satu"), Message("kartu", attachment=Attachment("document", "card", "7")), *words("tiga"))
    for number in range(20):
        desk.puts(72, *words(f"b{number}"))
        await budi.wait(f"b{number}")
    assert said(sari) == ["satu"]
    desk.away = False
    await sari.wait("tiga")
    assert said(sari) == ["satu", "kartu", "tiga"]


async def test_an_unreadable_row_is_dropped(desk: Desk, sari: User, budi: User) -> None:
    """A damaged payload harms neither its person's other messages nor anybody else's."""
    with desk.database.transaction() as session:
        session.add(OutboxRow(id=1, person=71, lane="chat", payload=b"\x01damaged"))
    desk.puts(71, *words("satu"))
    desk.puts(72, *words("halo"))
    await budi.wait("halo")
    await sari.wait("satu")
    assert said(sari) == ["satu"]


async def test_a_document_comes_with_its_words_and_name(desk: Desk, sari: User) -> None:
    """An attachment is made when it is sent."""
    desk.puts(71, Message("Kartu Anda", attachment=Attachment("document", "card", "7")))
    message = await sari.wait("Kartu Anda")
    assert message["file"]["file_name"] == "berkas.pdf"


async def test_files_that_belong_together_come_in_their_place(desk: Desk, sari: User) -> None:
    """An album comes between what was said before and after it; its PDF is a file, the question keeps its buttons."""
    sk = ("SK", Attachment("photo", "file", "picture"))
    album = Album((sk, sk, ("Ijazah", Attachment("photo", "file", "7"))), "Berkas Anda")
    desk.puts(71, question("lanjut?", "Ya"), album, *words("selesai"))
    await sari.wait("selesai")
    assert said(sari) == ["lanjut?", "Berkas Anda", "SK", "SK", "Ijazah", "selesai"]
    assert [message["kind"] for message in sari.messages][-4:-1] == ["photo", "photo", "document"]
    assert labels(sari, "lanjut?") == ["Ya"]


async def test_an_album_waits_for_a_slot_for_each_of_its_messages(
    fake: FakeTelegram, served: Served, sari: User, tmp_path: Path
) -> None:
    """Telegram counts every file: what comes after an album waits as if it came after so many messages."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    sk = ("SK", Attachment("photo", "file", "picture"))
    limits = Limits(0, 1, clock=lambda: 100 + sum(slept), sleep=sleep)
    async with opened(tmp_path, fake.token, served.url, limits) as desk:
        desk.puts(71, Album((sk,) * 6), *words("selesai"))
        await sari.wait("selesai")
    assert len(slept) == 3


# -- buttons and pages -------------------------------------------------------------------------------------------------


async def test_buttons_go_when_the_next_question_comes(desk: Desk, sari: User) -> None:
    """A question's old buttons disappear once it is answered."""
    desk.puts(71, question("setuju?", "Setuju"), question("nama?"), question("siapa?", "Guru"))
    await sari.wait("siapa?")
    assert labels(sari, "setuju?") == []
    assert labels(sari, "siapa?") == ["Guru"]


async def test_buttons_of_a_remark_do_not_keep_those_of_the_question_alive(desk: Desk, sari: User) -> None:
    """Help that is asked for in between has buttons of its own; the question's go all the same when it is answered."""
    remark = Message("bantuan", rows=((Key("Lanjutkan", "/daftar"),),))
    desk.puts(71, question("setuju?", "Setuju"), remark, question("nama?"))
    await sari.wait("nama?")
    assert labels(sari, "setuju?") == []
    assert labels(sari, "bantuan") == ["Lanjutkan"]


async def test_buttons_go_also_after_a_restart(
    desk: Desk, sari: User, fake: FakeTelegram, served: Served, tmp_path: Path
) -> None:
    """Which message has live buttons is kept in the store, not in the process."""
    desk.puts(71, question("setuju?", "Setuju"))
    await sari.wait("setuju?")
    await desk.ticked_off(71)
    async with opened(tmp_path, fake.token, served.url, Limits(0, 0)) as other:
        other.puts(71, question("nama?"))
        await sari.wait("nama?")
    assert labels(sari, "setuju?") == []


async def test_a_page_is_edited_in_place(desk: Desk, sari: User) -> None:
    """A page takes the place of the one before, and no new message comes."""
    desk.puts(71, question("menu", "Buka"))
    number = (await sari.wait("menu"))["id"]
    desk.puts(71, question("isi", "Tutup", edit=number))
    page = await sari.wait("isi")
    assert (page["id"], page["edited"]) == (number, True)
    assert said(sari) == ["isi"]
    assert labels(sari, "isi") == ["Tutup"]


async def test_a_page_that_says_the_same_again_is_left_alone(desk: Desk, sari: User) -> None:
    """Telegram refuses an edit that changes nothing; that is no reason for another message."""
    desk.puts(71, question("menu", "Buka"))
    number = (await sari.wait("menu"))["id"]
    desk.puts(71, question("menu", "Buka", edit=number), *words("selesai"))
    await sari.wait("selesai")
    assert said(sari) == ["menu", "selesai"]
    assert labels(sari, "menu") == ["Buka"]


async def test_a_page_that_cannot_be_edited_comes_anew(desk: Desk, sari: User) -> None:
    """The new page is sent, and what cannot become it loses its buttons."""
    told = Attachment("document", "card", "7")
    picture = Message("foto", rows=((Key("Buka", "x.1.y"),),), attachment=told, screen=True)
    desk.puts(71, picture)
    number = (await sari.wait("foto"))["id"]
    desk.puts(71, question("isi", "Tutup", edit=number))
    await sari.wait("isi")
    assert said(sari) == ["foto", "isi"]
    assert labels(sari, "foto") == []
    assert labels(sari, "isi") == ["Tutup"]


async def test_a_secret_message_is_taken_out_of_the_chat_and_a_tap_is_answered(desk: Desk, sari: User) -> None:
    """Removals and toasts go their way in order with the messages; one that comes too late changes nothing."""
    secret = await sari.text("kata sandi")
    desk.puts(71, question("setuju?", "Setuju"))
    query = await sari.tap((await sari.wait("setuju?"))["id"], "Setuju")
    desk.puts(71, Answer(query, "Baik"), Answer("404"), Removal(secret), Removal(secret), *words("selesai"))
    await sari.wait("selesai")
    assert [toast["text"] for toast in sari.toasts] == ["Baik"]
    assert "kata sandi" not in [message["text"] for message in sari.messages]
