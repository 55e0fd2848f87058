"""Where the store lists the requests and takes what is decided; everybody concerned hears at once."""

from typing import Any

from bot.conversations.context import Context, Notice
from bot.conversations.instansi.at_work import desk_of, tell_admins, today
from bot.conversations.mutasi.names import INCOMING, NAME, OUTGOING
from bot.conversations.reception.registered import tell_registered
from bot.engine.effects import Button, Params, Run, Say
from bot.engine.parse import Answers
from bot.rules.clock import wib
from bot.rules.nik import masked
from storage import acting, moving, roster, transfers
from storage.acting import Desk
from storage.moving import Moved
from storage.transfers import Asked, TransferError


def waiting(context: Context, answers: Answers) -> dict[str, Any]:
    """`masuk` for whoever may decide, and `keluar`; each as [key, name, NIK masked, other instansi, when, status]."""
    del answers
    desk = desk_of(context)
    may = acting.may(context.session, desk, "mutasi_putuskan")
    incoming = transfers.to_decide(context.session, context.vault, desk) if may else []
    outgoing = transfers.asked_for(context.session, context.vault, desk)
    return {
        "masuk": [_listed(INCOMING, one) for one in incoming],
        "keluar": [_listed(OUTGOING, one) for one in outgoing],
    }


def _listed(side: str, one: Asked) -> list[str]:
    return [f"{side}{one.id}", one.nama, masked(one.nik), one.other, wib(one.asked_at), one.stands]


def opened(context: Context, answers: Answers) -> dict[str, Any]:
    """The request that was chosen."""
    del context
    key: str = answers["pilih"]
    row = next(one for one in (*answers["isian"]["masuk"], *answers["isian"]["keluar"]) if one[0] == key)
    names = ("kunci", "nama", "nik", "instansi", "kapan", "status")
    return {**dict(zip(names, row, strict=True)), "masuk": key.startswith(INCOMING), "mutasi": int(key[1:])}


def refuse(context: Context, answers: Answers) -> dict[str, Any]:
    """Tolak: whoever asked hears why. `hasil` is ditolak, or why not."""
    desk, number, words = desk_of(context), answers["dibuka"]["mutasi"], answers["kata"]
    try:
        row = transfers.refuse(context.session, context.vault, desk, number, words)
    except TransferError as error:
        return {"hasil": error.code}
    nama = transfers.wanted(context.vault, row).nama
    told = {"nama": nama, "instansi": _name(context, desk.instansi_id), "kata": words}
    _tell(context, row.asked_by, "say.ditolak", told, Run("button.lihat", "/mutasi"))
    return {"hasil": "ditolak"}


def release(context: Context, answers: Answers) -> dict[str, Any]:
    """Lepas: the record moves. `hasil` is dilepas, or why not; `gone` are the files that went with it."""
    desk, number = desk_of(context), answers["dibuka"]["mutasi"]
    try:
        moved = moving.release(context.session, context.vault, desk, number, today(context))
    except TransferError as error:
        return {"hasil": error.code}
    _tell_all(context, moved)
    return {"hasil": "dilepas", "gone": list(moved.files)}


def take_back(context: Context, answers: Answers) -> dict[str, Any]:
    """The instansi that asked does not want the worker any more. `hasil` is ditarik, or why not."""
    desk, number = desk_of(context), answers["dibuka"]["mutasi"]
    try:
        holder = transfers.take_back(context.session, context.vault, desk, number)
    except TransferError as error:
        return {"hasil": error.code}
    told = {"nik": answers["dibuka"]["nik"], "instansi": _name(context, desk.instansi_id)}
    tell_admins(context, holder, NAME, Say("say.ditarik", told))
    return {"hasil": "ditarik"}


def _tell_all(context: Context, moved: Moved) -> None:
    """The new instansi, others that asked in vain, the worker, and whoever waits for the NIK."""
    told: Params = {"nik": masked(moved.nik), "instansi": _name(context, moved.to_instansi)}
    card = Run("button.kartu_pekerja", f"/cari w{moved.worker_id}")
    _tell(context, moved.asked_by, "say.dilepas", {**told, "nama": moved.nama}, card)
    for person in moved.fallen:
        _tell(context, person, "say.gugur", told, Run("button.lihat", "/mutasi"))
    if moved.telegram_id is not None:
        _tell(context, moved.telegram_id, "say.pindah", told, Run("button.masuk", "/masuk"))
    tell_registered(context, Desk(moved.asked_by, moved.to_instansi, context.now), moved.nik)


def _tell(context: Context, person: int, text: str, told: Params, button: Button) -> None:
    context.notices.append(Notice(person, NAME, Say(text, told, (button,))))


def _name(context: Context, instansi_id: int) -> str:
    return roster.instansi_by_id(context.session, instansi_id).nama
