"""A finished worker as a verifier needs them: the record, what the instansi registered, and what was decided before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from sqlmodel import Session

from storage import accounts, audit, decisions, overrules, papers, permits, records, riwayat, roster
from storage.crypto import Vault
from storage.decisions import Made
from storage.filling import NoAccountError
from storage.overrules import VERIFIER, Overruled
from storage.records import Record
from storage.riwayat import Entry
from storage.roster import RegisteredIdentity

_VERSION_BYTES = 8


@dataclass(frozen=True, slots=True, repr=False)
class Submission:
    """What a verifier decides on.

    `registered` is who the instansi says it is, `kk` the number that the worker gave, `warnings` codes by the kind of
    file, `made` the decisions since the account was made. `version` changes with whatever a verifier may look at.
    """

    record: Record
    registered: RegisteredIdentity
    kk: str
    entries: tuple[Entry, ...]
    warnings: Mapping[str, tuple[str, ...]]
    overruled: tuple[Overruled, ...]
    made: tuple[Made, ...]
    created_at: datetime
    version: str


def load(session: Session, vault: Vault, account_id: int) -> Submission:
    """What this account's worker hands in; about ten statements.

    Raises:
        NoAccountError: there is no such account, or its consent was taken back.
    """
    record = records.load(session, vault, account_id)
    account = accounts.by_id(session, account_id)
    worker = roster.find_by_nik(session, vault, record.nik)
    if account is None or worker is None or record.withdrawn_at is not None:
        raise NoAccountError
    entries = tuple(riwayat.entries(session, account_id))
    files = accounts.files(session, account_id)
    kk = accounts.kk_of(session, vault, account_id)
    identity = worker.identity
    return Submission(
        record=record,
        registered=identity,
        kk=kk,
        entries=entries,
        warnings={one.kind: tuple(one.warnings.split()) for one in files if one.warnings},
        overruled=tuple(overrules.of_nik(session, vault, record.instansi.id, record.nik)),
        made=tuple(decisions.of_worker(session, vault, record.worker_id, account.created_at)),
        created_at=account.created_at,
        version=_version(
            vault,
            record,
            (identity.nama, identity.tempat_lahir, identity.tanggal_lahir, identity.kk, kk),
            [_said(entry) for entry in entries],
            [(one.kind, one.file) for one in files],
            [(one.kind, one.riwayat_id, one.file) for one in papers.of_account(session, account_id)],
        ),
    )


def looked(session: Session, vault: Vault, record: Record, verifier: int, what: str, now: datetime) -> None:
    """Record that a verifier looks at somebody's files or data (`what` names which); the worker is told in /privasi.

    Raises:
        NotAllowedError: whoever looks is no verifier of the worker's instansi.
    """
    permits.check(session, verifier, record.instansi.id, "verifikasi")
    entry = audit.Entry(verifier, "lihat", record.account_id, {"what": what}, VERIFIER, record.instansi.id)
    audit.record(session, vault, entry, now)


def _version(vault: Vault, record: Record, *others: object) -> str:
    """Sixteen hexadecimal digits that tell one state of what is looked at from another; nothing of it can be read."""
    facts = (
        *(record.nik, record.nama, record.tempat_lahir, record.tanggal_lahir, record.eks_thk2, record.finished_at),
        *(sorted(record.biodata.items()), sorted(record.registered.items()), *others),
    )
    return blake2b(repr(facts).encode(), key=vault.derive("index:submission"), digest_size=_VERSION_BYTES).hexdigest()


def _said(entry: Entry) -> tuple[object, ...]:
    return (entry.id, *(getattr(entry, name) for name in riwayat.FIELDS))
