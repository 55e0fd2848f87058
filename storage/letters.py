"""SPTJM: the letter in which an instansi answers for its roster, as it was printed, and the signed one.

A letter belongs to one finalisasi and to one roster. The signed one is archived only while both hold; a letter that
was archived counts until pusat opens the instansi again.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session

from storage import acting, finalisation, roster_fingerprint
from storage.acting import Desk
from storage.crypto import Vault
from storage.ids import new_id
from storage.models.finalisation import Finalisation, Letter

_ACTION: Final = "sptjm"
_OWN_TERMS: Final = "own_terms"
"""Kept beside who signs."""

_TABLE: Any = Letter.__table__  # type: ignore[attr-defined]
_FINALISATION: Any = Finalisation.__table__  # type: ignore[attr-defined]
_FACTS = select(*_TABLE.c, _FINALISATION.c.finalised_at, _FINALISATION.c.reopened_at).join(
    _FINALISATION, _FINALISATION.c.id == _TABLE.c.finalisation_id
)


class LetterError(Exception):
    """It cannot be printed or archived: `code` says why.

    `terbuka` (the instansi is not finalised), `berubah` (the roster is another one than the letter's),
    `dibuka` (pusat opened the instansi since it was printed), `tidak_ada` (no such letter of this instansi),
    `sudah_diarsipkan`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Declarer:
    """Who signs: `nip` has 18 digits, `pangkat` may be empty, `tempat` is where."""

    nama: str
    nip: str
    jabatan: str
    pangkat: str
    tempat: str


@dataclass(frozen=True, slots=True, repr=False)
class LetterFacts:
    """A printed letter; `roster` and `signed` are stored files, the last "" until the signed letter came.

    `counts` tells whether its finalisasi still does; `own_terms` whether it was printed under an operator's own rules.
    """

    id: int
    nomor: str
    instansi_id: int
    declarer: Declarer
    own_terms: bool
    fingerprint: bytes
    roster: str
    printed_at: datetime
    finalised_at: datetime
    counts: bool
    signed: str
    signed_at: datetime | None


def record(
    session: Session,
    vault: Vault,
    desk: Desk,
    declarer: Declarer,
    roster: str,
    fingerprint: bytes,
    *,
    own_terms: bool = False,
) -> LetterFacts:
    """A letter is printed: of this stored `roster`, which has this fingerprint, and under these rules.

    Raises:
        NotAllowedError: whoever prints may not.
        LetterError: `terbuka` or `berubah`.
    """
    role = acting.role_at(session, desk, _ACTION)
    holds = finalisation.current(session, desk.instansi_id)
    if holds is None:
        raise LetterError("terbuka")
    if holds.fingerprint != fingerprint:
        raise LetterError("berubah")
    number = new_id()
    nomor = _next_number(session)
    row = {
        "id": number,
        "nomor": nomor,
        "finalisation_id": holds.id,
        "instansi_id": desk.instansi_id,
        "declarer": vault.seal("letter", "declarer", number, json.dumps({**asdict(declarer), _OWN_TERMS: own_terms})),
        "fingerprint": fingerprint,
        "roster": roster,
        "printed_by": desk.person,
        "printed_at": desk.now,
        "signed": "",
    }
    session.connection().execute(_TABLE.insert(), row)
    acting.write_down(session, vault, desk, role, "sptjm.cetak", 0, {"letter": number, "nomor": nomor})
    found = by_id(session, vault, number)
    assert found is not None
    return found


def archive(session: Session, vault: Vault, desk: Desk, letter: int, signed: str) -> LetterFacts:
    """The signed letter came as this stored file; from now on the instansi is final.

    Raises:
        NotAllowedError: whoever archives may not.
        LetterError: `tidak_ada`, `terbuka`, `sudah_diarsipkan`, `berubah` or `dibuka`.
    """
    role = acting.role_at(session, desk, _ACTION)
    found = by_id(session, vault, letter)
    if found is None or found.instansi_id != desk.instansi_id:
        raise LetterError("tidak_ada")
    if finalisation.current(session, desk.instansi_id) is None:
        raise LetterError("terbuka")
    if found.signed:
        raise LetterError("sudah_diarsipkan")
    if roster_fingerprint.fingerprint(session, vault, desk.instansi_id) != found.fingerprint:
        raise LetterError("berubah")
    if not found.counts:
        raise LetterError("dibuka")
    came = _TABLE.update().where(_TABLE.c.id == letter)
    session.connection().execute(came.values(signed=signed, signed_by=desk.person, signed_at=desk.now))
    body = {"letter": letter, "nomor": found.nomor, "file": signed}
    acting.write_down(session, vault, desk, role, "sptjm.arsip", 0, body)
    archived = by_id(session, vault, letter)
    assert archived is not None
    return archived


def by_id(session: Session, vault: Vault, letter: int) -> LetterFacts | None:
    """This letter; one statement."""
    row = session.connection().execute(_FACTS.where(_TABLE.c.id == letter)).mappings().first()
    return None if row is None else _facts(vault, row)


def of_instansi(session: Session, vault: Vault, instansi_id: int, limit: int) -> list[LetterFacts]:
    """The instansi's latest letters, the latest first; one statement."""
    query = _FACTS.where(_TABLE.c.instansi_id == instansi_id).order_by(_TABLE.c.printed_at.desc(), _TABLE.c.id.desc())
    return [_facts(vault, row) for row in session.connection().execute(query.limit(limit)).mappings()]


def archived(session: Session, vault: Vault, instansi_id: int) -> LetterFacts | None:
    """The signed letter that makes this instansi final, if it is; the latest, where there are several."""
    signed = (_TABLE.c.instansi_id == instansi_id, _TABLE.c.signed != "", _FINALISATION.c.reopened_at.is_(None))
    query = _FACTS.where(*signed).order_by(_TABLE.c.signed_at.desc(), _TABLE.c.id.desc()).limit(1)
    row = session.connection().execute(query).mappings().first()
    return None if row is None else _facts(vault, row)


def looked_at(session: Session, vault: Vault, desk: Desk, role: str, letter: LetterFacts) -> None:
    """Record that somebody of this role has a letter sent to them, with everybody whom it lists."""
    acting.write_down(session, vault, desk, role, "sptjm.lihat", 0, {"letter": letter.id, "nomor": letter.nomor})


def _next_number(session: Session) -> str:
    """No letter is ever deleted, so that their number is the next one; two at once is the database's to refuse."""
    so_far = session.connection().execute(select(func.count()).select_from(_TABLE)).scalar_one()
    return f"SPTJM-{so_far + 1:06d}"


def _facts(vault: Vault, row: Any) -> LetterFacts:  # noqa: ANN401 - a row of the table
    declarer = json.loads(vault.open("letter", "declarer", row["id"], row["declarer"]))
    # Before there was such a mark, every letter cited that of 2022.
    own_terms = declarer.pop(_OWN_TERMS, False)
    return LetterFacts(
        id=row["id"],
        nomor=row["nomor"],
        instansi_id=row["instansi_id"],
        declarer=Declarer(**declarer),
        own_terms=own_terms,
        fingerprint=row["fingerprint"],
        roster=row["roster"],
        printed_at=row["printed_at"],
        finalised_at=row["finalised_at"],
        counts=row["reopened_at"] is None,
        signed=row["signed"],
        signed_at=row["signed_at"],
    )
