"""A worker who has come to the Kartu Pendataan, and what is printed of the record."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, TypeVar

import pypdf
from sqlmodel import Session

from bot.jobs.own_data import OwnData
from bot.jobs.printing import Printing
from storage.database import Database
from tests.chat import Chat
from tests.house import KNOWN, SARI, House

T = TypeVar("T")
THK2 = "19870012345"


class Opened(Database):
    """The house's own transaction, as the jobs' database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def run(self, work: Callable[[Session], T]) -> T:
        return work(self._session)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        yield self._session


def printing(house: House) -> Printing:
    """The printing of this house."""
    own = OwnData(house.vault, house.words)
    database = Opened(house.session)
    return Printing(
        database,
        house.vault,
        house.files,
        own,
        lambda payload: f"https://t.me/b?start={payload}",
        lambda: house.now,
        house.terms.reference,
    )


def with_account(house: House) -> Chat:
    """Sari, an eks THK-II, has made her account."""
    known: dict[str, Any] = {**KNOWN, "thk2": THK2}
    house.registers(SARI, **known)
    return Chat(house).goes_to("ask.selesai")


def ended(house: House) -> Chat:
    """Sari has ended the pendataan."""
    chat = with_account(house).taps("button.login").says(SARI.password).says("/masuk")
    for _ in range(60):
        assert chat.screen is not None
        match chat.screen.text:
            case "ask.berakhir":
                return chat
            case "say.menu":
                chat.taps_data(chat.buttons[0].data)
            case _:
                chat.answers()
    raise AssertionError(f"the end never came; last heard: {chat.codes}")


def account(house: House) -> int:
    """The one account that there is."""
    (made,) = house.accounts()
    return made.id


def read(pdf: bytes) -> str:
    """All that a PDF says, blanks evened out."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).split())
