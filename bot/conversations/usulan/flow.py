"""`/usulan`: the oldest proposal first; Terima leads to `/tambah` with what the person typed."""

from typing import Any, Final

from bot.conversations.account.answers import masked_phone, shown_date
from bot.conversations.context import Context, Notice
from bot.conversations.instansi.access import at_desk
from bot.conversations.instansi.at_work import desk_of
from bot.conversations.instansi.names import TO_DESK
from bot.conversations.instansi.queue import REFUSED, Decision, queue_flow
from bot.conversations.instansi.turning import onward, page
from bot.conversations.reception.registered import tell_registered
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Params, Pick, Run, Say, Term
from bot.engine.flow import Flow
from bot.engine.inputs import Command
from bot.engine.parse import Answers
from bot.rules.clock import wib
from storage import acting, proposals, roster
from storage.proposals import ACTION, ProposalError

NAME: Final = "usulan"


@at_desk(NAME)
def usulan(visit: Visit, given: Command) -> list[Spoken]:
    """The queue from its beginning."""
    visit.states.pop(NAME, None)
    return visit.enter(NAME, given)


def usulan_flow() -> Flow:
    """One proposal after the other."""
    return queue_flow(NAME, _oldest, _told, _buttons, _reject, Decision("tutup", "ditutup", _close), _done)


def _oldest(context: Context, answers: Answers) -> dict[str, Any]:
    """The oldest that waits behind those that were passed over; `nomor` 0 for none. The look is recorded."""
    found = proposals.oldest(context.session, context.vault, desk_of(context), page(answers, "keputusan"))
    if found is None:
        return {"nomor": 0}
    return {"nomor": found.number, "kapan": wib(found.created_at), "di": found.held, **found.identity}


def _told(answers: Answers) -> Params:
    isian = answers["isian"]
    return {
        **{name: isian[name] for name in ("nik", "kk", "nama", "tempat_lahir", "email")},
        "nomor": f"U-{isian['nomor']:06d}",
        "at": isian["kapan"],
        "tanggal": shown_date(isian["tanggal_lahir"]),
        "ponsel": masked_phone(isian["ponsel"]),
        "hint": Term(f"term.di_{isian['di'] or 'mana_pun'}"),
    }


def _buttons(answers: Answers) -> tuple[Button, ...]:
    """Where the instansi has registered the NIK already, there is nothing left but to say so."""
    isian = answers.get("isian", {"nomor": 0, "di": ""})
    number, held = isian["nomor"], isian.get("di", "")
    take = Pick("button.tutup", "tutup") if held == "sini" else Run("button.terima", f"/tambah usulan {number}")
    return (take, Pick("button.tolak", REFUSED), Pick("button.lewati", onward(number)), TO_DESK)


def _reject(context: Context, answers: Answers) -> dict[str, Any]:
    """Tolak: the person hears why. `hasil` is ditolak, or why not."""
    desk, words = desk_of(context), answers["alasan"]
    try:
        person = proposals.reject(context.session, context.vault, desk, answers["isian"]["nomor"], words)
    except ProposalError as error:
        return {"hasil": error.code}
    told = {"instansi": roster.instansi_by_id(context.session, desk.instansi_id).nama, "kata": words}
    onward_there = (Run("button.lanjutkan_daftar", "/daftar"), Run("button.status", "/status"))
    context.notices.append(Notice(person, NAME, Say("say.ditolak", told, onward_there)))
    return {"hasil": "ditolak"}


def _close(context: Context, answers: Answers) -> dict[str, Any]:
    """The NIK is registered here already: whoever proposed it hears so. `hasil` is ditutup, or why not."""
    desk = desk_of(context)
    role = acting.role_at(context.session, desk, ACTION)
    try:
        found = proposals.load(context.session, context.vault, desk, answers["isian"]["nomor"])
    except ProposalError as error:
        return {"hasil": error.code}
    if found.held != "sini":
        return {"hasil": "tidak_terdaftar"}
    tell_registered(context, desk, answers["isian"]["nik"], role)
    return {"hasil": "ditutup"}


def _done(answers: Answers) -> Params:
    outcome = answers.get("ditolak") or answers["ditutup"]
    return {"hasil": Term(f"term.{outcome['hasil']}")}
