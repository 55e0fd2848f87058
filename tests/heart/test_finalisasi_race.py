"""Two admins of one instansi finalise at the very same moment, each in a transaction of their own."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, func, select

from storage import finalisation
from storage.acting import Desk
from storage.crypto import Vault
from storage.database import Database
from storage.finalisation import FinalisationError
from storage.migrate import migrate
from storage.models.finalisation import Finalisation
from storage.models.staff import Staff
from storage.roster import add_instansi
from tests.databases import fresh_url

NOW = datetime(2022, 9, 30, 3, 0, tzinfo=UTC)
ADMINS = range(701, 709)


def test_of_many_at_once_one_finalises_and_all_others_are_told(tmp_path: Path) -> None:
    """Half of them come through another process's connection."""
    one, other = (Database(fresh_url(tmp_path, "race")) for _ in range(2))
    migrate(one)
    vault = Vault(bytes(range(32)))
    with one.transaction() as session:
        instansi = add_instansi(session, "DISDIK", "Dinas Contoh", None, NOW).id
        session.add_all(Staff(person=who, role="admin", instansi_id=instansi, granted_at=NOW) for who in ADMINS)
    with one.reading() as session:
        mark = finalisation.look(session, instansi).mark

    def acts(who: int, session: Session) -> str:
        try:
            finalisation.finalise(session, vault, Desk(who, instansi, NOW), mark)
        except FinalisationError as error:
            return error.code
        return "terkunci"

    async def all_at_once() -> list[str]:
        return await asyncio.gather(
            *(
                (one if who % 2 else other).run(lambda session, who=who: acts(who, session))  # type: ignore[misc]
                for who in ADMINS
            )
        )

    assert sorted(asyncio.run(all_at_once())) == [*(["sudah"] * (len(ADMINS) - 1)), "terkunci"]
    with one.reading() as session:
        assert session.exec(select(func.count()).select_from(Finalisation)).one() == 1
    one.close()
    other.close()
