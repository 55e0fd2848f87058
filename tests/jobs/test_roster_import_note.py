"""While an import runs, its person sees how far it is."""

import asyncio

from bot.gateway.send import Post
from bot.jobs.roster_import_note import HowFar, shown_moving


class Head(Post):
    """A chat that writes down what is shown in it."""

    def __init__(self, *, broken: bool = False) -> None:
        self.shown: list[str] = []
        self.changed = asyncio.Event()
        self._broken = broken

    async def action(self, person: int, action: str) -> None:
        assert (person, action) == (71, "upload_document")
        self.changed.set()
        if self._broken:
            raise ConnectionError

    async def note(self, person: int, words: str) -> int:
        del person
        self._say(words)
        return 5

    async def change_note(self, person: int, message: int, words: str) -> None:
        assert (person, message) == (71, 5)
        self._say(words)

    async def drop_note(self, person: int, message: int) -> None:
        assert (person, message) == (71, 5)
        self.shown.append("gone")

    def _say(self, words: str) -> None:
        self.shown.append(words)
        self.changed.set()


def words(so_far: HowFar) -> str:
    return f"{so_far.done}/{so_far.total}"


def test_the_message_moves_and_goes() -> None:
    """It is changed only when there is something new to say."""

    async def run(head: Head) -> None:
        async with shown_moving(head, 71, words, silent=0, step=0.001) as so_far:
            for done in (5, 8):
                so_far(done, 10)
                while words(so_far) not in head.shown:
                    head.changed.clear()
                    await head.changed.wait()

    head = Head()
    asyncio.run(run(head))
    assert [shown for shown in head.shown if shown != "0/0"] == ["5/10", "8/10", "gone"]


def test_a_chat_that_shows_nothing_holds_up_nobody() -> None:
    """The work goes on."""

    async def run(head: Head) -> None:
        async with shown_moving(head, 71, words, silent=0, step=0.001):
            await head.changed.wait()

    head = Head(broken=True)
    asyncio.run(run(head))
    assert head.shown == []
