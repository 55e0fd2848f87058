"""What an SPTJM needs of the store in long looks: the list that it will answer for, and what has changed of it."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, Final

from sqlmodel import Session

from storage import letter_roster, letters, roster_fingerprint
from storage.crypto import Vault
from storage.files import FileMissingError, FileStore
from storage.letter_roster import Difference
from storage.letters import LetterFacts
from storage.roster_fingerprint import Nominative

NAMED: Final = 10
"""So many are told of by name; how many there are in all is told besides."""


Job = Callable[[int, dict[str, Any]], Coroutine[Any, Any, dict[str, Any]]]


def letter_jobs(
    reading: Callable[[], AbstractContextManager[Session]], vault: Vault, files: FileStore
) -> dict[str, Job]:
    """The jobs of `/sptjm`, by name."""
    letters_of = Letters(reading, vault, files)
    return {"list_roster": letters_of.list_roster, "compare_letter": letters_of.compare_letter}


class Letters:
    """The jobs of `/sptjm`; `reading` gives a session that holds up nobody (Database.reading)."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Session]], vault: Vault, files: FileStore) -> None:
        self._reading = reading
        self._vault = vault
        self._files = files

    async def list_roster(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Keep the nominative list of `instansi`, asked for at `at`, as a file: its key, and the list's fingerprint.

        Whether the person may print a letter of it is asked by the turn that takes this result.
        """
        name = f"nominatif:{person}:{args['at']}"
        fingerprint, listed = await asyncio.to_thread(self._listed, args["instansi"])
        file = await self._files.apart(partial(self._files.put_as, name, listed))
        return {"value": {"file": file, "fingerprint": fingerprint.hex()}}

    async def compare_letter(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """What differs between `letter`'s list and the roster as it is now, and the fingerprint of the latter.

        Each of `masuk`, `keluar` and `berubah` has the first names and a count; `{"refused": "surat_hilang"}` where
        the letter or its list is gone.
        """
        del person
        try:
            found, fingerprint, now = await asyncio.to_thread(self._current, args["letter"])
            same = fingerprint == found.fingerprint
            packed = None if same else await self._files.apart(partial(self._files.get, found.roster))
        except FileMissingError:
            return _refused("surat_hilang")
        differences = await asyncio.to_thread(_compared, packed, now) if packed else _told(Difference((), (), ()))
        return {"value": {"fingerprint": fingerprint.hex(), **differences}}

    def _listed(self, instansi_id: int) -> tuple[bytes, bytes]:
        """The fingerprint of the list, and the list."""
        with self._reading() as session:
            fingerprint = roster_fingerprint.fingerprint(session, self._vault, instansi_id)
            return fingerprint, letter_roster.packed(roster_fingerprint.nominative(session, self._vault, instansi_id))

    def _current(self, letter: int) -> tuple[LetterFacts, bytes, list[Nominative]]:
        """The letter, and the roster's fingerprint as it is now; its list as well where that differs."""
        with self._reading() as session:
            found = letters.by_id(session, self._vault, letter)
            if found is None:
                raise FileMissingError
            fingerprint = roster_fingerprint.fingerprint(session, self._vault, found.instansi_id)
            same = fingerprint == found.fingerprint
            now = [] if same else roster_fingerprint.nominative(session, self._vault, found.instansi_id)
        return found, fingerprint, now


def _compared(packed: bytes, now: list[Nominative]) -> dict[str, Any]:
    return _told(letter_roster.difference(letter_roster.unpacked(packed), now))


def _refused(code: str) -> dict[str, Any]:
    return {"refused": code, "params": {}}


def _told(difference: Difference) -> dict[str, Any]:
    changed = [[one.nama, *one.what] for one in difference.changed]
    lists: dict[str, list[Any]] = {"masuk": [*difference.came], "keluar": [*difference.left], "berubah": changed}
    return {name: {"count": len(names), "names": names[:NAMED]} for name, names in lists.items()}
