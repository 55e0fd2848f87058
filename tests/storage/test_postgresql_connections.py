"""How each connection to PostgreSQL is made: what the address asks for holds, and a machine that vanished is missed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from storage.database import Database
from storage.leader import Leader
from storage.migrate import migrate
from tests.databases import postgresql_url

NAMED = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'kantor'"


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Database]:
    """Give a database whose address asks something of the server, and for patience."""
    url = f"{postgresql_url(tmp_path)}&options=-c%20application_name%3Dkantor&connect_timeout=7"
    with closing(Database(url)) as database:
        migrate(database)
        yield database


async def test_what_the_address_asks_for_holds_wherever_it_is_used(asking: Database) -> None:
    """For turns, for long looks and for the lead alike."""
    async with Leader.elected(asking):
        with asking.transaction(), asking.reading() as session:
            assert session.connection().execute(text(NAMED)).scalar_one() == 3


def test_a_machine_that_vanished_is_missed_while_something_is_on_its_way_there(asking: Database) -> None:
    """Keepalives alone wait a quarter of an hour for what nobody confirms any more."""
    with asking.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        told = driver.info.get_parameters()
    assert (told["connect_timeout"], told["tcp_user_timeout"]) == ("7", "25000")
    assert "tcp_user_timeout=25s" in told["options"]
