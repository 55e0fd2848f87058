"""What a gate may use besides the answers: the store, and who is asking when."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.crypto import Vault


@dataclass(frozen=True, slots=True)
class Context:
    """One person's turn as a gate sees it: an open session inside the turn's savepoint, and the time (aware)."""

    session: Session
    vault: Vault
    person: int
    now: datetime
