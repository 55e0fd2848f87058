"""The playground as a newcomer starts it: a process of its own, which can be killed and started again on its data."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any, Final

import msgspec

from bot.bootstrap import KEY_FILE
from bot.playground.journal import Journal
from bot.settings import PREFIX
from storage import conversations
from storage.crypto import Vault, load_master_key
from storage.database import Database

_ROOT: Final = Path(__file__).parents[2]
_PATIENCE: Final = 60.0


class Playground:
    """`python -m bot playground` on one port and one data folder, however often it is started.

    `compiled` keeps compiled modules from one start to the next.
    """

    def __init__(self, folder: Path, compiled: Path) -> None:
        self._folder = folder
        self._compiled = compiled
        self._data = folder / "data"
        self._port = _free_port()
        self._process: Process | None = None

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> None:
        """Start it and wait until it says where to look; raises AssertionError when it ends or does not say so."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "PYTHON"))}
        ours = {"PYTHONPATH": str(_ROOT), "PYTHONPYCACHEPREFIX": str(self._compiled)}
        # Nobody reads along here, so that the pause between two messages to one chat would only be waited out.
        ours[f"{PREFIX}SEND_PER_CHAT"] = "0"
        ours[f"{PREFIX}DATA_DIR"] = str(self._data)
        ours[f"{PREFIX}PLAYGROUND_LISTEN"] = f"127.0.0.1:{self._port}"
        command = (sys.executable, "-m", "bot", "playground")
        # Started in a folder without .env, so that every other setting is the default; pytest shows its log.
        self._process = await asyncio.create_subprocess_exec(
            *command, env={**inherited, **ours}, cwd=self._folder, stdout=PIPE
        )
        assert self._process.stdout is not None
        async with asyncio.timeout(_PATIENCE):
            said = await self._process.stdout.readline()
        assert self.url in said.decode()

    async def kill(self) -> None:
        """`kill -9`."""
        if self._process is not None:
            self._process.kill()
            await self._process.communicate()
            self._process = None

    async def has_kept(self, words: str) -> None:
        """Wait until the chats on the disk hold these words, as they do a moment after the page shows them."""
        journal = Journal(self._data / "playground" / "telegram")
        async with asyncio.timeout(_PATIENCE):
            while not await asyncio.to_thread(_holds, journal, words):
                pass
        await journal.close()

    async def captcha(self, person: int) -> str:
        """The characters that a person's captcha shows now: the sealed draft holds them, and only the key opens it."""
        return await asyncio.to_thread(self._challenge, person)

    def _challenge(self, person: int) -> str:
        folder = self._data / "playground"
        vault = Vault(load_master_key(folder / KEY_FILE, may_create=False))
        database = Database(f"sqlite:///{folder / 'pendataan.db'}")
        try:
            with database.transaction() as session:
                drafts = conversations.load(session, vault, [person])[person]
        finally:
            database.close()
        asides = (_list(draft.body)[3] for draft in drafts)
        return next(str(aside["challenge"]["text"]) for aside in asides if "challenge" in aside)


def _holds(journal: Journal, words: str) -> bool:
    return any(words in row["message"].get("text", "") for row in journal.load("message"))


def _list(body: bytes) -> list[Any]:
    return msgspec.json.decode(body, type=list[Any])


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
