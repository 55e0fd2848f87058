"""An instansi's own message to its workers: by whom it may be sent, how often, and that it was."""

from datetime import datetime
from typing import Final

from sqlmodel import Session

from storage import audiences, audit, broadcasts, permits
from storage.crypto import Vault

A_DAY: Final = 3
"""So many a day and instansi, so that nobody is flooded."""
_ACTION: Final = "umumkan"


class AnnouncementError(Exception):
    """It cannot be sent; `code` says why: `umumkan_habis` (no more today), `umumkan_tanpa_penerima` (to nobody)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def left(session: Session, instansi_id: int, today: datetime) -> int:
    """How many this instansi may still send today, which began at this aware moment; one statement."""
    return max(0, A_DAY - broadcasts.announced(session, instansi_id, today))


def announce(
    session: Session,
    vault: Vault,
    actor: int,
    instansi_id: int,
    kind: str,
    words: str,
    today: datetime,
    now: datetime,
) -> int:
    """Begin to send these words to the instansi's workers; to how many. Some ten statements.

    Args:
        session: the transaction.
        vault: seals the words.
        actor: who sends them, and is told how it goes.
        instansi_id: whose workers are told.
        kind: to which of them, of broadcasts.ANNOUNCEMENTS.
        words: at least one.
        today: when the day began, aware.
        now: the time, aware.

    Raises:
        NotAllowedError: the actor may not.
        AnnouncementError: why nothing is sent.
        KeyError: there is no such kind.
    """
    permits.check(session, actor, instansi_id, _ACTION)
    count = audiences.size(session, kind, instansi_id)
    if not count:
        raise AnnouncementError("umumkan_tanpa_penerima")
    number = A_DAY - left(session, instansi_id, today)
    # Of two that are sent at once, the database lets one be the last of the day.
    occasion = f"umum:{instansi_id}:{today.date().isoformat()}:{number}"
    if number >= A_DAY or broadcasts.start(session, vault, kind, occasion, instansi_id, words, actor, now) is None:
        raise AnnouncementError("umumkan_habis")
    body = {"kepada": kind, "jumlah": count, "pesan": words}
    audit.record(session, vault, audit.Entry(actor, _ACTION, 0, body, "admin", instansi_id), now)
    return count
