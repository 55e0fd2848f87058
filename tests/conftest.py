"""What tests share: a house that forgets everything afterwards, and somebody who chats in it."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from sqlmodel import Session

from tests.chat import Chat
from tests.databases import count_anew, end_server
from tests.house import SARI, House, fresh_session

# How long an example takes says nothing about whether it is right.
settings.register_profile("unhurried", parent=settings(), deadline=None)
settings.load_profile("unhurried")


def pytest_sessionfinish() -> None:
    end_server()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Give a session on a migrated store."""
    session, close = fresh_session(tmp_path_factory.mktemp("store"))
    yield session
    close()


@pytest.fixture
def house(store: Session) -> Iterator[House]:
    """Give a house with one instansi; nothing of it is committed."""
    with store.begin():
        count_anew(store)
        house = House(store)
        house.opens()
        yield house
        store.rollback()
    store.expunge_all()


@pytest.fixture
def chat(house: House) -> Chat:
    """Give somebody whom no instansi has registered yet."""
    return Chat(house)


@pytest.fixture
def sari(house: House) -> Chat:
    """Give somebody whom her instansi has registered."""
    house.registers(SARI)
    return Chat(house)
