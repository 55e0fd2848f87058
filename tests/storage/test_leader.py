"""Which of several bots works: one at a time, and another as soon as that one is gone."""

import asyncio
from collections.abc import Iterator
from contextlib import aclosing, closing
from pathlib import Path

import psycopg
import pytest

from storage import inbox
from storage.crypto import Vault
from storage.database import Database
from storage.inbox import Received
from storage.leader import Leader, LeadLostError
from storage.migrate import migrate
from tests.databases import postgresql_url


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Database]:
    """Give a database that several bots may use."""
    with closing(Database(postgresql_url(tmp_path))) as database:
        migrate(database)
        yield database


async def test_one_leads_and_the_next_waits_for_it(shared: Database) -> None:
    """However many there are; who leaves makes room."""
    order = []

    async def work(name: str, leads: asyncio.Event, leave: asyncio.Event) -> None:
        async with Leader.elected(shared):
            order.append(name)
            leads.set()
            await leave.wait()
            order.append(f"{name} leaves")

    events = {name: (asyncio.Event(), asyncio.Event()) for name in ("first", "second")}
    first = asyncio.create_task(work("first", *events["first"]))
    await events["first"][0].wait()
    second = asyncio.create_task(work("second", *events["second"]))
    events["second"][1].set()
    events["first"][1].set()
    await asyncio.gather(first, second)
    assert order == ["first", "first leaves", "second", "second leaves"]


async def test_it_hears_what_another_takes_in(shared: Database) -> None:
    """The moment that it is kept, from whatever process."""
    async with Leader.elected(shared) as leader:
        with closing(Database(shared.url)) as other:
            await other.run(lambda session: inbox.add(session, Vault(bytes(32)), [Received(1, 1, 71, b"{}")]))
        heard = []
        async with asyncio.timeout(60), aclosing(leader.rings()) as rings:
            async for _ in rings:
                heard.append("rung")
                break
    assert heard == ["rung"]


async def test_it_knows_when_its_lead_is_lost(shared: Database) -> None:
    """The server ended its connection, and the lock with it."""
    async with Leader.elected(shared) as leader:
        async with await psycopg.AsyncConnection.connect(shared.url, autocommit=True) as other:
            await other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(LeadLostError):
            await anext(leader.rings())
