"""Where the record takes the biodata, and the references are searched."""

from typing import Any

from bot.conversations.biodata.known import effective
from bot.conversations.biodata.names import FIELDS
from bot.conversations.biodata.pendidikan import catalogue
from bot.conversations.context import Context
from bot.conversations.filling.access import account_of
from bot.conversations.filling.found import AS_TYPED
from bot.engine.parse import Answers
from bot.rules import places
from bot.rules.differences import of_biodata
from storage import records


def begin(context: Context, answers: Answers) -> dict[str, Any]:
    """Where the page begins: all that is answered from here falls when it begins anew."""
    del context, answers
    return {}


def known(context: Context, answers: Answers) -> dict[str, Any]:
    """What is known already (`known`, by field, None for what is not) and what stands on the KTP (`ktp`).

    `beda` is what the instansi registered otherwise than the worker says, by field.
    """
    del answers
    record = records.load(context.session, context.vault, account_of(context))
    ktp = {
        "nama": record.nama,
        "tempat_lahir": record.tempat_lahir,
        "tanggal_lahir": record.tanggal_lahir.isoformat(),
    }
    apart = {one.field: one.registered for one in of_biodata(record)}
    return {"account": record.account_id, "known": effective(record), "ktp": ktp, "beda": apart}


def keep(context: Context, answers: Answers) -> dict[str, Any]:
    """Put what was answered into the record; what is to be as the instansi has it, is taken back."""
    said = {field: answers[field] for field in FIELDS if field in answers}
    if "pendidikan_terakhir" in said:
        name = _studied(context, answers, said.pop("pendidikan_terakhir"))
        # Pusat may have loaded another list since it was shown: then it is asked again.
        said |= {"pendidikan_terakhir": name} if name else {}
    changes: dict[str, str | None] = said | ({answers["samakan"]: None} if "samakan" in answers else {})
    level = answers["isian"]["known"]["tingkat_pendidikan"]
    if changes.get("tingkat_pendidikan", level) != level:
        # What was studied belongs to its level; the worker's word on it is taken back, and asked for again.
        changes["pendidikan_terakhir"] = None
    records.keep_biodata(context.session, context.vault, account_of(context), changes, context.person, context.now)
    return {}


def _studied(context: Context, answers: Answers, choice: str) -> str | None:
    """What was studied: as the reference names it, or in the person's own words."""
    if choice == AS_TYPED:
        return str(answers["cari_pendidikan"])
    found = catalogue(context.session).get(choice)
    return found.name if found else None


def search_kabupaten(context: Context, answers: Answers) -> dict[str, Any]:
    """The kabupaten and kota that the words may mean: `found` as [code, name]."""
    del context
    return {"found": [[place.code, place.name] for place in places.search(answers["cari_kabupaten"])]}


def search_pendidikan(context: Context, answers: Answers) -> dict[str, Any]:
    """What of the level the words may mean: `found` as [code, name]."""
    level = answers["isian"]["known"]["tingkat_pendidikan"]
    found = catalogue(context.session).search(level, answers["cari_pendidikan"])
    return {"found": [[one.code, one.name] for one in found]}


def confirm(context: Context, answers: Answers) -> dict[str, Any]:
    """Selanjutnya."""
    del answers
    records.confirm_page(context.session, account_of(context), "biodata")
    return {}
