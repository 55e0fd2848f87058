"""The record in sections, each a message that a phone shows whole, and the captions of its files."""

from typing import Any, Final

from bot.conversations.biodata import screens as biodata
from bot.conversations.biodata.known import effective
from bot.conversations.biodata.names import FIELDS
from bot.conversations.context import Context
from bot.conversations.riwayat import screens as riwayat
from bot.conversations.riwayat.gates import as_answers
from bot.conversations.riwayat.names import FIELDS as OF_ENTRY
from bot.conversations.visit import Spoken
from bot.engine.effects import Params, Say, Term
from bot.rules.dates import format_date
from bot.rules.nik import masked
from storage import accounts, papers, records
from storage import riwayat as kept
from storage.records import Record

NAME: Final = "resume"
_LONGEST: Final = 100


def sections(context: Context, account_id: int) -> list[Spoken]:
    """Who, the biodata, and all riwayat: one message each."""
    record = records.load(context.session, context.vault, account_id)
    entries = kept.entries(context.session, account_id)
    lines = tuple(_entry(number, as_answers(entry)) for number, entry in enumerate(entries, start=1))
    return [
        (NAME, Say("say.identitas", _identity(record))),
        (NAME, Say("say.biodata", _biodata(record))),
        (NAME, Say("say.riwayat", {"lines": lines})),
    ]


def captions(context: Context, account_id: int) -> list[tuple[str, str]]:
    """Every file of the record as (key, code of its caption), the pictures first."""
    pictures = accounts.files(context.session, account_id)
    return [
        *((picture.file, f"view.{picture.kind}") for picture in pictures),
        *((paper.file, f"view.{paper.kind}") for paper in papers.of_account(context.session, account_id)),
    ]


def _identity(record: Record) -> Params:
    return {
        "nomor": record.nomor_registrasi,
        "nama": record.nama,
        "nik": masked(record.nik),
        "tempat_lahir": record.tempat_lahir,
        "tanggal_lahir": format_date(record.tanggal_lahir),
        "instansi": record.instansi.nama,
        "jenis": Term("term.eks_thk2", {"nomor": record.eks_thk2}) if record.eks_thk2 else Term("term.non_asn"),
    }


def _biodata(record: Record) -> Params:
    known = effective(record)
    values = {field: known[field] for field in FIELDS}
    return {
        field: _clipped(biodata.shown(field, value)) if value else Term("term.belum_diisi")
        for field, value in values.items()
    }


def _entry(number: int, entry: dict[str, Any]) -> Term:
    told = {field: _clipped(riwayat.shown(field, entry[field] or "")) for field in OF_ENTRY}
    return Term("term.entri", {"number": number, **told})


def _clipped(words: str | Term) -> str | Term:
    """Nobody writes a novel into a field, but five might not fit one message."""
    if isinstance(words, Term) or len(words) <= _LONGEST:
        return words
    return f"{words[: _LONGEST - 1]}…"
