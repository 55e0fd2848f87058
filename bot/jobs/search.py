"""`/cari`: an instansi's workers are read and compared off the event loop and outside the one writer."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlmodel import Session

from bot.rules.nik import masked
from bot.rules.people import find
from storage import search
from storage.crypto import Vault
from storage.permits import NotAllowedError


class Search:
    """Finds workers; `reading` opens a session that holds up nobody."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Session]], vault: Vault) -> None:
        self._reading = reading
        self._vault = vault

    async def search_workers(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """The `ids` of the workers of an `instansi` who may be meant by a `nik` or by `words`, best first.

        The value tells also by which words, as they may be shown. Whoever may not look there finds nobody.
        """
        ids = await asyncio.to_thread(self._found, person, args)
        return {"value": {"ids": ids, "words": masked(args["nik"]) if "nik" in args else args["words"]}}

    def _found(self, person: int, args: dict[str, Any]) -> list[int]:
        try:
            with self._reading() as session:
                if "nik" in args:
                    found = search.by_nik(session, self._vault, person, args["instansi"], args["nik"])
                    return [] if found is None else [found]
                known = search.names(session, person, args["instansi"])
        except NotAllowedError:
            return []
        return find(args["words"], known)
