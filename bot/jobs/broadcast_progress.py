"""How far a broadcast is: one message that its maker sees change while it runs, and the figures when it has ended."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlmodel import Session

from bot import outgoing
from bot.conversations.wording import Wording
from bot.engine.effects import Params, Run, Say, Term
from bot.gateway.limits import Limits
from bot.gateway.send import Post
from bot.journal import places
from bot.pulse import keep_looking
from bot.rules.reminders import is_quiet
from storage import audiences, broadcasts, outbox
from storage.broadcasts import BroadcastFacts
from storage.crypto import Vault
from storage.database import Database

log = structlog.get_logger()

EVERY_SECONDS: Final = 5.0
_NAME: Final = "kabar"
_SHORT: Final = timedelta(seconds=2)
"""What is over by then has its figures at once."""
_LATELY: Final = timedelta(hours=1)
"""What ended longer ago has left nothing behind."""


class Progress:
    """Shows every few seconds how far the broadcasts are that somebody has made."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        words: Wording,
        post: Post,
        limits: Limits,
        clock: Callable[[], datetime],
        spoke: Callable[[], None],
    ) -> None:
        self._database = database
        self._vault = vault
        self._words = words
        self._post = post
        self._limits = limits
        self._clock = clock
        self._spoke = spoke
        self._shown: dict[int, str] = {}

    async def run(self) -> None:
        """Show for ever."""
        await keep_looking(self.show, "the progress of broadcasts", EVERY_SECONDS)

    async def show(self) -> None:
        """Begin or change the message of each; what cannot be shown now is shown the next time."""
        now = self._clock()
        running, removed = await self._database.run(self._look)
        if removed:
            self._spoke()
        made = [one for one in running if one.created_by != broadcasts.SYSTEM]
        self._shown = {one.id: self._shown.get(one.id, "") for one in made}
        for one in made:
            words = self._words.text(_NAME, *_far(one, now), plain=True)
            if words != self._shown[one.id] and now - one.created_at >= _SHORT:
                try:
                    await self._say(one, words)
                except Exception as error:  # noqa: BLE001 - one maker's chat must not keep the others' messages still
                    log.warning("progress cannot be shown", error=type(error).__name__, at=places(error))
                else:
                    self._shown[one.id] = words

    def _look(self, session: Session) -> tuple[list[BroadcastFacts], int]:
        """Those under way, and of how many that a newer one has ended the message goes."""
        ended = broadcasts.left_behind(session, self._clock() - _LATELY)
        for one in ended:
            assert one.note is not None
            self._remove(session, one.created_by, one.note)
            broadcasts.set_note(session, one.id, None)
        return broadcasts.running(session), len(ended)

    async def _say(self, one: BroadcastFacts, words: str) -> None:
        await self._limits.rest()
        if one.note is not None:
            await self._post.change_note(one.created_by, one.note, words)
            return
        await self._limits.wait(one.created_by)
        message = await self._post.note(one.created_by, words)
        if await self._database.run(lambda session: self._keep(session, one, message)):
            self._spoke()

    def _keep(self, session: Session, one: BroadcastFacts, message: int) -> bool:
        """Whether the broadcast has ended meanwhile: its message goes again."""
        if any(other.id == one.id for other in broadcasts.running(session)):
            broadcasts.set_note(session, one.id, message)
            return False
        self._remove(session, one.created_by, message)
        return True

    def _remove(self, session: Session, person: int, message: int) -> None:
        gone = outgoing.encode(outgoing.Removal(message))
        outbox.add(session, self._vault, [outbox.Outgoing(person, "chat", gone)])


def _far(one: BroadcastFacts, now: datetime) -> tuple[str, dict[str, int | Term]]:
    """The text of how far it is, and what that is filled with."""
    told: dict[str, int | Term] = {"told": one.told, "total": max(one.total, one.handled)}
    return ("say.malam" if is_quiet(now) else "say.terkirim"), told


def figures(words: Wording, one: BroadcastFacts) -> outgoing.Message:
    """What its maker is told at the end: how many were reached, and how many have closed their chat."""
    to_staff = one.kind == audiences.DEADLINE
    lost = Term("term.terlewat_staf" if to_staff else "term.terlewat", {"count": one.missed})
    told: Params = {"told": one.told, "missed": lost if one.missed else Term("term.semua_terkirim")}
    desk = Run("button.ke_pusat", "/pusat") if to_staff else Run("button.ke_meja", "/instansi")
    return words.message(_NAME, Say(f"say.selesai_{_KIND.get(one.kind, 'umum')}", told, (desk,)))


_KIND: Final = {"final": "final", audiences.DEADLINE: "batas"}
