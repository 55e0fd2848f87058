"""What lies in the outbox: effects with their words in place, ready to be done without asking anyone."""

from typing import Any, TypeAlias

import msgspec


class Key(msgspec.Struct, frozen=True, array_like=True):
    """A button under a message: its words, and the data that a tap brings back."""

    label: str
    data: str


class Attachment(msgspec.Struct, frozen=True, array_like=True):
    """A picture or file of a message: kind is photo or document, source its maker, ref what the maker needs."""

    kind: str
    source: str
    ref: str


class Message(msgspec.Struct, frozen=True, tag="say", omit_defaults=True):
    """A message in Telegram's HTML, with its buttons in rows.

    A `screen` takes the buttons away from the one before it; `edit` replaces that message instead of sending one;
    `contact` is the label of the button that shares the person's contact.
    """

    html: str
    rows: tuple[tuple[Key, ...], ...] = ()
    attachment: Attachment | None = None
    contact: str = ""
    screen: bool = False
    edit: int = 0


class Answer(msgspec.Struct, frozen=True, tag="toast", omit_defaults=True):
    """The answer to a tapped button, with or without words."""

    query: str
    text: str = ""


class Removal(msgspec.Struct, frozen=True, tag="erase"):
    """A message to be deleted from the chat."""

    message: int


class Menu(msgspec.Struct, frozen=True, tag="menu"):
    """The person's own list of commands: (name, description)."""

    commands: tuple[tuple[str, str], ...]


class Job(msgspec.Struct, frozen=True, tag="job"):
    """Work whose result comes back as an input for this flow and revision."""

    kind: str
    args: dict[str, Any]
    flow: str
    revision: int


class Disposal(msgspec.Struct, frozen=True, tag="discard"):
    """A stored file that nobody needs any more."""

    file: str


Send: TypeAlias = Message | Answer | Removal | Menu
"""What goes to a chat, in order."""
Task: TypeAlias = Job | Disposal
"""What is worked on beside the chats."""

encode = msgspec.json.Encoder().encode
decode_send = msgspec.json.Decoder(Send).decode
decode_task = msgspec.json.Decoder(Task).decode
