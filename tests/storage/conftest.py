"""A house of the store's own, and workers with an account, as the tests of the record find them."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from storage.database import Database
from tests.databases import count_anew, fresh
from tests.house import BUDI, SARI, House
from tests.storage.worker_desk import Desk, opened


class _UndoneError(Exception):
    """The test is over: nothing of it is committed."""


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a migrated database."""
    database = fresh(tmp_path_factory.mktemp("kept"))
    yield database
    database.close()


@pytest.fixture
def house(kept: Database) -> Iterator[House]:
    """Give a house with one instansi in a transaction such as the bot's."""
    with suppress(_UndoneError), kept.transaction() as session:
        count_anew(session)
        house = House(session)
        house.opens()
        yield house
        raise _UndoneError


@pytest.fixture
def desk(house: House) -> Desk:
    """Give Sari's account."""
    return opened(house, SARI, 71)


@pytest.fixture
def other(house: House) -> Desk:
    """Give Budi's account, at the same instansi."""
    return opened(house, BUDI, 72)
