"""The commands that everybody has, whatever conversation they are in."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.conversations.account.names import IDENTITY
from bot.conversations.account.names import NAME as ACCOUNT
from bot.conversations.balas.handlers import balas, bukalagi
from bot.conversations.bantuan.handlers import bantuan
from bot.conversations.bantuan.names import NAME as HELP
from bot.conversations.cek.card import judged
from bot.conversations.filling.commands import LANJUT, keluar, masuk
from bot.conversations.filling.menu import menu
from bot.conversations.filling.names import OPENED
from bot.conversations.instansi.commands import HANDLERS as OF_DESKS
from bot.conversations.koreksi.flow import NAME as CORRECTIONS
from bot.conversations.laporan.handlers import laporan
from bot.conversations.login.names import NAME as LOGIN
from bot.conversations.privacy.handlers import hapus, privasi
from bot.conversations.reception import desks
from bot.conversations.recovery.flow import NAME as RECOVERY
from bot.conversations.reset.handlers import choose_password
from bot.conversations.status.handlers import status
from bot.conversations.syarat.handlers import cek_syarat
from bot.conversations.tiket.approving import persetujuan
from bot.conversations.tiket.handlers import angka, tiket
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Commands, Erase, Media, Params, Run, Say, Term
from bot.engine.flow import Question
from bot.engine.inputs import Command
from bot.engine.screen import position, progress
from bot.rules.clock import today_wib
from bot.rules.seal import CARD_PREFIX
from storage import accounts, records, resets, roster, sessions, staff
from storage.accounts import AccountFacts

NAME: Final = "reception"
_BACK: Final[Mapping[str, Button]] = {
    ACCOUNT: Run("button.lanjutkan_daftar", "/daftar"),
    LOGIN: Run("button.masuk", "/masuk"),
    RECOVERY: Run("button.lanjutkan_lupa", "/lupa"),
    **dict.fromkeys(OPENED, Run("button.lanjutkan_isi", f"/masuk {LANJUT}")),
}
"""The way back into each conversation that was left."""
_DIFFERING: Final = ("beda", "ditiket")
"""Where somebody stands whose data differ from what the instansi registered."""
_UNLOCKED: Final = (ACCOUNT, LOGIN, RECOVERY)
"""The conversations to which one goes back without an account that is open."""
_ONWARD: Final = Run("button.menu", "/start")

Handler = Callable[[Visit, Command], list[Spoken]]


def _say(text: str, **params: str | float | Term | tuple[Term, ...]) -> list[Spoken]:
    return [(NAME, Say(text, params))]


def start(visit: Visit, given: Command) -> list[Spoken]:
    """The menu; behind a deep link, what the link stands for."""
    if given.argument:
        return _linked(visit, given)
    context = visit.open_store()
    if roles := staff.roles_of(context.session, context.person):
        named = tuple(_role(visit, role) for role in roles)
        own = desks.buttons(context, roles)
        return [(NAME, Say("say.menu_staff", {"roles": named}, (*own, *_menu(visit)), screen=True))]
    opened = sessions.of_person(context.session, context.person, context.now)
    if opened is not None:
        return [_menu_inside(visit, opened.account_id)]
    account = accounts.of_person(context.session, context.person)
    if account is not None:
        return [(NAME, Say("say.menu_account", _greeting(account), _menu(visit), screen=True))]
    text = "say.menu_draft" if ACCOUNT in visit.states else "say.menu_new"
    return [(NAME, Say(text, {}, _menu(visit, Run("button.cek_syarat", "/cek_syarat")), screen=True))]


def _linked(visit: Visit, given: Command) -> list[Spoken]:
    """What a deep link stands for: a card, a password to be chosen, or an invite."""
    if given.argument.startswith(CARD_PREFIX):
        return check_card(visit, given.argument.removeprefix(CARD_PREFIX))
    if given.argument.upper().startswith(resets.PREFIX):
        return choose_password(visit, given)
    return redeem(visit, given)


def _menu_inside(visit: Visit, account_id: int) -> Spoken:
    """Of an account that is open here: its pages, while they may be filled in, and else what can be looked at."""
    context = visit.open_store()
    if records.state(context.session, account_id, today_wib(context.now)) == "open":
        own, pages = menu(visit, records.load(context.session, context.vault, account_id))
        begun = (Run("button.lanjutkan_daftar", "/daftar"),) if ACCOUNT in visit.states else ()
        return own, replace(pages, buttons=(*pages.buttons, *begun))
    account = accounts.by_id(context.session, account_id)
    assert account is not None
    look = (Run("button.data_saya", "/masuk"), Run("button.kartu", "/kartu"))
    others = (Run("button.status", "/status"), Run("button.bantuan", "/bantuan"), Run("button.keluar", "/keluar"))
    return NAME, Say("say.menu_account", _greeting(account), (*look, *others), screen=True)


def _greeting(account: AccountFacts) -> Params:
    return {"nomor": account.nomor_registrasi, "nama": account.nama}


def _menu(visit: Visit, *newcomer: Button) -> tuple[Button, ...]:
    """What fits the moment: going on comes first; what a `newcomer` finds besides follows the account to be made."""
    context = visit.open_store()
    inside = sessions.of_person(context.session, context.person, context.now) is not None
    has_account = inside or accounts.of_person(context.session, context.person) is not None
    own: list[Button] = [Run("button.masuk", "/masuk")] if has_account else []
    if ACCOUNT in visit.states:
        own.append(_resume(visit))
    elif not has_account:
        own += [Run("button.daftar", "/daftar"), *newcomer]
    if has_account:
        own.append(Run("button.kartu", "/kartu"))
    return (*own, Run("button.status", "/status"), Run("button.bantuan", "/bantuan"))


def _resume(visit: Visit) -> Run:
    """`Lanjutkan: Pengecekan Identitas, 3 dari 8`."""
    flow, state = visit.flows[ACCOUNT], visit.states[ACCOUNT]
    step = position(flow, state)
    here, total = progress(flow, state, step)
    stage = getattr(step, "stage", "")
    if not total:
        return Run("button.lanjutkan_daftar", "/daftar")
    return Run("button.lanjutkan_langkah", "/daftar", {"stage": Term(f"term.{stage}"), "here": here, "total": total})


def redeem(visit: Visit, given: Command) -> list[Spoken]:
    """A one-time invite gives its role."""
    context = visit.open_store()
    if not given.argument:
        return _say("say.invite_how")
    try:
        role = staff.redeem(context.session, context.vault, context.person, given.argument, context.now)
    except staff.InviteError as error:
        return _say(f"say.{error.code}")
    roles = tuple(role.role for role in staff.roles_of(context.session, context.person))
    return [(NAME, Commands(roles)), *_say("say.invite_redeemed", role=_role(visit, role))]


def _role(visit: Visit, role: staff.Role) -> Term:
    """`admin Dinas Pendidikan Kabupaten Bogor`, or `petugas helpdesk`."""
    if not role.instansi_id:
        return Term(f"term.role_{role.role}")
    instansi = roster.instansi_by_id(visit.open_store().session, role.instansi_id)
    return Term(f"term.role_{role.role}", {"instansi": instansi.nama})


def check_card(visit: Visit, code: str) -> list[Spoken]:
    """Whether a card is genuine, with masked data only."""
    return [(NAME, Say("say.card_checked", {"result": judged(visit.open_store(), code)}))]


def daftar(visit: Visit, given: Command) -> list[Spoken]:
    """Make an account, or go on making it; with a field, at its question if that still differs or was asked about."""
    spoken = visit.enter(ACCOUNT, given)
    made = visit.states.get(ACCOUNT)
    if given.argument not in IDENTITY or made is None or position(visit.flows[ACCOUNT], made).name not in _DIFFERING:
        return spoken
    visit.states[ACCOUNT] = replace(made, at=given.argument, aside={}, revision=made.revision + 1)
    return [*(one for one in spoken if not isinstance(one[1], Say)), *visit.enter(ACCOUNT, given)]


def batal(visit: Visit, given: Command) -> list[Spoken]:
    """Leave the conversation; the draft stays."""
    del given
    if visit.active is None:
        return _say("say.nothing_to_leave")
    left, visit.active = visit.active, None
    return [(NAME, Say("say.left", {}, (_BACK.get(left, _ONWARD),), screen=True))]


def kembali(visit: Visit, given: Command) -> list[Spoken]:
    """Outside every conversation there is no way back."""
    del visit, given
    return _say("say.nothing_before")


def lanjut(visit: Visit, given: Command) -> list[Spoken]:
    """From the help back to where the person was: the conversation that is named, the record, the account, the menu."""
    gone = visit.forget(HELP) if HELP in visit.states else []
    if given.argument in _UNLOCKED and given.argument in visit.states:
        return [*gone, *visit.enter(given.argument, given)]
    context = visit.open_store()
    if sessions.of_person(context.session, context.person, context.now) is not None:
        return [*gone, *masuk(visit, Command("masuk", LANJUT))]
    if ACCOUNT in visit.states:
        return [*gone, *daftar(visit, given)]
    return [*gone, *start(visit, Command("start"))]


def kartu(visit: Visit, given: Command) -> list[Spoken]:
    """The Kartu Informasi Akun once more, or the Kartu `pendataan` of whoever has ended theirs."""
    context = visit.open_store()
    opened = sessions.of_person(context.session, context.person, context.now)
    own = accounts.of_person(context.session, context.person)
    account = accounts.by_id(context.session, opened.account_id) if opened else own
    if account is None:
        return [(NAME, Say("say.no_card", {}, _menu(visit)))]
    told = {"nomor": account.nomor_registrasi}
    if given.argument != "pendataan":
        return [(NAME, Say("say.card", told, media=Media("document", "card", str(account.id))))]
    if account.finished_at is None:
        return [(NAME, Say("say.no_card_yet", {}, (Run("button.masuk", "/masuk"),)))]
    return [(NAME, Say("say.card_pendataan", told, media=Media("document", "pendataan", str(account.id))))]


def lupa(visit: Visit, given: Command) -> list[Spoken]:
    """Lupa password."""
    return visit.enter(RECOVERY, given)


def unknown(visit: Visit, given: Command) -> list[Spoken]:
    """A command that nobody knows; where a secret is asked for, it is a secret that begins with a slash."""
    if visit.active is not None:
        step = position(visit.flows[visit.active], visit.states[visit.active])
        if isinstance(step, Question) and step.secret:
            return [(NAME, Erase(given.message)), *_say("say.secret_with_slash")]
    return [(NAME, Say("say.unknown_command", {}, (Run("button.bantuan", "/bantuan"),)))]


def koreksi(visit: Visit, given: Command) -> list[Spoken]:
    """What waits for the instansi's consent."""
    return visit.enter(CORRECTIONS, given)


HANDLERS: Final[Mapping[str, Handler]] = {
    "start": start,
    "daftar": daftar,
    "batal": batal,
    "kembali": kembali,
    "bantuan": bantuan,
    "lanjut": lanjut,
    "balas": balas,
    "bukalagi": bukalagi,
    "status": status,
    "privasi": privasi,
    "hapus": hapus,
    "kartu": kartu,
    "masuk": masuk,
    "keluar": keluar,
    "lupa": lupa,
    "undangan": redeem,
    "tiket": tiket,
    "angka": angka,
    "persetujuan": persetujuan,
    "koreksi": koreksi,
    "laporan": laporan,
    "cek_syarat": cek_syarat,
    "cek-syarat": cek_syarat,
    **OF_DESKS,
}
