"""The commands of those who work for an instansi or for pusat."""

from collections.abc import Mapping
from typing import Final

from bot.conversations.cari.handlers import cari
from bot.conversations.finalisasi.handlers import finalisasi
from bot.conversations.impor.handlers import impor, templat
from bot.conversations.instansi.access import Handler, instansi_of, sit
from bot.conversations.instansi.menu import choice, menu
from bot.conversations.instansi.names import NAME
from bot.conversations.kesampingkan.flow import kesampingkan
from bot.conversations.mutasi.flow import mutasi
from bot.conversations.pembukaan.flow import pembukaan
from bot.conversations.petugas.handlers import petugas
from bot.conversations.pusat.handlers import pusat
from bot.conversations.rekap.handlers import ekspor, rekap
from bot.conversations.sptjm.handlers import sptjm
from bot.conversations.staf.handlers import staf
from bot.conversations.tambah.handlers import tambah
from bot.conversations.umumkan.handlers import umumkan
from bot.conversations.usulan.flow import usulan
from bot.conversations.verifikasi.handlers import verifikasi
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Run, Say
from bot.engine.inputs import Command
from storage import permits, roster

_CHOOSE: Final = "pilih"


def instansi(visit: Visit, given: Command) -> list[Spoken]:
    """The desk's menu; `pilih` for another instansi, or that instansi's kode."""
    context = visit.open_store()
    theirs = permits.instansi_of(context.session, context.person)
    if not theirs:
        return [(NAME, Say("say.bukan_tugas", {}, (Run("button.menu", "/start"),)))]
    if given.argument == _CHOOSE and len(theirs) > 1:
        return [choice(context)]
    chosen = roster.find_instansi(context.session, given.argument) if given.argument else None
    gone = sit(visit, chosen.id if chosen and chosen.id in theirs else None)
    visit.active = None
    return [*gone, menu(context, instansi_of(context))]


HANDLERS: Final[Mapping[str, Handler]] = {
    "instansi": instansi,
    "impor": impor,
    "templat": templat,
    "rekap": rekap,
    "ekspor": ekspor,
    "verifikasi": verifikasi,
    "staf": staf,
    "petugas": petugas,
    "pusat": pusat,
    "umumkan": umumkan,
    "finalisasi": finalisasi,
    "sptjm": sptjm,
    "cari": cari,
    "tambah": tambah,
    "usulan": usulan,
    "mutasi": mutasi,
    "pembukaan": pembukaan,
    "kesampingkan": kesampingkan,
}
