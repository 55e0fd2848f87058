"""`/status`: the record's way so far, who decided what, the deadline, and what to do next."""

from datetime import date
from typing import Final

from bot.conversations.account.names import NAME as ACCOUNT
from bot.conversations.context import Context
from bot.conversations.filling.menu import next_page
from bot.conversations.verifikasi.telling import to_pages
from bot.conversations.verifikasi.told import reasons
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Params, Run, Say, Term
from bot.engine.inputs import Command
from bot.rules.clock import today_wib, wib
from bot.rules.dates import format_date
from storage import accounts, audit, decisions, records, requests, sessions, tickets
from storage.decisions import Made
from storage.records import Record
from storage.ticket_state import SOLVED

NAME: Final = "status"
SHOWN: Final = frozenset(
    {"akun.buat", "biodata", "paper.keep", "riwayat.add", "riwayat.change", "riwayat.remove", "riwayat.education",
     "finish", "buka.minta", "password.ganti", "koreksi.disetujui", "koreksi.ditolak",
     "buka.dibuka", "buka.ditolak", "mutasi.lepas",
     "verifikasi.disetujui", "verifikasi.dikembalikan"}
)  # fmt: skip
"""The entries of the trail that are steps on the way."""
_APPROVED: Final = ("difinalisasi", "disetujui")
_MOST_BUTTONS: Final = 4
_SEARCHED: Final = 200
_LATEST: Final = 15
"""So much is told of: more than most have, and few enough for one message."""


def status(visit: Visit, given: Command) -> list[Spoken]:
    """What is recorded for this person."""
    del given
    context = visit.open_store()
    asked = tuple(
        Term(f"term.{kind}", {"nomor": f"{number:06d}", "status": Term(f"term.status_{state}")})
        for kind, number, state in requests.of_person(context.session, context.person)[-_LATEST:]
    )
    account_id = _account(context)
    if account_id is not None:
        return [_of_record(context, account_id, asked)]
    begun = ACCOUNT in visit.states
    lines = (*asked, *((Term("term.draf"),) if begun else ()))
    onward = (Run("button.lanjutkan_daftar" if begun else "button.daftar", "/daftar"), *_of_tickets(context))
    return [(NAME, Say("say.tanpa_akun", {"lines": lines}, onward) if lines else Say("say.kosong", {}, onward))]


def _of_tickets(context: Context) -> tuple[Button, ...]:
    """A word more in each open ticket, and Buka lagi where that is possible still; the latest tickets."""
    found = tickets.of_person(context.session, context.person)
    open_kinds = {one.kind for one in found if one.status != SOLVED}
    buttons = []
    for one in found:
        told = {"nomor": f"{one.number:06d}"}
        if one.status != SOLVED:
            buttons.append(Run("button.balas_tiket", f"/balas {one.number}", told))
        elif one.kind not in open_kinds and tickets.may_reopen(one, context.person, context.now):
            buttons.append(Run("button.buka_lagi_tiket", f"/bukalagi {one.number}", told))
    return tuple(buttons[-_MOST_BUTTONS:])


def _account(context: Context) -> int | None:
    """The account that is open here, or else the one that was made here."""
    opened = sessions.of_person(context.session, context.person, context.now)
    if opened is not None:
        return opened.account_id
    own = accounts.of_person(context.session, context.person)
    return own.id if own else None


def _of_record(context: Context, account_id: int, asked: tuple[Term, ...]) -> Spoken:
    record = records.load(context.session, context.vault, account_id)
    state = records.state(context.session, account_id, today_wib(context.now))
    mend = decisions.to_mend(context.session, context.vault, record.worker_id, record.status)
    if state != "open":
        mend = None
    told: Params = {
        "nomor": record.nomor_registrasi,
        "instansi": record.instansi.nama,
        "status": Term(f"term.{_standing(record, state)}"),
        "deadline": _deadline(record.instansi.deadline, today_wib(context.now)),
        "lines": (*_way(context, record), *asked),
        "next": _to_mend(mend) if mend else Term(f"term.lalu_{_next(context, record, state)}"),
    }
    pages = to_pages(mend.reasons) if mend else ()
    button = Run("button.masuk", "/masuk lanjut") if state == "open" else Run("button.lihat", "/masuk")
    ended = (Run("button.kartu_pendataan", "/kartu pendataan"),) if record.finished_at else ()
    own = (*pages, button, Run("button.kartu", "/kartu"), *ended, *_of_tickets(context))
    return NAME, Say("say.status", told, own)


def _to_mend(mend: Made) -> Term:
    return Term("term.lalu_perbaiki", {"reasons": reasons(mend.reasons, mend.words)})


def _standing(record: Record, state: str) -> str:
    """What counts most: a record that was approved stays so when its instansi finalises."""
    return record.status if state in {"open", "selesai"} or (state, record.status) == _APPROVED else state


def _way(context: Context, record: Record) -> tuple[Term, ...]:
    """The steps so far, one after the other; what was done several times in a row is one."""
    subjects = (record.account_id, record.worker_id)
    seen = audit.of_subject(context.session, context.vault, subjects, _SEARCHED)
    steps: list[tuple[str, Term]] = []
    for entry in seen:
        if entry.action in SHOWN:
            who = Term("term.anda") if entry.role == "worker" else Term(f"term.role_{entry.role}")
            line = Term(
                "term.langkah",
                {"at": wib(entry.at), "who": who, "what": Term(f"term.act_{entry.action.replace('.', '_')}")},
            )
            if steps and steps[-1][0] == entry.action:
                steps.pop()
            steps.append((entry.action, line))
    return tuple(line for _, line in steps[-_LATEST:])


def _deadline(deadline: date | None, today: date) -> Term:
    if deadline is None:
        return Term("term.tanpa_batas")
    left = (deadline - today).days
    code = "term.batas" if left > 0 else "term.batas_lewat" if left else "term.batas_hari_ini"
    return Term(code, {"day": format_date(deadline), "left": left})


def _next(context: Context, record: Record, state: str) -> str:
    """The code of what the person can do now."""
    if state == "open":
        return next_page(context, record)
    next_of = {"disetujui": "disetujui", "ditarik": "ditarik", "selesai": "menunggu"}
    return next_of.get(_standing(record, state), "tutup")
