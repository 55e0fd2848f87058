"""The playground over HTTP: for the bot with its token, for the page with what guards it."""

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import aiohttp
import msgspec
import pytest
from aiohttp import FormData
from PIL import Image

from bot.playground.cast import Fact, Person, Sample
from bot.playground.server import Served, serve
from bot.playground.telegram import FakeTelegram

TOKEN = "4242:playground-token-for-tests"
PEOPLE = (
    Person(71, "Sari Wulandari", "Guru honorer", (Fact("NIK", "3201230703900001"),), phone="6281234567890"),
    Person(72, "Ratna Kusuma", "Admin", start="und_1"),
)
SAMPLES = (Sample("sk", "SK", "sk.pdf", "application/pdf", lambda: b"%PDF-sk"),)


@pytest.fixture
async def server(fake: FakeTelegram) -> AsyncIterator[Served]:
    """Serve the playground on a free port."""
    served = await serve(fake, people=PEOPLE, samples=SAMPLES)
    yield served
    await served.close()


@pytest.fixture
async def browser(server: Served) -> AsyncIterator[aiohttp.ClientSession]:
    """Give an HTTP client at the server's root."""
    async with aiohttp.ClientSession(server.url) as session:
        yield session


async def _act(browser: aiohttp.ClientSession, what: str, **fields: object) -> int:
    async with browser.post(f"/api/chats/71/{what}", json=fields) as response:
        return response.status


async def _chat(browser: aiohttp.ClientSession) -> dict[str, Any]:
    async with browser.get("/api/chats/71") as response:
        chat: dict[str, Any] = await response.json()
        return chat


async def test_every_way_of_passing_parameters(fake: FakeTelegram, browser: aiohttp.ClientSession) -> None:
    """Query, form, JSON and multipart are all read, by GET and POST."""
    sari = fake.user(71)
    await sari.start()
    form = FormData({"chat_id": "71", "caption": "e"})
    form.add_field("document", b"isi", filename="a.pdf", content_type="application/pdf")
    url = f"/bot{TOKEN}"
    for method, path, body in (
        ("GET", f"{url}/sendMessage?chat_id=71&text=a", {}),
        ("POST", f"{url}/sendMessage", {"data": {"chat_id": "71", "text": "b"}}),
        ("POST", f"{url}/sendMessage", {"json": {"chat_id": 71, "text": "c"}}),
        ("POST", f"{url}/sendMessage?chat_id=71", {"json": {"text": "d"}}),
        ("POST", f"{url}/sendDocument", {"data": form}),
    ):
        async with browser.request(method, path, **body) as response:
            assert (await response.json())["ok"] is True
    assert [message["text"] for message in sari.news] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("body", ["{", "[]"])
async def test_broken_json_is_a_bad_request(browser: aiohttp.ClientSession, body: str) -> None:
    """A body that is no JSON object is refused as Telegram does."""
    headers = {"Content-Type": "application/json"}
    async with browser.post(f"/bot{TOKEN}/getMe", data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["error_code"] == 400


@pytest.mark.parametrize(("token", "status"), [("4242:another-token-altogether", 401), ("ngawur", 404)])
async def test_wrong_token_gets_nothing(browser: aiohttp.ClientSession, token: str, status: int) -> None:
    """Another bot's token is unauthorized, what is no token is not found; files the same."""
    for path in (f"/bot{token}/getMe", f"/file/bot{token}/documents/file_1.pdf"):
        async with browser.get(path) as response:
            assert response.status == (await response.json())["error_code"] == status


async def test_file_is_downloaded_by_its_path(fake: FakeTelegram, browser: aiohttp.ClientSession) -> None:
    """The path of getFile gives the bytes; another gives 404."""
    await fake.user(71).document(b"isi", "a.pdf")
    file_id = fake.messages(71)[0]["file"]["file_id"]
    async with browser.get(f"/bot{TOKEN}/getFile", params={"file_id": file_id}) as response:
        path = (await response.json())["result"]["file_path"]
    async with browser.get(f"/file/bot{TOKEN}/{path}") as response:
        assert await response.read() == b"isi"
    async with browser.get(f"/file/bot{TOKEN}/documents/x.pdf") as response:
        assert response.status == 404


async def test_lost_answer_breaks_the_connection(fake: FakeTelegram, browser: aiohttp.ClientSession) -> None:
    """The call takes effect, the bot sees a broken connection."""
    await fake.user(71).start()
    fake.lose_answer("sendMessage", 1)
    with pytest.raises(aiohttp.ClientError):
        await browser.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": 71, "text": "a"})
    assert [message["text"] for message in fake.user(71).news] == ["a"]


async def test_only_loopback_is_served(fake: FakeTelegram) -> None:
    """A host that others could reach is refused; IPv6's loopback is fine."""
    with pytest.raises(ValueError, match="loopback"):
        await serve(fake, host="0.0.0.0")  # noqa: S104  # that is what is refused


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/api/state", {"Host": "jahat.example"}),
        ("GET", "/", {"Host": "127.0.0.1.jahat.example"}),
        ("GET", "/api/chats/71", {"Origin": "http://jahat.example"}),
        ("GET", "/api/state", {"Sec-Fetch-Site": "cross-site"}),
        ("POST", "/api/chats/71/text", {"Origin": "null"}),
        ("POST", "/api/chats/71/text", {"Origin": "http://127.0.0.1:1"}),
        ("POST", "/api/chats/71/files", {"Sec-Fetch-Site": "same-site"}),
    ],
)
async def test_other_sites_are_kept_out(
    fake: FakeTelegram, browser: aiohttp.ClientSession, method: str, path: str, headers: dict[str, str]
) -> None:
    """Neither a foreign name for this machine nor a foreign page reads or does anything."""
    async with browser.request(method, path, headers=headers, json={"text": "a"}) as response:
        assert response.status == 403
    assert fake.messages(71) == []


