"""The reference of pendidikan that is in force: the one that pusat loaded last, or else the one built in."""

from functools import cache
from typing import Final

from sqlmodel import Session

from bot.rules.catalogue import Catalogue, built_in
from bot.rules.education_file import read_entries
from storage import references

REFERENCE: Final = "pendidikan"


def catalogue(session: Session) -> Catalogue:
    """The reference in force; one statement, and a second one where this process has not read it yet.

    A code that a search found may be gone by the time that it is chosen, if pusat loads another list in between.
    """
    digest = references.digest(session, REFERENCE)
    return built_in() if digest is None else _shelf().get(session, digest)


class _Shelf:
    """The loaded reference as it was last read: making it ready takes long, and it hardly ever changes."""

    def __init__(self) -> None:
        self._kept: tuple[str, Catalogue] = ("", Catalogue(()))

    def get(self, session: Session, digest: str) -> Catalogue:
        kept, catalogue = self._kept
        if kept != digest:
            catalogue = Catalogue(read_entries(references.body(session, REFERENCE)))
            self._kept = (digest, catalogue)
        return catalogue


@cache
def _shelf() -> _Shelf:
    return _Shelf()
