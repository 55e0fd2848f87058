"""The playground, started: a Bot API server on loopback, invented people, and the very same bot.

The people come in as real ones would: their instansi imports a sheet, the staff open their invites.
"""

import asyncio
import csv
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from pydantic import SecretStr
from sqlmodel import Session

from bot import bootstrap, rehearsal_crowd
from bot.app import Store
from bot.jobs.roster_import import import_roster
from bot.playground import invented
from bot.playground.cast import Person, Sample
from bot.playground.crowd import colleagues
from bot.playground.samples import samples
from bot.playground.server import Served, serve
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings, host_and_port
from storage import roster, staff
from storage.staff import Role

TOKEN: Final = "1000000000:playground-token-of-nobody-at-all-00"  # noqa: S105 - known to everybody, good for nothing


@asynccontextmanager
async def playground(settings: Settings) -> AsyncIterator[Served]:
    """Serve the page and the bot behind it until the block ends."""
    folder = settings.data_dir / "playground"
    own = {"data_dir": folder, "database_url": SecretStr(""), "files_url": ""}
    settings = settings.model_copy(update={**own, "bot_token": SecretStr(TOKEN), "webhook_url": ""})
    people = await asyncio.to_thread(_invite, settings)
    fake = FakeTelegram(TOKEN, folder=folder / "telegram")
    for one in colleagues():
        fake.world.open_chat({"id": one.telegram, "first_name": one.nama, "type": "private"})
    host, port = host_and_port(settings.playground_listen)
    portrayed = [Sample(one.key, one.label, one.filename, one.mime, one.load) for one in samples(invented.PORTRAYED)]
    served = await serve(fake, host, port, people, portrayed)
    local = settings.model_copy(update={"bot_api_url": served.url})
    try:
        async with bootstrap.opened(local) as app:
            running = asyncio.create_task(app.run())
            try:
                yield served
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
    finally:
        await served.close()
        await fake.close()


def _invite(settings: Settings) -> tuple[Person, ...]:
    """Let the instansi import its workers, and invite whoever of the staff has not come yet."""
    store = bootstrap.open_store(settings)
    try:
        with store.database.transaction() as session:
            if roster.find_instansi(session, invented.KODE) is None:
                roster.add_instansi(session, invented.KODE, invented.INSTANSI, None, bootstrap.now())
                roster.add_instansi(session, invented.OTHER_KODE, invented.OTHER_INSTANSI, None, bootstrap.now())
        with store.database.transaction() as session:
            fresh = roster.find_by_nik(session, store.vault, colleagues()[0].nik) is None
        if fresh:
            _import(store)
            _play(store)
        with store.database.transaction() as session:
            roles = _roles(session)
            invites = {
                person: staff.invite(session, store.vault, role, bootstrap.now())
                for person, role in roles.items()
                if not staff.roles_of(session, person)
            }
        return invented.people(invites)
    finally:
        store.database.close()


def _roles(session: Session) -> dict[int, Role]:
    """Which role each of the staff is invited to."""
    here, other = (roster.find_instansi(session, kode) for kode in (invented.KODE, invented.OTHER_KODE))
    assert here is not None
    assert other is not None
    places = ((here.id, invented.OF_INSTANSI), (other.id, invented.OF_OTHER), (0, invented.OF_NATION))
    return {person: Role(role, place) for place, people in places for person, role in people.items()}


def _import(store: Store) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "pegawai.csv"
        with sheet.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(invented.roster_rows())
        import_roster(store.database, store.vault, invented.KODE, sheet, now=bootstrap.now())


def _play(store: Store) -> None:
    with store.database.transaction() as session:
        instansi = roster.find_instansi(session, invented.KODE)
    assert instansi is not None
    rehearsal_crowd.play(store, instansi.id, colleagues(), bootstrap.now())