async def test_own_page_is_let_in(server: Served, browser: aiohttp.ClientSession) -> None:
    """The page itself, by either name of loopback, is served, with a policy that runs nothing else."""
    origin = {"Origin": server.url, "Sec-Fetch-Site": "same-origin"}
    async with browser.get("/api/state", headers=origin) as response:
        assert response.status == 200
    async with browser.get("/", headers={"Sec-Fetch-Site": "cross-site"}) as response:
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        assert "http" not in (await response.text()).replace("http-equiv", "")
    for name in ("chat.js", "chat.css", "mark.svg"):
        async with browser.get(f"/page/{name}") as response:
            assert response.status == 200
    for name in ("..%2Fserver.py", "x.js", "..%2Fpage%2F..%2Fserver.py"):
        async with browser.get(f"/page/{name}") as response:
            assert response.status == 404


async def test_page_learns_who_there_is(fake: FakeTelegram, browser: aiohttp.ClientSession) -> None:
    """The state names bot, people with their facts and unread marks, and the samples."""
    await fake.user(71).start()
    await fake.call("sendMessage", {"chat_id": 71, "text": "Halo"})
    async with browser.get("/api/state") as response:
        state = await response.json()
    sari, ratna = state["people"]
    assert (sari["name"], sari["unread"], sari["last"]["text"]) == ("Sari Wulandari", 1, "Halo")
    assert sari["facts"] == [{"label": "NIK", "value": "3201230703900001"}]
    assert (ratna["start"], ratna["unread"], ratna["last"]) == ("und_1", 0, None)
    assert state["samples"] == [{"key": "sk", "label": "SK", "filename": "sk.pdf", "mime": "application/pdf"}]
    await _act(browser, "read", message_id=sari["last"]["id"])
    async with browser.get("/api/state") as response:
        assert (await response.json())["people"][0]["unread"] == 0


async def test_acts_reach_the_bot(fake: FakeTelegram, browser: aiohttp.ClientSession) -> None:
    """Everything that can be done on the page becomes a message of that person."""
    keyboard = {"keyboard": [["Ya"]]}
    for what, fields in (
        ("start", {"data": "x"}),
        ("text", {"text": "halo"}),
        ("follow", {"data": "t.me/pendataan_bot?start=y"}),
        ("contact", {}),
        ("sticker", {}),
        ("voice", {}),
        ("video", {}),
        ("location", {}),
        ("samples", {"keys": ["sk"]}),
    ):
        assert await _act(browser, what, **fields) == 200
    await fake.call("sendMessage", {"chat_id": 71, "text": "?", "reply_markup": keyboard})
    assert (await _chat(browser))["keyboard"] == keyboard | {"keyboard": [[{"text": "Ya"}]]}
    assert await _act(browser, "press", text="Ya") == 200
    shown = (await _chat(browser))["messages"]
    assert [message["text"] or message["kind"] for message in shown] == [
        "/start x", "halo", "/start y", "contact", "sticker", "voice", "video", "location", "document", "?", "Ya",
    ]  # fmt: skip
    assert await _act(browser, "edit", message_id=shown[1]["id"], text="hai") == 200
    assert (await _chat(browser))["messages"][1]["edited"] is True
    assert await _act(browser, "block", blocked=True) == 200
    assert (await _chat(browser))["blocked"] is True


