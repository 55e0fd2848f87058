"""`/pembukaan`: the oldest wish first, with its reason and where the record stands; Buka or Tolak."""

from typing import Any, Final

from bot.conversations.context import Context, Notice
from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.at_work import desk_of, today
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.instansi.queue import REFUSED, Decision, queue_flow
from bot.conversations.instansi.turning import onward, page
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Params, Pick, Run, Say, Term
from bot.engine.flow import Flow
from bot.engine.inputs import Command
from bot.engine.parse import Answers
from bot.rules.clock import wib
from bot.rules.nik import masked
from storage import reopenings, roster
from storage.reopenings import ReopeningError

NAME: Final = "pembukaan"


@at_desk(NAME)
def pembukaan(visit: Visit, given: Command) -> list[Spoken]:
    """The queue from its beginning."""
    visit.states.pop(NAME, None)
    return visit.enter(NAME, given)


def pembukaan_flow() -> Flow:
    """One wish after the other."""
    return queue_flow(NAME, _oldest, _told, _buttons, _refuse, Decision("buka", "dibuka", _open), _done)


def _oldest(context: Context, answers: Answers) -> dict[str, Any]:
    """The oldest that waits behind those that were passed over; `nomor` 0 for none. The look is recorded."""
    found = reopenings.oldest(context.session, context.vault, desk_of(context), page(answers, "keputusan"))
    if found is None:
        return {"nomor": 0}
    return {
        "nomor": found.number,
        "pekerja": found.worker_id,
        "nama": found.nama,
        "nik": masked(found.nik),
        "kata": found.reason,
        "keadaan": found.stands,
        "berakhir": wib(found.ended_at) if found.ended_at else "",
        "kapan": wib(found.created_at),
    }


def _told(answers: Answers) -> Params:
    isian = answers["isian"]
    ended = Term("term.berakhir", {"at": isian["berakhir"]}) if isian["berakhir"] else Term("term.belum_berakhir")
    return {
        **{name: isian[name] for name in ("nama", "nik", "kata")},
        "nomor": f"B-{isian['nomor']:06d}",
        "at": isian["kapan"],
        "status": Term(f"term.{isian['keadaan']}"),
        "berakhir": ended,
    }


def _buttons(answers: Answers) -> tuple[Button, ...]:
    isian = answers.get("isian", {})
    card = Run("button.kartu_pekerja", f"/cari w{isian.get('pekerja', 0)}")
    skip = Pick("button.lewati", onward(isian.get("nomor", 0)))
    return (Pick("button.buka", "buka"), Pick("button.tolak", REFUSED), skip, card, TO_DESK)


def _open(context: Context, answers: Answers) -> dict[str, Any]:
    """Buka: the worker is led to the pages. `hasil` is dibuka, or why not."""
    desk, number = desk_of(context), answers["isian"]["nomor"]
    try:
        asked = reopenings.open_again(context.session, context.vault, desk, number, today(context))
    except ReopeningError as error:
        return {"hasil": error.code}
    _tell(context, asked.person, "say.dibuka", Run("button.masuk", "/masuk"))
    return {"hasil": "dibuka"}


def _refuse(context: Context, answers: Answers) -> dict[str, Any]:
    """Tolak: the worker hears why. `hasil` is ditolak, or why not."""
    desk, number, words = desk_of(context), answers["isian"]["nomor"], answers["alasan"]
    try:
        asked = reopenings.refuse(context.session, context.vault, desk, number, words)
    except ReopeningError as error:
        return {"hasil": error.code}
    _tell(context, asked.person, "say.ditolak", Run("button.status", "/status"), kata=words)
    return {"hasil": "ditolak"}


def _tell(context: Context, person: int, text: str, button: Run, **more: str) -> None:
    name = roster.instansi_by_id(context.session, desk_of(context).instansi_id).nama
    context.notices.append(Notice(person, NAME, Say(text, {"instansi": name, **more}, (button,))))


def _done(answers: Answers) -> Params:
    outcome = answers.get("ditolak") or answers["dibuka"]
    return {"hasil": Term(f"term.{outcome['hasil']}")}
