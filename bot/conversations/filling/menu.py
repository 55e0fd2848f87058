"""The five pages as a menu: what is done, what is missing, and the next step."""

from typing import Final

from bot.conversations.biodata.known import effective
from bot.conversations.context import Context
from bot.conversations.filling.names import NAME, PAGES
from bot.conversations.verifikasi.told import reasons
from bot.conversations.visit import Visit
from bot.engine.effects import Button, Params, Run, Say, Term
from bot.engine.screen import position, progress
from bot.rules.nik import masked
from storage import decisions, papers, riwayat
from storage.records import Record

_LACKS: Final = {"dokumen": "berkas", "biodata": "isian", "riwayat": "berkas"}
"""What a page lacks, where it lacks something."""


def missing(context: Context, record: Record) -> dict[str, int]:
    """How many answers or files each page still lacks."""
    kept = {paper.kind for paper in papers.of_account(context.session, record.account_id)}
    entries = riwayat.entries(context.session, record.account_id)
    files = sum(len(papers.OF_RIWAYAT) - len(entry.papers) for entry in entries)
    return {
        "dokumen": 0 if "ijazah" in kept else 1,
        "biodata": sum(value is None for value in effective(record).values()),
        "riwayat": files if entries else 1,
        "resume": 0,
    }


def next_page(context: Context, record: Record) -> str:
    """The first page that lacks something or was not confirmed with Selanjutnya."""
    lacking = missing(context, record)
    return next((page for page in PAGES if lacking[page] or page not in record.pages_done), PAGES[-1])


def menu(visit: Visit, record: Record) -> tuple[str, Say]:
    """The menu of an open record; going on comes first."""
    context = visit.open_store()
    lacking, ahead = missing(context, record), next_page(context, record)
    told: Params = {
        "nama": record.nama,
        "nik": masked(record.nik),
        "instansi": record.instansi.nama,
        "lines": tuple(_line(page, lacking[page], record) for page in PAGES),
    }
    others = tuple(Run(f"button.{page}", f"/masuk {page}") for page in PAGES if page != ahead)
    buttons = (going_on(visit, ahead), *others, Run("button.keluar", "/keluar"))
    return NAME, Say("say.menu", told, buttons, above=_to_mend(context, record), screen=True)


def _to_mend(context: Context, record: Record) -> tuple[str, Params] | None:
    """What the instansi wants to be mended, while it does."""
    mend = decisions.to_mend(context.session, context.vault, record.worker_id, record.status)
    return ("term.harus_diperbaiki", {"reasons": reasons(mend.reasons, mend.words)}) if mend else None


def going_on(visit: Visit, page: str) -> Button:
    """`Lanjutkan: Biodata, 6 dari 17`, or without figures where the page was not begun."""
    name = Term(f"term.{page}")
    if page in visit.states:
        flow, state = visit.flows[page], visit.states[page]
        here, total = progress(flow, state, position(flow, state))
        if total:
            return Run("button.lanjutkan_di", f"/masuk {page}", {"page": name, "here": here, "total": total})
    return Run("button.lanjutkan", f"/masuk {page}", {"page": name})


def _line(page: str, lacking: int, record: Record) -> Term:
    if lacking:
        what = Term(f"term.{_LACKS[page]}")
        return Term("term.belum", {"page": Term(f"term.{page}"), "count": lacking, "what": what})
    return Term("term.sudah" if page in record.pages_done else "term.siap", {"page": Term(f"term.{page}")})
