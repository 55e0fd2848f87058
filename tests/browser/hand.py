"""A hand quicker than a thumb: one invented person acting through the page's own server, without the page.

For the way to where a test begins; what a test is about is done on the page itself.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, Self

from aiohttp import ClientSession, StreamReader

from tests.browser.phone import QUESTIONS, facts_of
from tests.browser.rehearsed import Playground

_PATIENCE: Final = 60.0
_PICTURES: Final = (("ktp", "KTP atau Surat"), ("pasfoto_biru", "berlatar biru"), ("swafoto", "Swafoto"))


class Hand:
    """What one person says, taps and sends, and the bot's newest message after it."""

    def __init__(self, server: ClientSession, news: StreamReader, person: int) -> None:
        self._server = server
        self._news = news
        self._person = person
        self._before: set[tuple[int, str]] | None = None

    @classmethod
    @asynccontextmanager
    async def of(cls, playground: Playground, person: int) -> AsyncIterator[Self]:
        """Hold somebody's chat until the block ends."""
        async with ClientSession(playground.url) as server, server.get("/api/events", timeout=None) as events:
            yield cls(server, events.content, person)

    async def says(self, text: str) -> None:
        """Send a message."""
        await self._acts("text", text=text)

    async def taps(self, label: str) -> None:
        """Tap the newest button of that label."""
        pressed = [
            (message["id"], button["callback_data"])
            for message in await self.messages()
            for row in message["buttons"]
            for button in row
            if button["text"] == label
        ]
        assert pressed, f"no button {label!r}; the chat ends with {await self._end()!r}"
        await self._acts("tap", message_id=pressed[-1][0], data=pressed[-1][1])

    async def sends(self, *samples: str, photo: bool = True) -> None:
        """Send sample files by their keys; several are an album."""
        await self._acts("samples", keys=samples, photo=photo)

    async def hears(self, words: str) -> None:
        """Wait until something that the bot said after this Hand's last act contains these words.

        Before the first act, until the newest message does.
        """
        try:
            async with asyncio.timeout(_PATIENCE):
                while not any(words in said for said in await self._answers()):
                    await self._news.readuntil(b"\n\n")
        except TimeoutError:
            raise AssertionError(f"{words!r} never came; the chat ends with {await self._end()!r}") from None

    async def messages(self) -> list[dict[str, Any]]:
        """Everything the chat shows."""
        async with self._server.get(f"/api/chats/{self._person}") as answer:
            shown: dict[str, Any] = await answer.json()
        return list(shown["messages"])

    async def _answers(self) -> list[str]:
        if self._before is None:
            return [await self._end()]
        said = [message for message in await self.messages() if message["from"] == "bot"]
        return [one["text"] for one in said if (one["id"], one["text"]) not in self._before]

    async def _end(self) -> str:
        newest = (await self.messages() or [{"from": "nobody"}])[-1]
        return str(newest["text"]) if newest["from"] == "bot" else ""

    async def _acts(self, what: str, **fields: object) -> None:
        self._before = {(message["id"], message["text"]) for message in await self.messages()}
        async with self._server.post(f"/api/chats/{self._person}/{what}", json=fields) as answer:
            assert answer.ok, await answer.text()


async def make_account(playground: Playground, person: int, name: str) -> None:
    """Take somebody from /daftar to the account, without a mistake."""
    await identify(playground, person, name)
    await complete(playground, person, name)


async def identify(playground: Playground, person: int, name: str) -> None:
    """Take somebody through Langkah 1, without a mistake."""
    facts = facts_of(name)
    async with Hand.of(playground, person) as hand:
        await hand.says("/daftar")
        await hand.hears("Persetujuan")
        await hand.taps("Setuju")
        for number, label in enumerate(QUESTIONS, 1):
            await hand.hears(f"{number}/8")
            await hand.says(facts[label])
        await hand.hears("Captcha")
        await hand.says(await playground.captcha(person))


async def complete(playground: Playground, person: int, name: str) -> None:
    """Take somebody from the password to the account."""
    facts = facts_of(name)
    async with Hand.of(playground, person) as hand:
        await hand.hears("Password")
        await hand.says(facts["Password"])
        await hand.hears("Pertanyaan Pengaman")
        await hand.taps("Siapa nama kecil ibu Anda?")
        await hand.hears("3/8")
        await hand.says(facts["Jawaban pengaman"])
        for sample, asked in _PICTURES:
            await hand.hears(asked)
            await hand.sends(sample)
        await hand.hears("Captcha")
        await hand.says(await playground.captcha(person))
        await hand.hears("Langkah 2 sudah lengkap")
        await hand.taps("Lanjutkan")
        await hand.hears("Periksa data Anda")
        await hand.taps("Proses Pembuatan Akun")
        await hand.hears("Yakin semua sudah benar?")
        await hand.taps("Ya")
        await hand.hears("Akun Anda sudah jadi")
