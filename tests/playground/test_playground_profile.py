"""The bot about itself: commands for each scope, descriptions, files."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.playground.people import User
from bot.playground.telegram import FakeTelegram

Ask = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


def _list(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"Tentang {name}"} for name in names]


async def test_each_person_sees_the_closest_list(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """A list for one chat goes before that for all private chats, and that before the default."""
    await ask("setMyCommands", commands=_list("a"))
    assert sari.commands == _list("a")
    await ask("setMyCommands", commands=_list("b"), scope={"type": "all_private_chats"})
    await ask("setMyCommands", commands=_list("c"), scope={"type": "chat", "chat_id": 71})
    assert sari.commands == _list("c")
    assert fake.user(72).commands == _list("b")
    await ask("deleteMyCommands", scope={"type": "chat", "chat_id": 71})
    assert sari.commands == _list("b")
    assert (await ask("getMyCommands"))["result"] == _list("a")


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"commands": _list("Besar")}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": _list("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"scope": {"type": "x"}}, "can't parse BotCommandScope: unsupported type specified"),
        ({"scope": {"type": "chat", "chat_id": 9}}, "chat not found"),
    ],
)
async def test_bad_command_list_is_refused(ask: Ask, params: dict[str, Any], why: str) -> None:
    """Names are lower case, descriptions not empty, scopes known."""
    assert (await ask("setMyCommands", **params))["description"] == f"Bad Request: {why}"


async def test_descriptions_and_menu_button_are_kept(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """What the bot says about itself is kept within its bounds."""
    assert (await ask("setMyDescription", description="a" * 512))["result"] is True
    assert (await ask("setMyShortDescription", short_description="b"))["result"] is True
    assert not (await ask("setMyShortDescription", short_description="b" * 121))["ok"]
    assert (await ask("setChatMenuButton", menu_button={"type": "commands"}))["result"] is True
    assert not (await ask("setChatMenuButton", chat_id=71, menu_button={"type": "x"}))["ok"]
    assert fake.world.about == {"description": "a" * 512, "short_description": "b"}
    assert sari.chat.menu_button == {"type": "commands"}


async def test_chat_and_self_are_described(sari: User, ask: Ask) -> None:
    """Both getMe and getChat give names and types."""
    assert (await ask("getMe"))["result"]["is_bot"] is True
    assert (await ask("getChat", chat_id=sari.id))["result"]["first_name"] == "Sari"


async def test_file_is_fetched_by_its_path(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """A getFile names a path, which gives the very bytes; no other path gives any."""
    await sari.document(b"isi", "surat keputusan.pdf", "application/pdf")
    file_id = sari.messages[-1]["file"]["file_id"]
    described = (await ask("getFile", file_id=file_id))["result"]
    assert described["file_size"] == 3
    assert fake.download(described["file_path"]) == b"isi"
    with pytest.raises(LookupError):
        fake.download("documents/lain.pdf")
    assert not (await ask("getFile", file_id="x"))["ok"]


async def test_file_over_20_mb_cannot_be_fetched(sari: User, ask: Ask) -> None:
    """A bot fetches at most 20 MB."""
    await sari.document(bytes(20 * 1024 * 1024 + 1), "a.bin")
    answer = await ask("getFile", file_id=sari.messages[-1]["file"]["file_id"])
    assert answer["description"] == "Bad Request: file is too big"
