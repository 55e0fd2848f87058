"""Room for all that can be written: PostgreSQL refuses what is longer than its column, and SQLite takes it."""

from collections.abc import Iterable
from typing import Any, get_args

import pytest

from bot.conversations.account.names import PICTURES, SECURITY_QUESTIONS
from bot.conversations.bantuan.names import TICKET_KINDS
from bot.conversations.biodata.names import MARITAL, RELIGIONS
from bot.conversations.filling.names import OPENED, PAGES
from bot.conversations.pusat.answers import NAME
from bot.conversations.verifikasi.names import REASONS
from bot.documents.sheet_cells import LONGEST_TEXT
from bot.documents.sheet_rows import RULES
from bot.flows import build_flows
from bot.rules import identity, titles
from bot.rules.education_file import LONGEST_NAME
from bot.rules.questions import Questions
from bot.settings import Settings
from storage import audiences, broadcasts, decisions, papers, staffing, ticket_state
from storage.models.accounts import Account, AccountFile
from storage.models.broadcasts import Broadcast
from storage.models.filling import Biodata, Document, SessionRow
from storage.models.roster import Instansi, Riwayat, Worker
from storage.models.staff import Invite, Staff
from storage.models.tickets import Ticket
from storage.models.turns import ConversationRow, OutboxRow
from storage.models.verification import Decision, Overrule
from storage.outbox import Lane
from storage.rekap import BEGUN
from storage.rows import OF_RIWAYAT, OF_WORKER

IDENTIFYING = {"nama": identity.NAME_MAX, "tempat_lahir": identity.PLACE_MAX, "jenis_kelamin": 1}


def longest(words: Iterable[str]) -> int:
    """How long the longest of them is."""
    return max(map(len, words))


@pytest.mark.parametrize(
    ("column", "most"),
    [
        *((getattr(Worker, name), IDENTIFYING.get(name, LONGEST_TEXT)) for name in OF_WORKER),
        *((getattr(Riwayat, name), LONGEST_TEXT) for name in OF_RIWAYAT.values()),
        *((getattr(Biodata, name), LONGEST_TEXT) for name in ("nomor_ijazah", "nama_sekolah", "jabatan", "unit_kerja")),
        *((getattr(Biodata, name), titles.LONGEST) for name in ("gelar_depan", "gelar_belakang")),
        (Biodata.pendidikan_terakhir, LONGEST_NAME),
        (Riwayat.pendidikan_pekerja, LONGEST_NAME),
        (Biodata.tempat_lahir_ijazah, identity.PLACE_MAX),
        (Biodata.status_perkawinan, longest(MARITAL)),
        (Biodata.agama, longest(RELIGIONS)),
        (Biodata.pages_done, len(" ".join(PAGES))),
        (Account.nama, identity.NAME_MAX),
        (Account.tempat_lahir, identity.PLACE_MAX),
        (Account.pertanyaan_pengaman, longest(SECURITY_QUESTIONS)),
        (AccountFile.kind, longest(PICTURES)),
        (Document.kind, longest((*papers.OF_ACCOUNT, *papers.OF_RIWAYAT))),
        (SessionRow.page, longest(OPENED)),
        (Instansi.nama, NAME[1]),
        (Worker.status, longest(("terdaftar", *BEGUN))),
        (Ticket.kind, longest(TICKET_KINDS)),
        (Ticket.status, longest(("terbuka", "diambil", ticket_state.WAITING, ticket_state.SOLVED))),
        (Broadcast.kind, longest((*broadcasts.ANNOUNCEMENTS, *audiences.WORKERS, audiences.STAFF, audiences.DRAFTS))),
        (Broadcast.occasion, len(f"ingat:{2**63}:2022-10-31:7")),
        (Decision.verdict, longest((decisions.APPROVED, decisions.RETURNED, decisions.REOPENED))),
        (Decision.reasons, len(" ".join(REASONS))),
        (Overrule.rule, longest(RULES)),
        *((table.role, longest((*staffing.OF_INSTANSI, *staffing.OF_NATION))) for table in (Staff, Invite)),
        (OutboxRow.lane, longest(get_args(Lane))),
        (ConversationRow.flow, longest(build_flows(Settings(_env_file=None), Questions(())))),
    ],
    ids=str,
)
def test_the_longest_fits(column: Any, most: int) -> None:  # noqa: ANN401 - a column of any table
    """Whatever a parser lets pass, and every word of ours; days have no length."""
    assert getattr(column.type, "length", None) is None or column.type.length >= most
