"""Passwords and security answers: hashed and compared with Argon2id, off the event loop, two at a time."""

import asyncio
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from storage import accounts
from storage.crypto import Vault
from storage.database import Database

MEMORY_KIB: Final = 19 * 1024
PASSES: Final = 2
LANES: Final = 1
_AT_ONCE: Final = 2
_NOBODYS: Final = "$argon2id$v=19$m=19456,t=2,p=1$yAxC9SYvU0bTMmfDuLNWzQ$gWUShNhZkS2IsLdvlahmDE5WB8ux1tl/Swhv+pO/a9Y"
"""What is compared where there is no account, so that it takes as long as where there is one."""


class Secrets:
    """Turns a secret into its Argon2id hash (19 MiB, two passes: OWASP's recommendation), and compares with one."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def hash_secret(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """`text` becomes `value`, its hash, which alone is kept."""
        del person
        async with self._places:
            return {"value": await asyncio.to_thread(self._hasher.hash, args["text"])}

    async def check_password(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Whether `text` is the password of the account of `nik`: `account`, or 0; no account takes as long.

        `of` tells which hash it was compared with: the password may be changed before anybody reads this.
        """
        del person
        found = await self._database.run(lambda session: accounts.credentials(session, self._vault, args["nik"]))
        right = await self._verify(found.password_hash if found else "", args["text"])
        if found is None or not right:
            return {"value": {"account": 0, "of": ""}}
        return {"value": {"account": found.account_id, "of": accounts.hash_mark(self._vault, found.password_hash)}}

    async def check_answer(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Whether `text` is the security answer of `account`: `right`."""
        del person
        kept = await self._database.run(lambda session: accounts.jawaban_hash(session, args["account"]))
        return {"value": {"right": await self._verify(kept, args["text"])}}

    async def _verify(self, kept: str, text: str) -> bool:
        async with self._places:
            return await asyncio.to_thread(self._is_of, kept or _NOBODYS, text) and bool(kept)

    def _is_of(self, kept: str, text: str) -> bool:
        try:
            return self._hasher.verify(kept, text)
        except (VerificationError, InvalidHashError):
            return False
