"""Stored files on their way to a chat: albums, and each file as what its bytes are."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import msgspec
import pytest
from PIL import Image

from bot.gateway.client import make_bot
from bot.gateway.send import AnswerLostError, AttachmentGoneError, HoldBackError, Made, Post, UndeliverableError
from bot.outgoing import Album, Attachment, Key, Message, decode_send, encode, messages
from bot.playground.people import User
from bot.playground.server import serve
from bot.playground.telegram import FakeTelegram

TOKEN = "123456789:" + "albums-tests-token-of-nobody-at-all"
PDF = b"%PDF-1.4 contoh"


def _jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), (200, 40, 40)).save(out, "JPEG")
    return out.getvalue()


async def _make(attachment: Attachment) -> Made:
    match attachment.ref[:3]:
        case "pdf":
            return Made("dokumen.pdf", PDF)
        case "tak":
            raise AttachmentGoneError
        case _:
            return Made("foto.jpg", _jpeg())


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    telegram = FakeTelegram(TOKEN)
    yield telegram
    await telegram.close()


@pytest.fixture
async def sari(fake: FakeTelegram) -> User:
    user = fake.user(71, "Sari")
    await user.start()
    return user


@pytest.fixture(autouse=True)
def _new_durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library give its pauses as it will from its next version on, without a word about it."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
async def post(fake: FakeTelegram) -> AsyncIterator[Post]:
    served = await serve(fake)
    async with make_bot(TOKEN, served.url) as bot:
        yield Post(bot, _make)
    await served.close()


def album(*refs: str, html: str = "") -> Album:
    """The files of these keys, each with its key as its caption."""
    return Album(tuple((ref, Attachment("photo", "file", ref)) for ref in refs), html)


def seen(user: User) -> list[list[tuple[str, str]]]:
    """(kind, words) of all that came, album by album."""
    groups: dict[Any, list[tuple[str, str]]] = {}
    for message in user.news:
        groups.setdefault(message["album"] or message["id"], []).append((message["kind"], message["text"]))
    return list(groups.values())


async def test_photos_come_as_one_album_with_their_captions(post: Post, sari: User) -> None:
    """Files that belong together are seen together, each with its own words."""
    await post.send(71, album("<b>SK 1</b>", "SK 2", "SK 3"), None)
    assert seen(sari) == [[("photo", "SK 1"), ("photo", "SK 2"), ("photo", "SK 3")]]


async def test_photos_and_pdfs_come_as_albums_of_their_own(post: Post, sari: User) -> None:
    """Telegram mixes them in no album: the kind of the first file comes first, each kind in its order."""
    await post.send(71, album("pdf 1", "SK 1", "pdf 2", "SK 2"), None)
    assert seen(sari) == [[("document", "pdf 1"), ("document", "pdf 2")], [("photo", "SK 1"), ("photo", "SK 2")]]
    assert {message["file"]["file_name"] for message in sari.news if message["kind"] == "document"} == {"dokumen.pdf"}


@pytest.mark.parametrize(("count", "parts"), [(1, [1]), (2, [2]), (10, [10]), (11, [10, 1]), (12, [10, 2])])
async def test_no_album_holds_more_than_telegram_takes(post: Post, sari: User, count: int, parts: list[int]) -> None:
    """At most ten files come together; one that is left over comes alone."""
    await post.send(71, album(*(f"SK {number}" for number in range(count))), None)
    assert [len(group) for group in seen(sari)] == parts
    assert [text for group in seen(sari) for _, text in group] == [f"SK {number}" for number in range(count)]


async def test_one_of_a_kind_comes_alone(post: Post, sari: User) -> None:
    """A single photo and a single PDF are no albums."""
    await post.send(71, album("ijazah", "pdf", html="Berkas <b>Anda</b>"), None)
    assert seen(sari) == [[("text", "Berkas Anda")], [("photo", "ijazah")], [("document", "pdf")]]


async def test_an_album_leaves_the_screen_and_its_buttons(post: Post, sari: User) -> None:
    """Looking at files does not take away the question, nor what can be tapped below it."""
    question = Message("lanjut?", rows=((Key("Ya", "dokumen.1.ya"),),), screen=True)
    screen = await post.send(71, question, None)
    assert await post.send(71, album("SK 1", "SK 2"), screen) == screen
    assert await sari.tap(sari.news[0]["id"], "Ya")


async def test_a_file_that_is_gone_is_left_out(post: Post, sari: User) -> None:
    """The others are shown; where none is left, there is nothing to deliver."""
    await post.send(71, album("tak ada", "SK 1", "SK 2"), None)
    assert seen(sari) == [[("photo", "SK 1"), ("photo", "SK 2")]]
    with pytest.raises(UndeliverableError):
        await post.send(71, album("tak ada", html="Berkas Anda"), None)


async def test_what_went_out_is_not_sent_again_when_telegram_wants_a_rest(
    post: Post, fake: FakeTelegram, sari: User
) -> None:
    """After a pause that Telegram asks for, an album goes on where it stopped."""
    fake.throttle("sendDocument", 1, 2)
    both = album("SK 1", "SK 2", "pdf", html="Berkas")
    with pytest.raises(HoldBackError):
        await post.send(71, both, None)
    await post.send(71, both, None)
    assert seen(sari) == [[("text", "Berkas")], [("photo", "SK 1"), ("photo", "SK 2")], [("document", "pdf")]]


async def test_after_a_lost_answer_only_that_part_comes_twice(post: Post, fake: FakeTelegram, sari: User) -> None:
    """Nobody can know whether the last part arrived; of the parts before it Telegram has said so."""
    fake.lose_answer("sendDocument", 1)
    both = album("SK 1", "pdf")
    with pytest.raises(AnswerLostError):
        await post.send(71, both, None)
    await post.send(71, both, None)
    assert seen(sari) == [[("photo", "SK 1")], [("document", "pdf")], [("document", "pdf")]]


async def test_another_album_begins_at_its_beginning(post: Post, fake: FakeTelegram, sari: User) -> None:
    """What remained of one album says nothing about the next, nor does what was refused for good."""
    fake.throttle("sendDocument", 1, 2)
    with pytest.raises(HoldBackError):
        await post.send(71, album("SK 1", "pdf 1"), None)
    await post.send(71, album("SK 9", "pdf 9"), None)
    broken = album("KK", "pdf <b>")
    for _ in range(2):
        with pytest.raises(UndeliverableError):
            await post.send(71, broken, None)
    said = [text for group in seen(sari) for _, text in group]
    assert said == ["SK 1", "SK 9", "pdf 9", "KK", "KK"]


@pytest.mark.parametrize(
    ("wanted", "ref", "comes"),
    [
        ("photo", "ijazah", "photo"),
        ("photo", "pdf", "document"),
        ("document", "ijazah", "document"),
        ("document", "pdf", "document"),
    ],
)
async def test_a_file_comes_as_what_it_is(post: Post, sari: User, wanted: str, ref: str, comes: str) -> None:
    """A PDF in a photo's place comes as a file; what is wanted as a file stays one. Words and buttons come along."""
    keys = ((Key("Lanjutkan", "dokumen.1.ya"),),)
    await post.send(71, Message("Ini <b>dia</b>", rows=keys, attachment=Attachment(wanted, "file", ref)), None)
    (message,) = sari.news
    assert (message["kind"], message["text"]) == (comes, "Ini dia")
    assert message["buttons"][0][0]["text"] == "Lanjutkan"


async def test_an_album_survives_the_outbox_and_counts_as_its_messages() -> None:
    """What is read back is what was put in; Telegram's limits see a message for each file and one for the words."""
    kept = album("SK 1", "pdf", html="Berkas Anda")
    assert decode_send(encode(kept)) == kept
    assert [messages(one) for one in (kept, album("SK 1"), Message("halo"))] == [3, 1, 1]
    assert messages(decode_send(msgspec.json.encode({"type": "erase", "message": 7}))) == 0
