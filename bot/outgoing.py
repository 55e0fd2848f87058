"""What lies in the outbox: effects with their words in place, ready to be done without asking anyone."""

from typing import Any, TypeAlias

import msgspec


class Key(msgspec.Struct, frozen=True, array_like=True):
    """A button under a message: its words, and the data that a tap brings back."""

    label: str
    data: str


class Attachment(msgspec.Struct, frozen=True, array_like=True):
    """A picture or file of a message: kind is photo or document, source its maker, ref what the maker needs.

    A photo that turns out to be a PDF goes out as a document. Of the kind `words` there is no file: what the maker says
    becomes part of the message, which may replace another one.
    """

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


class Album(msgspec.Struct, frozen=True, tag="album", omit_defaults=True):
    """Files shown together, each with its caption in Telegram's HTML, after the words `html` if there are any."""

    items: tuple[tuple[str, Attachment], ...]
    html: str = ""


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


Send: TypeAlias = Message | Album | Answer | Removal | Menu
"""What goes to a chat, in order."""
Task: TypeAlias = Job | Disposal
"""What is worked on beside the chats."""


def messages(send: Send) -> int:
    """How many messages Telegram counts it for; 0 for what is none."""
    match send:
        case Message():
            return 1
        case Album(items=items, html=html):
            return len(items) + bool(html)
        case _:
            return 0


encode = msgspec.json.Encoder().encode
decode_send = msgspec.json.Decoder(Send).decode
decode_task = msgspec.json.Decoder(Task).decode
