"""Data Peserta eks THK-II, to be read."""

from typing import Any

from bot.conversations.context import Context
from bot.conversations.filling.access import account_of
from bot.engine.effects import Run
from bot.engine.flow import Flow, Gate, Page, fixed
from bot.engine.parse import Answers
from bot.rules.dates import format_date
from bot.rules.nik import masked
from storage import records

NAME = "peserta"


def peserta_flow() -> Flow:
    """One page and the way on."""
    return Flow(
        NAME,
        (
            Gate("isian", _registered, stale=lambda _outcome: True),
            Page(
                "peserta",
                uses=("isian",),
                tells=lambda answers: answers["isian"]["peserta"],
                buttons=fixed(Run("button.lanjutkan", "/masuk lanjut"), Run("button.bantuan", "/bantuan")),
            ),
        ),
    )


def _registered(context: Context, answers: Answers) -> dict[str, Any]:
    """What the instansi registered of the eks THK-II."""
    del answers
    record = records.load(context.session, context.vault, account_of(context))
    told = {
        "nomor": record.eks_thk2 or "-",
        "nama": record.nama,
        "nik": masked(record.nik),
        "tempat_lahir": record.tempat_lahir,
        "tanggal_lahir": format_date(record.tanggal_lahir),
        "instansi": record.instansi.nama,
        "jabatan": record.registered["jabatan"] or "-",
        "unit_kerja": record.registered["unit_kerja"] or "-",
        "pendidikan": record.registered["pendidikan_terakhir"] or "-",
    }
    return {"account": record.account_id, "peserta": told}
