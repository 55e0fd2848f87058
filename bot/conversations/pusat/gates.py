"""What pusat asks of the store and does there."""

from datetime import date
from typing import Any

from bot.conversations.context import Context, Notice
from bot.conversations.pusat.answers import day_of
from bot.conversations.pusat.names import NAME, PAGE, SOUGHT, STANDINGS
from bot.engine.effects import Run, Say
from bot.engine.parse import Answers
from bot.rules.clock import today_wib, wib
from bot.rules.dates import format_date
from bot.rules.reminders import awake_at, is_quiet
from storage import audiences, finalisation, fraud, nation, roster
from storage.finalisation import FinalisationError, Standing
from storage.permits import NATIONWIDE
from storage.roster import InstansiExistsError, InstansiFacts


def overview(context: Context, answers: Answers) -> dict[str, Any]:
    """All instansi in figures, and how many reports of fraud there are."""
    del answers
    found = nation.overview(context.session, context.person, today_wib(context.now))
    following = found.next_deadline
    return {
        "keadaan": {standing: found.standings.get(standing, 0) for standing in STANDINGS},
        "tanpa_batas": found.without_deadline,
        "berikut": format_date(following) if following else "",
        "laporan": fraud.count(context.session),
    }


def search(context: Context, answers: Answers) -> dict[str, Any]:
    """The instansi that were sought, or all: a page of them."""
    asked = answers["mulai"]
    menu: str = answers.get("menu", "")
    words = asked["kata"] or (menu.removeprefix(SOUGHT) if menu.startswith(SOUGHT) else "")
    found = nation.find(context.session, context.person, words, asked["dari"], PAGE)
    shown = [_line(one, standing) for one, standing in found.shown]
    return {"kata": words, "dari": asked["dari"], "jumlah": found.count, "daftar": shown}


def _line(instansi: InstansiFacts, standing: Standing) -> dict[str, Any]:
    deadline = format_date(instansi.deadline) if instansi.deadline else ""
    return {"id": instansi.id, "nama": instansi.nama, "kode": instansi.kode, "keadaan": standing, "batas": deadline}


def card(context: Context, answers: Answers) -> dict[str, Any]:
    """One instansi."""
    found = nation.card(context.session, context.person, chosen_instansi(answers))
    at = found.instansi.finalised_at
    return {
        **_line(found.instansi, found.standing),
        "sejak": wib(at) if at else "",
        "ditutup": at is None and not found.instansi.is_open(today_wib(context.now)),
        "pekerja": dict(found.workers),
        "admin": found.admins,
    }


def chosen_instansi(answers: Answers) -> int:
    """The one that was tapped, or the only one that was found."""
    return int(answers.get("instansi") or answers["temuan"]["daftar"][0]["id"])


def add(context: Context, answers: Answers) -> dict[str, Any]:
    """An instansi takes part from now on; refused with `kode_terpakai`, and the kode asked again."""
    try:
        nation.add(context.session, context.vault, context.person, answers["kode"], answers["nama"], context.now)
    except InstansiExistsError:
        return {"refused": "kode_terpakai", "params": {}}
    return {}


def look_at_deadline(context: Context, answers: Answers) -> dict[str, Any]:
    """Whether the day has passed already, how many people would be told, and when."""
    day = day_of(answers["tanggal"])
    count = audiences.size(context.session, audiences.DEADLINE, _where(answers))
    return {"lampau": day is not None and day < today_wib(context.now), **_told(context, count, day)}


def _told(context: Context, count: int, day: date | None) -> dict[str, Any]:
    """How many of staff are told, from when on if not at once, and whether the day, now ahead, has passed by then."""
    at = awake_at(context.now)
    late = day is not None and today_wib(context.now) <= day < today_wib(at)
    return {"staf": count, "mulai": wib(at) if is_quiet(context.now) else "", "terlambat": late}


def set_deadline(context: Context, answers: Answers) -> dict[str, Any]:
    """From now on this is the last day; the staff whom it concerns are told."""
    where, day = _where(answers), day_of(answers["tanggal"])
    count = nation.set_deadline(context.session, context.vault, context.person, where, day, context.now)
    return _told(context, count, day)


def _where(answers: Answers) -> int:
    return chosen_instansi(answers) if "tindakan" in answers else NATIONWIDE


def reopen(context: Context, answers: Answers) -> dict[str, Any]:
    """Open it again, with the reason; its admins are told. Refused with `sudah_terbuka`."""
    where, why = chosen_instansi(answers), answers["alasan"]
    try:
        admins = finalisation.reopen(context.session, context.vault, where, context.person, why, context.now)
    except FinalisationError:
        return {"refused": "sudah_terbuka", "params": {}}
    instansi = roster.instansi_by_id(context.session, where)
    told = Say(
        "say.dibuka",
        {"instansi": instansi.nama, "alasan": why},
        (Run("button.meja_instansi", f"/instansi {instansi.kode}"),),
    )
    context.notices.extend(Notice(person, NAME, told) for person in admins if person != context.person)
    return {}