async def test_tap_on_the_page(fake: FakeTelegram, browser: aiohttp.ClientSession) -> None:
    """A tap becomes a query, one on a button that is gone a conflict."""
    await fake.user(71).start()
    buttons = {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}
    await fake.call("sendMessage", {"chat_id": 71, "text": "?", "reply_markup": buttons})
    sent = fake.messages(71)[-1]["id"]
    assert await _act(browser, "tap", message_id=sent, data="y") == 200
    _, body = await fake.call("getUpdates", {"offset": -1})
    assert msgspec.json.decode(body)["result"][0]["callback_query"]["data"] == "y"
    assert await _act(browser, "tap", message_id=sent, data="z") == 409


async def test_impossible_acts_are_refused(browser: aiohttp.ClientSession) -> None:
    """Unknown people, acts, samples and links, and broken requests, get an answer that says so."""
    assert await _act(browser, "terbang") == 404
    assert await _act(browser, "text", text=7) == 400
    assert await _act(browser, "samples", keys=["x"]) == 409
    assert await _act(browser, "samples") == 409
    assert await _act(browser, "follow", data="https://contoh.id") == 409
    for path in ("/api/chats/999", "/api/chats/x", "/api/files/x"):
        async with browser.get(path) as response:
            assert response.status == 404
    async with browser.post("/api/chats/71/files", data=FormData({"as": "photo"})) as response:
        assert response.status == 400


def _form(as_what: str, *files: tuple[str, bytes, str]) -> FormData:
    form = FormData({"as": as_what, "caption": "ini"})
    for name, data, mime in files:
        form.add_field("file", data, filename=name, content_type=mime)
    return form


async def test_files_from_the_device(fake: FakeTelegram, browser: aiohttp.ClientSession) -> None:
    """One file goes alone, several as an album; what is no picture cannot go as a photo."""
    out = BytesIO()
    Image.new("RGB", (60, 80)).save(out, "PNG")
    photo = ("a.png", out.getvalue(), "image/png")
    for form, status in (
        (_form("document", ("jahat.html", b"<script>", "text/html")), 200),
        (_form("photo", photo), 200),
        (_form("photo", photo, photo), 200),
        (_form("document", photo, ("b.pdf", b"%PDF", "application/pdf")), 200),
        (_form("photo", ("a.txt", b"a", "text/plain")), 400),
    ):
        async with browser.post("/api/chats/71/files", data=form) as response:
            assert response.status == status
    shown = fake.messages(71)
    assert [message["kind"] for message in shown] == ["document", *["photo"] * 3, *["document"] * 2]
    assert [message["album"] is None for message in shown] == [True, True, False, False, False, False]
    async with browser.get(f"/api/files/{shown[0]['file']['file_id']}") as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")
    async with browser.get(f"/api/files/{shown[-1]['file']['file_id']}") as response:
        assert (response.content_type, await response.read()) == ("application/pdf", b"%PDF")


async def test_stream_tells_what_happens(fake: FakeTelegram, server: Served, browser: aiohttp.ClientSession) -> None:
    """Messages, edits, deletions, keyboards, actions and answers are told as they happen, until the server ends."""
    sari = fake.user(71)
    async with browser.get("/api/events") as stream:
        await stream.content.readuntil(b"\n\n")
        await sari.start()
        sent = {"chat_id": 71, "text": "a", "reply_markup": {"keyboard": [["Ya"]]}}
        message_id = msgspec.json.decode((await fake.call("sendMessage", sent))[1])["result"]["message_id"]
        await fake.call("editMessageText", {"chat_id": 71, "message_id": message_id, "text": "b"})
        await fake.call("sendChatAction", {"chat_id": 71, "action": "typing"})
        await fake.call("answerCallbackQuery", {"callback_query_id": await sari.tap(1, "x", stale=True), "text": "c"})
        await fake.call("deleteMessage", {"chat_id": 71, "message_id": message_id})
        await fake.call("setMyCommands", {"commands": []})
        closing = asyncio.create_task(server.close())
        lines = [line.strip() async for line in stream.content]
        await closing
    events = [msgspec.json.decode(line.removeprefix(b"data: ")) for line in lines if line.startswith(b"data: ")]
    assert [event["type"] for event in events] == [
        "message", "message", "keyboard", "edited", "action", "answer", "deleted", "commands",
    ]  # fmt: skip
    assert events[3]["message"]["text"] == "b"
    assert events[5]["text"] == "c"
