"""What people have after their journeys, read from the store in the clear, beside what they typed and sent."""

from collections import Counter
from io import BytesIO
from typing import Final

from PIL import Image
from pypdf import PdfReader
from sqlmodel import Session, col, select

from bot.app import Store
from bot.documents import papers, pictures
from bot.file_rules import paper_rules, picture_rules
from bot.settings import Settings
from storage import records, riwayat
from storage.audit_check import verify
from storage.models.accounts import Account, AccountFile
from storage.models.audit import AuditRow
from storage.models.filling import Biodata, Document
from storage.models.turns import InboxRow, OutboxRow
from tests.journeys import Worker

Facts = dict[str, object]

KABUPATEN: Final = "3201"
_ONCE: Final = Counter({"akun.buat": 1, "finish": 1})
"""What stands in the trail of each exactly once."""


def found(store: Store) -> dict[int, Facts]:
    """By person, what each has; nobody has two accounts."""
    with store.database.transaction() as session:
        rows = session.exec(select(Account)).all()
        assert len({row.telegram_id for row in rows}) == len(rows)
        assert len(session.exec(select(Biodata)).all()) == len(rows)
        return {row.telegram_id: _facts(store, session, row) for row in rows}


def _facts(store: Store, session: Session, row: Account) -> Facts:
    vault = store.vault
    record = records.load(session, vault, row.id)
    biodata = record.biodata
    pictured = session.exec(select(AccountFile).where(col(AccountFile.account_id) == row.id)).all()
    kept = session.exec(select(Document).where(col(Document.account_id) == row.id)).all()
    entries = riwayat.entries(session, row.id)
    done = session.exec(select(AuditRow.action).where(col(AuditRow.subject) == row.id)).all()
    hashes = (row.password_hash, row.jawaban_hash)
    return {
        "nomor": row.nomor_registrasi,
        "status": record.status,
        "ended": record.finished_at is not None,
        "pages": set(record.pages_done),
        "nik": record.nik,
        "nama": row.nama,
        "tempat_lahir": row.tempat_lahir,
        "pertanyaan": row.pertanyaan_pengaman,
        **{name: vault.open("account", name, row.id, getattr(row, name)) for name in ("kk", "ponsel", "email")},
        **{
            name: biodata[name] for name in ("alamat", "kabupaten", "status_perkawinan", "agama", "tempat_lahir_ijazah")
        },
        "hashed": all(one.startswith("$argon2id$") for one in hashes),
        "pictures": {file.kind: _whole_picture(store.files.get(file.file)) for file in pictured},
        "papers": {paper.kind: _whole_paper(store.files.get(paper.file), paper.form) for paper in kept},
        "papers of riwayat": [sorted(entry.papers) for entry in entries],
        "once": Counter(action for action in done if action in _ONCE),
    }


def _whole_picture(data: bytes) -> bytes:
    """The bytes, once every line of the picture was read."""
    with Image.open(BytesIO(data)) as image:
        image.load()
    return data


def _whole_paper(data: bytes, form: str) -> bytes | int:
    """The bytes of a photo, or how many pages a PDF has, once all was read."""
    if form == "jpeg":
        return _whole_picture(data)
    pages = PdfReader(BytesIO(data)).pages
    assert all(page.images[0].image is not None for page in pages)
    return len(pages)


def expected(one: Worker, nomor: str, settings: Settings) -> Facts:
    """What this worker typed and sent, as it has to be kept."""
    pictured, rules = picture_rules(settings), paper_rules(settings)
    return {
        "nomor": nomor,
        "status": "selesai",
        "ended": True,
        "pages": {"dokumen", "biodata", "riwayat"},
        "nik": one.nik,
        "nama": one.nama,
        "tempat_lahir": one.tempat_lahir,
        "pertanyaan": "guru",
        "kk": one.kk,
        "ponsel": one.secrets["ponsel e164"],
        "email": one.email,
        "alamat": one.alamat,
        "kabupaten": KABUPATEN,
        "status_perkawinan": "kawin",
        "agama": "islam",
        "tempat_lahir_ijazah": one.tempat_lahir,
        "hashed": True,
        "pictures": {kind: pictures.check(data, pictured[kind]).data for kind, data in one.pictures.items()},
        "papers": {
            kind: papers.check(pages[0], rules[kind]).data if len(pages) == 1 else len(pages)
            for kind, pages in one.papers.items()
        },
        "papers of riwayat": [["bukti", "sk"]],
        "once": _ONCE,
    }


def nothing_waits(store: Store, bot_id: int, numbers: range) -> None:
    """Every update of these numbers was taken and handled, everything was sent, and the trail is whole."""
    with store.database.transaction() as session:
        rows = session.exec(select(InboxRow).where(col(InboxRow.source) == bot_id)).all()
        assert {row.number for row in rows} == set(numbers)
        assert all(row.handled_at is not None and not row.set_aside and row.payload is None for row in rows)
        everything = session.exec(select(InboxRow)).all()
        assert all(row.handled_at is not None and not row.set_aside for row in everything)
        assert session.exec(select(OutboxRow)).all() == []
        assert verify(session, store.vault) is None
