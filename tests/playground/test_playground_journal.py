"""A restart of the playground keeps the chats."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from bot.playground.telegram import FakeTelegram

TOKEN = "4242:playground-token-for-tests"


async def _fill(folder: Path) -> FakeTelegram:
    fake = FakeTelegram(TOKEN, folder=folder)
    sari = fake.user(71, "Sari")
    await sari.start()
    gone = await sari.text("rahasia")
    await sari.document(b"isi", "a.pdf", "application/pdf")
    await fake.call("deleteMessage", {"chat_id": 71, "message_id": gone})
    await fake.call("sendMessage", {"chat_id": 71, "text": "Halo", "reply_markup": {"keyboard": [["Ya"]]}})
    await fake.call("setMyCommands", {"commands": [{"command": "a", "description": "b"}]})
    await fake.call("setMyDescription", {"description": "Asisten"})
    return fake


async def test_restart_keeps_chats_files_and_updates(tmp_path: Path) -> None:
    """Messages, files, keyboards, commands and unconfirmed updates are there again; new ids are new."""
    before = await _fill(tmp_path)
    await before.call("getUpdates", {"offset": before.last_update_id})
    shown = before.messages(71)
    last_update = before.last_update_id
    await before.close()

    after = FakeTelegram(TOKEN, folder=tmp_path)
    sari = after.user(71, "Sari")
    assert after.messages(71) == shown
    assert after.file_bytes(shown[1]["file"]["file_id"]) == b"isi"
    assert (sari.keyboard, sari.commands) == ([[{"text": "Ya"}]], [{"command": "a", "description": "b"}])
    assert after.world.about == {"description": "Asisten"}
    assert after.pending == 1
    assert await sari.text("lagi") > shown[-1]["id"]
    assert after.last_update_id > last_update
    _, body = await after.call("getUpdates", {})
    assert [update["update_id"] for update in msgspec.json.decode(body)["result"]] == [
        last_update,
        after.last_update_id,
    ]
    await after.close()


async def test_killed_playground_keeps_what_was_written(tmp_path: Path) -> None:
    """What lay in the chats a moment ago is on the disk without an orderly end."""
    killed = await _fill(tmp_path)
    sari = killed.user(71)
    await killed.flush()
    assert [message["text"] for message in _reopened(tmp_path)] == [message["text"] for message in sari.messages]
    assert killed.file_bytes(sari.messages[1]["file"]["file_id"]) == b"isi"
    await sari.text("sesudah")
    await killed.close()
    assert _reopened(tmp_path)[-1]["text"] == "sesudah"


def test_chats_prepared_before_the_loop_are_kept(tmp_path: Path) -> None:
    """What happens before anything runs is written with the rest."""
    fake = FakeTelegram(TOKEN, folder=tmp_path)
    assert fake.user(5).chat.private
    asyncio.run(fake.close())
    assert FakeTelegram(TOKEN, folder=tmp_path).world.chat(5).private


async def test_dropped_updates_stay_dropped(tmp_path: Path) -> None:
    """After drop_pending_updates a restart brings none back, and lost files are told as such."""
    fake = FakeTelegram(TOKEN, folder=tmp_path)
    await fake.user(5).start()
    await fake.call("deleteWebhook", {"drop_pending_updates": True})
    await fake.close()
    again = FakeTelegram(TOKEN, folder=tmp_path)
    assert again.pending == 0
    assert again.world.journal is not None
    with pytest.raises(LookupError):
        again.world.journal.load_bytes("bytes", 9)


def _reopened(folder: Path) -> list[dict[str, str]]:
    return FakeTelegram(TOKEN, folder=folder).messages(71)
