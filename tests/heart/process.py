"""The real bot as a process of its own, to be killed: started by itself, or born many times in a nursery."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final, Self

from bot.settings import PREFIX, Settings

RUN: Final = ("bot.__main__", "run")
"""What is born in a nursery: a module with a `main`, and its arguments."""
_PIPE: Final = asyncio.subprocess.PIPE


def environment(settings: Settings, cache: Path, **more: str) -> dict[str, str]:
    """The environment of a process with these settings; compiled modules are kept in `cache` between starts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "PYTHON"))}
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    ours = {
        "BOT_TOKEN": token,
        "BOT_API_URL": settings.bot_api_url,
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database,
        "CAPTCHA": settings.captcha,
        "SEND_PER_SECOND": str(settings.send_per_second),
        "SEND_PER_CHAT": str(settings.send_per_chat),
        "LOG_LEVEL": settings.log_level,
        "LOG_FORMAT": settings.log_format,
        **more,
    }
    return {**kept, "PYTHONPYCACHEPREFIX": str(cache), **{PREFIX + name: value for name, value in ours.items()}}


class BotProcess:
    """`python -m bot run`, its output in a file."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, variables: Mapping[str, str], log: Path) -> Self:
        """Start it; `log` takes what it writes to both its outputs."""
        with log.open("ab") as file:
            command = (sys.executable, "-m", "bot", "run")
            process = await asyncio.create_subprocess_exec(*command, env=dict(variables), stdout=file, stderr=file)
        return cls(process)

    async def kill(self) -> None:
        """`kill -9`."""
        self._process.kill()
        await self._process.wait()

    async def ended(self) -> int:
        """Its exit status, once it has ended by itself."""
        return await self._process.wait()


class Nursery:
    """Has imported what a bot consists of, so that each new one is there in a moment."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def bear(self) -> "Born":
        """A new bot."""
        return Born(self, int(await self.ask("bear")))

    async def ask(self, words: str) -> str:
        """Its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{words}\n".encode())
        return (await self._process.stdout.readline()).decode().strip()

    async def end(self) -> None:
        """Whoever is alive still dies."""
        await self._process.communicate(b"")


class Born:
    """A bot that was forked for one life."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery = nursery
        self._pid = pid

    async def is_running(self) -> bool:
        """Whether it has not ended by itself."""
        return await self._nursery.ask(f"look {self._pid}") == "alive"

    async def kill(self) -> None:
        """`kill -9`."""
        os.kill(self._pid, signal.SIGKILL)
        assert await self._nursery.ask(f"wait {self._pid}") == str(-signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end, as a service's supervisor does; its exit status."""
        os.kill(self._pid, signal.SIGTERM)
        return int(await self._nursery.ask(f"wait {self._pid}"))


@asynccontextmanager
async def nursery(variables: Mapping[str, str], log: Path, program: Sequence[str] = RUN) -> AsyncIterator[Nursery]:
    """Bots with these variables, which write to `log`."""
    with log.open("ab") as file:
        command = (sys.executable, "-m", "tests.heart.nursery", *program)
        process = await asyncio.create_subprocess_exec(
            *command, env=dict(variables), stdin=_PIPE, stdout=_PIPE, stderr=file
        )
    made = Nursery(process)
    try:
        yield made
    finally:
        await made.end()
