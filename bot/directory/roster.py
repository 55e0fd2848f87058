"""The built-in directory: it answers from what the instansi registered."""

from bot.directory.interface import Agreement
from bot.rules.identity import normalise_name
from storage import roster
from storage.crypto import Vault
from storage.database import Database


class RosterDirectory:
    """The roster in the store. What an instansi did not say, it cannot tell."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def agree(self, nik: str, kk: str, nama: str) -> Agreement:
        """As `Directory.agree`; a NIK that nobody registered disagrees, and nothing is known of the rest."""
        worker = await self._database.run(lambda session: roster.find_by_nik(session, self._vault, nik))
        if worker is None:
            return Agreement(nik=False)
        known = worker.identity
        return Agreement(
            nik=True,
            kk=None if known.kk is None else known.kk == kk,
            nama=normalise_name(known.nama) == normalise_name(nama),
        )
