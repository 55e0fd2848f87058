"""Words that are made when they are sent: long figures are counted outside the turns, and still edit their message."""

from collections.abc import AsyncIterator

import pytest

from bot.gateway.client import make_bot
from bot.gateway.send import AttachmentGoneError, Made, Post, UndeliverableError
from bot.outgoing import Attachment, Message
from bot.playground.people import User
from bot.playground.server import Served
from bot.playground.telegram import FakeTelegram


@pytest.fixture
async def sari(fake: FakeTelegram) -> User:
    user = fake.user(71, "Sari")
    await user.start()
    return user


@pytest.fixture
async def post(fake: FakeTelegram, served: Served) -> AsyncIterator[Post]:
    async with make_bot(fake.token, served.url) as bot:
        yield Post(bot, _make)


async def _make(attachment: Attachment) -> Made:
    if attachment.ref == "gone":
        raise AttachmentGoneError
    return Made("", b"", f"dihitung: <b>{attachment.ref}</b>")


def told(user: User) -> list[str]:
    return [message["text"] for message in user.messages if message["from"] == "bot"]


async def test_words_that_are_made_stand_below_the_message(post: Post, sari: User) -> None:
    """As part of its text; there is no file."""
    await post.send(71, Message("Rekap", attachment=Attachment("words", "rekap_unit", "7")), None)
    assert told(sari) == ["Rekap\n\ndihitung: 7"]
    assert [message["kind"] for message in sari.messages][-1:] == ["text"]


async def test_words_that_are_made_may_replace_others(post: Post, sari: User) -> None:
    """The message stays where it is, with what is true now."""
    screen = await post.send(71, Message("Rekap", attachment=Attachment("words", "rekap_unit", "7"), screen=True), None)
    assert screen is None
    number = next(message["id"] for message in sari.messages if message["from"] == "bot")
    await post.send(71, Message("Rekap", attachment=Attachment("words", "rekap_unit", "8"), edit=number), None)
    assert told(sari) == ["Rekap\n\ndihitung: 8"]


async def test_words_that_cannot_be_made_are_not_sent(post: Post, sari: User) -> None:
    """What they were about is gone."""
    with pytest.raises(UndeliverableError):
        await post.send(71, Message("Rekap", attachment=Attachment("words", "rekap_unit", "gone")), None)
    assert told(sari) == []
