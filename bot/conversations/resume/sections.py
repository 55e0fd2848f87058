"""The record in sections, each a message that a phone shows whole, and the captions of its files."""

from typing import Final

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
from storage.riwayat import Entry

NAME: Final = "resume"


def sections(context: Context, account_id: int) -> list[Spoken]:
    """Who, the biodata, and each riwayat: one message each, so that the longest answers fit uncut."""
    record = records.load(context.session, context.vault, account_id)
    entries = [_entry(*numbered) for numbered in enumerate(kept.entries(context.session, account_id), start=1)]
    return [
        (NAME, Say("say.identitas", _identity(record))),
        (NAME, Say("say.biodata", _biodata(record))),
        *((NAME, Say("say.riwayat", entry)) for entry in entries),
    ]


def captions(context: Context, account_id: int) -> list[tuple[str, str]]:
    """Every file of the record as (key, code of its caption): pictures, then papers, in the order of the pages."""
    session = context.session
    of_account = [paper for paper in papers.of_account(session, account_id) if paper.kind in papers.OF_ACCOUNT]
    entries = [entry.papers for entry in kept.entries(session, account_id)]
    of_entries = [entry[kind] for entry in entries for kind in papers.OF_RIWAYAT if kind in entry]
    return [
        *((picture.file, f"view.{picture.kind}") for picture in accounts.files(session, account_id)),
        *((paper.file, f"view.{paper.kind}") for paper in (*of_account, *of_entries)),
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
        field: biodata.shown(field, value) if value else Term("term.belum_diisi") for field, value in values.items()
    }


def _entry(number: int, entry: Entry) -> Params:
    said = as_answers(entry)
    return {"number": number, **{field: riwayat.shown(field, said[field] or "") for field in OF_ENTRY}}
