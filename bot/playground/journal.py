"""The playground's memory across restarts: one SQLite file of (kind, key, JSON or bytes).

Writes are gathered and go to the disk in a thread, a moment later or before an answer over HTTP, whichever comes
first; what a crash of the playground loses is nothing that anybody was told.
"""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import msgspec

from bot.playground.call import Json

_SCHEMA = "CREATE TABLE IF NOT EXISTS item (kind TEXT, key INTEGER, body BLOB, PRIMARY KEY (kind, key))"
_WRITE = "INSERT OR REPLACE INTO item VALUES (?, ?, ?)"
_FORGET = "DELETE FROM item WHERE kind = ? AND key = ?"
_MOMENT = 0.2


class Journal:
    """Keeps the newest body of each (kind, key) in `folder`/playground.sqlite3."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(folder / "playground.sqlite3", check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute(_SCHEMA)
        self._waiting: dict[tuple[str, int], Any] = {}
        self._task: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()

    def load(self, kind: str) -> list[Json]:
        """Give every JSON body of a kind, by key."""
        rows = self._database.execute("SELECT body FROM item WHERE kind = ? ORDER BY key", (kind,))
        return [msgspec.json.decode(body) for (body,) in rows]

    def load_bytes(self, kind: str, key: int) -> bytes:
        """Give one raw body; raises LookupError when there is none."""
        waiting = self._waiting.get((kind, key))
        if isinstance(waiting, bytes):
            return waiting
        row = self._database.execute("SELECT body FROM item WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        if row is None:
            raise LookupError(f"no {kind} {key}")
        return bytes(row[0])

    def put(self, kind: str, key: int, body: Json | bytes | None) -> None:
        """Keep `body` as it will be when the moment of writing comes; None forgets it."""
        self._waiting[kind, key] = body
        if self._task is None:
            try:
                self._task = asyncio.get_running_loop().create_task(self._soon())
            except RuntimeError:
                return

    async def flush(self) -> None:
        """Write what waits now, in a thread, after any write that is under way."""
        async with self._writing:
            rows = self._gather()
            if not rows:
                return
            await asyncio.shield(asyncio.to_thread(self._write, rows))

    async def close(self) -> None:
        """Write what still waits, and let go of the file."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
        await self.flush()
        self._database.close()

    async def _soon(self) -> None:
        await asyncio.sleep(_MOMENT)
        self._task = None
        await self.flush()

    def _gather(self) -> list[tuple[str, int, bytes | None]]:
        waiting, self._waiting = self._waiting, {}
        return [
            (kind, key, body if body is None or isinstance(body, bytes) else msgspec.json.encode(body))
            for (kind, key), body in waiting.items()
        ]

    def _write(self, rows: list[tuple[str, int, bytes | None]]) -> None:
        with self._database:
            self._database.executemany(_WRITE, [row for row in rows if row[2] is not None])
            self._database.executemany(_FORGET, [row[:2] for row in rows if row[2] is None])
