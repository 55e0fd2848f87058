"""What a gate may use besides the answers: the store, and who is asking when."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.engine.effects import Say
from storage.crypto import Vault


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that another person is told, in the words of a conversation."""

    person: int
    conversation: str
    say: Say


@dataclass(frozen=True, slots=True)
class Context:
    """One person's turn as a gate sees it: an open session inside the turn's savepoint, and the time (aware)."""

    session: Session
    vault: Vault
    person: int
    now: datetime
    notices: list[Notice] = field(default_factory=list)
    """Filled as the turn goes; they are sent if it is committed."""
