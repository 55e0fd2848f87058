"""Everything that the playground knows, and the few ways in which it changes: say, change, remove, announce.

Both sides meet here: the bot's methods (`methods.py`) and the people (`people.py`). Whoever watches (the page)
hears of each change; whatever shall survive a restart goes to the journal.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.call import Json, bad_request
from bot.playground.chats import Chat, Entry
from bot.playground.faults import Faults, Limits
from bot.playground.files import Files
from bot.playground.journal import Journal
from bot.playground.updates import Updates

Watcher = Callable[[Json], None]
_AFTER_RESTART = 1_000
_TOASTS = 100
_FIRST_QUERY = 7_000_000_000_000
QUERY_SECONDS = 60


@dataclass(slots=True)
class Query:
    """A tap on an inline button that waits for `answerCallbackQuery`."""

    person: int
    at: float


@dataclass(slots=True)
class World:
    """The state of one playground."""

    bot: Json
    clock: Callable[[], float]
    files: Files
    updates: Updates
    journal: Journal | None
    limits: Limits | None
    history: int | None
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    toasts: dict[int, deque[Json]] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    watchers: list[Watcher] = field(default_factory=list)
    serial: int = 0
    last_message: int = 0

    def chat(self, chat_id: int) -> Chat:
        """Give a chat; raises 400 "chat not found", also for a person who has never written."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def open_chat(self, info: Json) -> Chat:
        """Give the chat of this id, made when it is new."""
        chat = self.chats.get(info["id"])
        if chat is None:
            chat = self.chats[info["id"]] = Chat(info)
            self.keep_chat(chat)
        return chat

    def say(self, chat: Chat, content: Json, sender: Json, *, by_bot: bool) -> Json:
        """Add a message with `content`'s fields to a chat and give the whole of it."""
        self.last_message += 1
        self.serial += 1
        message = {
            "message_id": self.last_message,
            "from": sender,
            "chat": chat.info,
            "date": int(self.clock()),
            **content,
        }
        entry = Entry(message, by_bot, self.serial)
        chat.entries[self.last_message] = entry
        if self.history is not None and len(chat.entries) > self.history:
            del chat.entries[next(iter(chat.entries))]
        if by_bot:
            chat.action = ("", 0.0)
        self._tell("message", chat, entry)
        return message

    def change(self, chat: Chat, entry: Entry) -> None:
        """Note that a message was edited."""
        self.serial += 1
        entry.touch(self.serial)
        self._tell("edited", chat, entry)

    def remove(self, chat: Chat, message_id: int) -> None:
        """Take a message out of a chat."""
        del chat.entries[message_id]
        if self.journal is not None:
            self.journal.put("message", message_id, None)
        self.announce("deleted", chat.id, message_id=message_id)
        chat.wake()

    def ask(self, person: int) -> str:
        """Note that a person tapped a button, and give the query's id, which lives for a minute."""
        now = self.clock()
        while self.queries and now - next(iter(self.queries.values())).at > QUERY_SECONDS:
            del self.queries[next(iter(self.queries))]
        query_id = str(_FIRST_QUERY + self.updates.last_id)
        self.queries[query_id] = Query(person, now)
        return query_id

    def toast(self, person: int, toast: Json) -> None:
        """Show an answer to a tap."""
        self.toasts.setdefault(person, deque(maxlen=_TOASTS)).append(toast)
        self.announce("answer", person, **toast)
        self.chats[person].wake()

    def announce(self, what: str, chat_id: int, **details: Any) -> None:  # noqa: ANN401  # the fields of a JSON
        """Tell the watchers of something that is no message."""
        if self.watchers:
            event = {"type": what, "chat": chat_id, **details}
            for watcher in tuple(self.watchers):
                watcher(event)

    def keep_chat(self, chat: Chat) -> None:
        """Write down what a chat is besides its messages."""
        if self.journal is not None:
            row = {
                "info": chat.info,
                "keyboard": chat.keyboard,
                "read": chat.read,
                "blocked": chat.blocked,
                "menu_button": chat.menu_button,
            }
            self.journal.put("chat", chat.id, row)

    def keep_settings(self) -> None:
        """Write down the commands and the descriptions."""
        if self.journal is not None:
            self.journal.put("settings", 0, {"commands": self.commands, "about": self.about})

    def restore(self) -> None:
        """Read everything back from the journal."""
        if self.journal is None:
            return
        for row in self.journal.load("settings"):
            self.commands, self.about = row["commands"], row["about"]
        for row in self.journal.load("chat"):
            self.chats[row["info"]["id"]] = Chat(**row)
        for row in self.journal.load("message"):
            self._restore_message(row)

    def _restore_message(self, row: Json) -> None:
        message = row["message"]
        self.serial += 1
        self.last_message = message["message_id"] + _AFTER_RESTART
        chat = self.chats[message["chat"]["id"]]
        chat.entries[message["message_id"]] = Entry(message, row["by_bot"], self.serial)

    def _tell(self, what: str, chat: Chat, entry: Entry) -> None:
        if self.journal is not None:
            row = {"message": entry.message, "by_bot": entry.by_bot}
            self.journal.put("message", entry.message["message_id"], row)
        if self.watchers:
            self.announce(what, chat.id, message=entry.shown())
        chat.wake()
