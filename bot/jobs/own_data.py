"""Everything that is stored of a person, in words, for the copy that they may have."""

from typing import Final

from sqlmodel import Session

from bot.conversations.biodata import screens as biodata
from bot.conversations.biodata.known import effective
from bot.conversations.biodata.names import FIELDS
from bot.conversations.riwayat import screens as riwayat
from bot.conversations.riwayat.gates import as_answers
from bot.conversations.riwayat.names import FIELDS as OF_ENTRY
from bot.conversations.wording import COMMON, Wording, size
from bot.documents.own_data import Section
from bot.engine.effects import Term
from bot.rules.clock import wib
from bot.rules.dates import format_date
from storage import accounts, audit, papers, records
from storage import riwayat as kept
from storage.audit import Seen
from storage.crypto import Vault
from storage.filling import WORKER
from storage.records import Record

_MOST: Final = 10_000
Row = tuple[str, str]


class OwnData:
    """Puts a record into words, nothing masked: it is its owner's."""

    def __init__(self, vault: Vault, words: Wording) -> None:
        self._vault = vault
        self._words = words

    def sections(self, session: Session, account_id: int) -> list[Section]:
        """Account, biodata, each riwayat, files, and what was done with them; raises NoAccountError."""
        record = records.load(session, self._vault, account_id)
        entries = kept.entries(session, account_id)
        return [
            Section("Akun", self._account(session, record)),
            Section("Biodata", self._biodata(record)),
            *(
                Section(f"Riwayat Pekerjaan {number}", self._entry(as_answers(entry)))
                for number, entry in enumerate(entries, start=1)
            ),
            Section("Berkas", self._files(session, account_id)),
            Section("Catatan", self._trail(session, record)),
        ]

    def _account(self, session: Session, record: Record) -> list[Row]:
        account = accounts.by_id(session, record.account_id)
        assert account is not None
        return [
            ("Nomor registrasi", record.nomor_registrasi),
            ("NIK", record.nik),
            ("Nomor Kartu Keluarga", accounts.kk_of(session, self._vault, record.account_id)),
            ("Nama", record.nama),
            ("Tempat lahir", record.tempat_lahir),
            ("Tanggal lahir", format_date(record.tanggal_lahir)),
            ("Instansi", record.instansi.nama),
            ("Akun dibuat", wib(account.created_at)),
            *([("Nomor peserta THK-II", record.eks_thk2)] if record.eks_thk2 else []),
        ]

    def _biodata(self, record: Record) -> list[Row]:
        values = effective(record)
        return [(self._label("biodata", field), self._shown(field, values[field])) for field in FIELDS]

    def _shown(self, field: str, value: str | None) -> str:
        # The screens mask a phone's number; its owner's copy does not.
        if value is None or field == "ponsel":
            return value or "-"
        return self._plain("biodata", biodata.shown(field, value))

    def _entry(self, entry: dict[str, str]) -> list[Row]:
        return [
            (self._label("riwayat", field), self._plain("riwayat", riwayat.shown(field, entry[field] or "")))
            for field in OF_ENTRY
        ]

    def _files(self, session: Session, account_id: int) -> list[Row]:
        pictures = ((one.kind, one.size) for one in accounts.files(session, account_id))
        documents = ((one.kind, one.size) for one in papers.of_account(session, account_id))
        return [(self._words.text("resume", f"view.{kind}"), size(count)) for kind, count in (*pictures, *documents)]

    def _trail(self, session: Session, record: Record) -> list[Row]:
        seen = audit.of_subject(session, self._vault, (record.account_id, record.worker_id), _MOST)
        return [(wib(entry.at), f"{self._who(entry)} {self._what(entry)}") for entry in seen]

    def _who(self, entry: Seen) -> str:
        if not entry.role:
            return "Sistem"
        return self._words.text(
            "status", "term.anda" if entry.role == WORKER else f"term.role_{entry.role}", plain=True
        )

    def _what(self, entry: Seen) -> str:
        code = f"term.act_{entry.action.replace('.', '_')}"
        known = any(code in self._words.texts[place] for place in ("status", COMMON))
        return self._words.text("status", code if known else "term.act_lain", {"action": entry.action}, plain=True)

    def _label(self, conversation: str, field: str) -> str:
        return self._words.text(conversation, f"field.{field}", plain=True)

    def _plain(self, conversation: str, words: str | Term) -> str:
        return (
            self._words.text(conversation, words.code, words.params, plain=True) if isinstance(words, Term) else words
        )
