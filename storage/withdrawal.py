"""Withdrawing consent: what a worker gave is erased, unless the instansi has answered for it in its finalisasi."""

from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from storage import cards, decisions, filling, papers, ticket_forgetting, verification
from storage.crypto import Vault
from storage.filling import Act, Holder
from storage.models.accounts import Account, AccountFile
from storage.models.directory import DirectoryCheck
from storage.models.filling import Biodata, Reopening, SessionRow
from storage.models.roster import Instansi, Riwayat, Worker


def withdraw(session: Session, vault: Vault, account_id: int, actor: int, now: datetime) -> list[str]:
    """Take the consent back; the keys of the files that nothing names any more.

    Before finalisasi the account goes with all that the worker gave, its cards are revoked, and the instansi's row is
    `terdaftar` again, as it was registered; of its tickets only the figures stay. After it, the record stays as it was
    finalised and is only marked. The entry in the audit trail, which says nothing of what was erased, stays in either
    case. About thirty statements.

    Raises:
        NoAccountError: there is no such account.
    """
    whose = filling.holder(session, account_id)
    finalised = session.exec(select(Instansi.finalised_at).where(col(Instansi.id) == whose.instansi_id)).one()
    body = {"erased": finalised is None, "before": {"status": whose.status}}
    filling.write_down(session, vault, whose, Act(actor, "withdraw", body), now)
    session.exec(delete(SessionRow).where(col(SessionRow.account_id) == account_id))
    if finalised is not None:
        session.exec(update(Account).where(col(Account.id) == account_id).values(withdrawn_at=now))
        return []
    said = ticket_forgetting.forget(session, vault, account_id, whose.worker_id, now)
    return [*said, *_erase(session, whose, now)]


def _erase(session: Session, whose: Holder, now: datetime) -> list[str]:
    account = whose.account_id
    files = [*session.exec(select(AccountFile.file).where(col(AccountFile.account_id) == account))]
    files += papers.drop(session, account)
    cards.revoke_all(session, account, now)
    for table in (Biodata, Reopening, AccountFile, DirectoryCheck):
        session.exec(delete(table).where(col(table.account_id) == account))
    session.exec(delete(Account).where(col(Account.id) == account))
    verification.drop(session, whose.worker_id)
    decisions.forget_words(session, whose.worker_id)
    of_worker = col(Riwayat.worker_id) == whose.worker_id
    session.exec(delete(Riwayat).where(of_worker, col(Riwayat.source) == "worker"))
    session.exec(update(Riwayat).where(of_worker).values(pendidikan_pekerja=None))
    session.exec(update(Worker).where(col(Worker.id) == whose.worker_id).values(status="terdaftar"))
    return files
