"""The real bot as a process of its own, to be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from bot.settings import PREFIX, Settings

RUN: Final = ("-m", "bot", "run")


def environment(settings: Settings, cache: Path, **more: str) -> dict[str, str]:
    """The environment of a process with these settings; compiled modules are kept in `cache` between starts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "PYTHON"))}
    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    ours = {
        "BOT_TOKEN": token,
        "BOT_API_URL": settings.bot_api_url,
        "DATA_DIR": str(settings.data_dir),
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
    async def start(cls, variables: Mapping[str, str], log: Path, program: Sequence[str] = RUN) -> Self:
        """Start it; `log` takes what it writes to both its outputs, `program` is what Python runs."""
        with log.open("ab") as file:
            command = (sys.executable, *program)
            process = await asyncio.create_subprocess_exec(*command, env=dict(variables), stdout=file, stderr=file)
        return cls(process)

    @property
    def running(self) -> bool:
        """Whether it has not ended by itself."""
        return self._process.returncode is None

    async def kill(self) -> None:
        """`kill -9`."""
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> int:
        """Ask it to end, as a service's supervisor does; its exit status."""
        self._process.send_signal(signal.SIGTERM)
        return await self._process.wait()
