"""Pantau NIK saya: whoever waits for a NIK is told in the very transaction that registers it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot import outgoing
from bot.conversations.wording import Wording
from bot.engine.effects import Run, Say
from storage import outbox, requests
from storage.crypto import Vault


def tell_watchers(session: Session, vault: Vault, words: Wording, nik_indexes: Sequence[bytes], now: datetime) -> None:
    """Put a message into the outbox for each person who watches one of these NIK."""
    say = Say("say.registered", buttons=(Run("button.lanjutkan_daftar", "/daftar"),))
    payload = outgoing.encode(words.message("reception", say))
    people = requests.watchers(session, nik_indexes, now)
    outbox.add(session, vault, [outbox.Outgoing(person, "chat", payload) for person in people])
