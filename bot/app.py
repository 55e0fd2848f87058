"""A bot ready to run: where it keeps everything, its parts, and which of them are at work in this process."""

import asyncio
import gc
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
import telegram

from bot.conversations.wording import Wording
from bot.gateway import polling, profile
from bot.gateway.intake import Intake
from bot.jobs.broadcast_progress import Progress
from bot.jobs.broadcasts import Broadcasts
from bot.jobs.deadline_reminders import DeadlineReminders
from bot.jobs.deliver import Delivery
from bot.jobs.directory_following import Following
from bot.jobs.reminders import Reminders
from bot.jobs.work import Work
from bot.rules import nik
from bot.settings import PREFIX, Settings, host_and_port
from bot.turns import Turns, menu
from storage.crypto import Vault
from storage.database import Database
from storage.files import FileStore

log = structlog.get_logger()


class HookUnavailableError(Exception):
    """The webhook's address cannot be listened on; the message names the setting."""


@dataclass(frozen=True, slots=True)
class Store:
    """Where everything is kept."""

    database: Database
    vault: Vault
    files: FileStore


@dataclass(frozen=True, slots=True)
class App:
    """A bot ready to run: its parts, wired."""

    settings: Settings
    store: Store
    bot: telegram.Bot
    words: Wording
    turns: Turns
    delivery: Delivery
    work: Work
    intake: Intake
    reminders: Reminders
    following: Following | None
    to_many: tuple[Broadcasts, Progress, DeadlineReminders]
    ring: Callable[[], None]
    """Wakes all that waits for something to do."""

    async def run(self) -> None:
        """Serve until cancelled."""
        # What start-up made lives as long as the process: a full collection would search it in vain, for 0.1 s each.
        gc.collect()
        gc.freeze()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._stand_by() if self.store.database.is_shared else self._work())
            # Half a second that nobody's turn should wait for.
            group.create_task(asyncio.to_thread(nik.provinces))
            await profile.introduce(self.bot, menu(self.words, ()))
            if self.settings.webhook_url:
                group.create_task(self._hook())

    async def _stand_by(self) -> None:
        """Work whenever no other process does."""
        from storage.leader import Leader  # noqa: PLC0415 - a driver that SQLite does without

        log.info("the bot stands by", bot=self.bot.username)
        async with Leader.elected(self.store.database) as leader, asyncio.TaskGroup() as group:
            group.create_task(self._work())
            async for _ in leader.rings():
                self.ring()

    async def _work(self) -> None:
        """What one process does for all."""
        tasks: list[Coroutine[Any, Any, None]] = [
            self.turns.run(),
            self.delivery.run(),
            self.work.run(),
            self.reminders.run(),
            *(one.run() for one in self.to_many),
        ]
        if self.following is not None:
            tasks.append(self.following.run())
        async with asyncio.TaskGroup() as group:
            for task in tasks:
                group.create_task(task)
            if not self.settings.webhook_url:
                await profile.unhook(self.bot)
                group.create_task(polling.poll(self.bot, self.intake))
            log.info("the bot is running", bot=self.bot.username)

    async def _hook(self) -> None:
        from bot.gateway import webhook  # noqa: PLC0415 - whoever polls needs no web server in memory

        host, port = host_and_port(self.settings.webhook_listen)
        secret = self.settings.webhook_secret.get_secret_value() if self.settings.webhook_secret else ""
        try:
            await webhook.serve(self.bot, self.intake, self.settings.webhook_url, host, port, secret)
        except OSError as error:
            listen = f"{PREFIX}WEBHOOK_LISTEN={self.settings.webhook_listen}"
            raise HookUnavailableError(f"{listen} cannot be used: {error.strerror}") from None
