"""A directory behind HTTP: one POST a question, its answer judged strictly, and a breaker before a broken one.

The question is `{"nik": "…", "kk": "…", "nama": "…"}`, the answer, with status 200, `{"nik": true, "kk": false, "nama":
null}`: whether each agrees, null or left out where it is not known. Nothing that is asked or answered is ever written
to a log or an error. Whoever has access to Dukcapil's own service puts a few lines between it and this form.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

import aiohttp
import msgspec

from bot.directory.breaker import Breaker
from bot.directory.interface import Agreement, DirectoryDownError

_LONGEST_ANSWER: Final = 16 * 1024
_CONNECTIONS: Final = 8
_OK: Final = 200
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True, repr=False)
class HttpSettings:
    """Where the directory is and how patient one is with it; times are in seconds.

    Raises ValueError where `url` is no https address (http will do on loopback), for people's NIK go there, and where
    `token` cannot stand in a header.
    """

    url: str
    token: str
    connect: float = 3.0
    read: float = 5.0
    failures: int = 5
    pause: float = 60.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if not parts.hostname or not (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        ):
            raise ValueError("the directory's address must begin with https://")
        if not self.token.isascii() or not self.token.isprintable() or not self.token:
            raise ValueError("the directory's token must be plain letters, digits and marks")


class HttpDirectory:
    """A client of one directory, to be entered with `async with` before it is asked."""

    def __init__(self, settings: HttpSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._breaker = Breaker(settings.failures, settings.pause, clock)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        wait = aiohttp.ClientTimeout(
            total=self._settings.connect + self._settings.read,
            sock_connect=self._settings.connect,
            sock_read=self._settings.read,
        )
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
            timeout=wait,
            headers={
                "Authorization": f"Bearer {self._settings.token}",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
            },
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def agree(self, nik: str, kk: str, nama: str) -> Agreement:
        """As `Directory.agree`; gives up within the time for connecting and that for reading together."""
        with self._breaker.passage():
            answer = await self._answer(msgspec.json.encode({"nik": nik, "kk": kk, "nama": nama}))
            try:
                return msgspec.json.decode(answer, type=Agreement)
            except msgspec.MsgspecError:
                raise DirectoryDownError("malformed") from None

    async def _answer(self, question: bytes) -> bytes:
        """The answer's body. A redirect is no answer: what is asked goes nowhere else."""
        if self._session is None:
            raise DirectoryDownError("unreachable")
        try:
            async with self._session.post(
                self._settings.url,
                data=question,
                headers={"Content-Type": "application/json"},
                allow_redirects=False,
            ) as response:
                if response.status != _OK:
                    raise DirectoryDownError("refused")
                return await _body(response)
        except TimeoutError:
            raise DirectoryDownError("timeout") from None
        except aiohttp.ClientError:
            raise DirectoryDownError("unreachable") from None


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = b""
    async for piece in response.content.iter_any():
        body += piece
        if len(body) > _LONGEST_ANSWER:
            raise DirectoryDownError("malformed")
    return body
