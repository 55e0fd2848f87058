"""What a gate may use besides the answers: the store, and who is asking when."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from bot.engine.effects import Commands, Say
from bot.rules.eligibility import Terms
from storage.crypto import Vault


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that another person is told, in the words of a conversation; or their commands, which follow roles."""

    person: int
    conversation: str
    say: Say | Commands


class CrowdedError(Exception):
    """The turn reaches into other people's drafts, and theirs may be under way: it is to be answered alone."""


@dataclass(frozen=True, slots=True)
class Context:
    """One person's turn as a gate sees it: an open session inside the turn's savepoint, and the time (aware)."""

    session: Session
    vault: Vault
    person: int
    now: datetime
    notices: list[Notice] = field(default_factory=list)
    """Filled as the turn goes; they are sent if it is committed."""
    alone: bool = True
    """Whether nobody else's turn is in this transaction."""
    terms: Terms = field(default_factory=Terms)
    """Who belongs into the pendataan."""

    def must_be_alone(self) -> None:
        """What follows concerns somebody else's drafts.

        Raises:
            CrowdedError: somebody else's turn is in this transaction, with drafts that were read before.
        """
        if not self.alone:
            raise CrowdedError
