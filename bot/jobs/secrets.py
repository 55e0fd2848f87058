"""Hashing a password or a security answer: Argon2id, off the event loop, two at a time."""

import asyncio
from typing import Any, Final

from argon2 import PasswordHasher

MEMORY_KIB: Final = 19 * 1024
PASSES: Final = 2
LANES: Final = 1
_AT_ONCE: Final = 2


class Hashing:
    """Turns a secret into its Argon2id hash (19 MiB, two passes: OWASP's recommendation), which alone is kept."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def hash_secret(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """`text` becomes `value`, its hash."""
        del person
        async with self._places:
            return {"value": await asyncio.to_thread(self._hasher.hash, args["text"])}
