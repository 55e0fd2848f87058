"""Every kind of update, as Telegram writes it, and what it says to the engine."""

from typing import Any

import msgspec
import pytest

from bot.engine import inputs
from bot.engine.inputs import Choice, Command, Contact, Input, Other, Text, Upload
from bot.gateway.translate import translate
from bot.gateway.updates import Update

SARI = {"id": 71, "is_bot": False, "first_name": "Sari"}
PRIVATE = {"id": 71, "type": "private", "first_name": "Sari"}


def update(**content: Any) -> Update:  # noqa: ANN401 - JSON
    return msgspec.convert({"update_id": 1, **content}, Update)


def message(**content: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"message_id": 9, "date": 0, "chat": PRIVATE, "from": SARI, **content}


FILE = {"file_id": "F", "file_unique_id": "u", "file_size": 5}
SMALL = {"file_id": "S", "file_unique_id": "s", "file_size": 1}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"text": "halo dunia"}, Text("halo dunia", 9)),
        ({"text": "halo\0 dunia"}, Text("halo dunia", 9)),
        ({"text": "/instansi DIS\0DIK"}, Command("instansi", "DISDIK", 9)),
        ({"contact": {"phone_number": "+62\081", "first_name": "S"}}, Contact("+6281", own=False, message=9)),
        ({"text": "/start"}, Command("start", "", 9)),
        ({"text": "/start cek_ABC"}, Command("start", "cek_ABC", 9)),
        ({"text": "/Undangan@pendataan_bot  KODE "}, Command("undangan", "KODE", 9)),
        ({"text": "/"}, Command("", "", 9)),
        ({"photo": [SMALL, FILE]}, Upload("F", 5, 9)),
        ({"photo": [SMALL, FILE], "media_group_id": "A"}, Upload("F", 5, 9, "A")),
        ({"document": FILE}, Upload("F", 5, 9)),
        ({"document": {"file_id": "F", "file_unique_id": "u"}}, Upload("F", 0, 9)),
        ({"animation": FILE, "document": FILE}, Other("unknown", 9)),
        (
            {"contact": {"phone_number": "+6281", "first_name": "S", "user_id": 71}},
            Contact("+6281", own=True, message=9),
        ),
        ({"contact": {"phone_number": "+6281", "first_name": "S"}}, Contact("+6281", own=False, message=9)),
        ({"contact": {"phone_number": "1", "first_name": "S", "user_id": 9}}, Contact("1", own=False, message=9)),
        ({"sticker": FILE}, Other("sticker", 9)),
        ({"voice": FILE}, Other("voice", 9)),
        ({"video": FILE, "media_group_id": "A"}, Other("video", 9, "A")),
        ({"location": {"latitude": 1.5, "longitude": 2}}, Other("location", 9)),
        ({"dice": {"emoji": "🎲", "value": 3}}, Other("unknown", 9)),
        ({"photo": []}, Other("unknown", 9)),
    ],
)
def test_a_message_says_what_is_in_it(content: dict[str, Any], said: Input) -> None:
    """Whatever a person sends is understood as one of the engine's inputs, and survives being kept."""
    found = translate(update(message=message(**content)))
    assert found == (71, said)
    assert inputs.from_json(msgspec.json.decode(msgspec.json.encode(inputs.to_json(said)))) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("account.17.setuju", Choice("account", 17, "setuju", 5, "q")),
        ("account.17.a.b", Choice("account", 17, "a.b", 5, "q")),
        ("/daftar", Command("daftar", "", 5, "q")),
        ("/instansi \0DISDIK", Command("instansi", "DISDIK", 5, "q")),
        ("/start cek_A", Command("start", "cek_A", 5, "q")),
        ("account.x.setuju", Choice("", 0, "", 5, "q")),
        ("lama", Choice("", 0, "", 5, "q")),
        ("", Choice("", 0, "", 5, "q")),
    ],
)
def test_a_tap_is_a_choice_or_a_command(data: str, said: Input) -> None:
    """Data that no screen of ours carries is a tap on nothing."""
    tapped = {"id": "q", "from": SARI, "chat_instance": "1", "data": data, "message": {**message(), "message_id": 5}}
    assert translate(update(callback_query=tapped)) == (71, said)


def test_a_tap_on_a_message_that_is_gone_still_counts() -> None:
    """Telegram leaves the message out when it is too old."""
    tapped = {"id": "q", "from": SARI, "chat_instance": "1", "data": "account.1.ya"}
    assert translate(update(callback_query=tapped)) == (71, Choice("account", 1, "ya", 0, "q"))


def test_an_edited_message_is_told_apart() -> None:
    """It is no new answer."""
    assert translate(update(edited_message=message(text="lain"))) == (71, Other("edited", 9))


def test_a_group_speaks_as_itself() -> None:
    """Whoever writes there, the group is the person, and what was written is not kept."""
    group = {"id": -5, "type": "supergroup", "title": "Honorer"}
    assert translate(update(message={**message(text="NIK saya"), "chat": group})) == (-5, Other("group"))


@pytest.mark.parametrize(
    "content",
    [{}, {"my_chat_member": {}}, {"message": {"message_id": 9, "date": 0, "chat": PRIVATE, "text": "x"}}],
)
def test_what_concerns_nobody_is_passed_over(content: dict[str, Any]) -> None:
    """An update of another kind, or of no sender, leads to nothing."""
    assert translate(update(**content)) is None
