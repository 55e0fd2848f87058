"""The reference of pendidikan that is in force: the one that pusat loaded last, or else the one built in."""

from typing import Final

from sqlmodel import Session

from bot.rules.catalogue import Catalogue, built_in
from bot.rules.education import Education
from bot.rules.education_file import read_entries
from storage import references

REFERENCE: Final = "pendidikan"


class Pendidikan:
    """Searches the reference; a loaded one is read once, and again when another process has replaced it."""

    def __init__(self) -> None:
        self._read: tuple[str, Catalogue] = ("", Catalogue(()))

    def search(self, session: Session, level: str | None, words: str, limit: int = 8) -> list[Education]:
        """What the words may mean, best first; see `Catalogue.search`."""
        return self.catalogue(session).search(level, words, limit)

    def catalogue(self, session: Session) -> Catalogue:
        """The reference in force; one statement, and a second one after a change."""
        digest = references.digest(session, REFERENCE)
        if digest is None:
            return built_in()
        known, catalogue = self._read
        if known != digest:
            catalogue = Catalogue(read_entries(references.body(session, REFERENCE)))
            self._read = (digest, catalogue)
        return catalogue
