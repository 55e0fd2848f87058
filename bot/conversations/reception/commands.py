"""The commands that everybody has, whatever conversation they are in."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.conversations.account.names import NAME as ACCOUNT
from bot.conversations.cek.card import judged
from bot.conversations.filling.commands import keluar, masuk
from bot.conversations.privacy.handlers import hapus, privasi
from bot.conversations.recovery.flow import NAME as RECOVERY
from bot.conversations.status.handlers import status
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Commands, Erase, Media, Run, Say, Term
from bot.engine.flow import Question
from bot.engine.inputs import Command
from bot.engine.screen import position, progress
from bot.rules.seal import CARD_PREFIX
from storage import accounts, roster, sessions, staff

NAME: Final = "reception"
_LATEST: Final = 20
"""So many requests are told of: more than anybody has, and few enough for one message."""

Handler = Callable[[Visit, Command], list[Spoken]]


def _say(text: str, **params: str | float | Term | tuple[Term, ...]) -> list[Spoken]:
    return [(NAME, Say(text, params))]


def start(visit: Visit, given: Command) -> list[Spoken]:
    """The menu; behind a deep link, what the link stands for."""
    if given.argument.startswith(CARD_PREFIX):
        return check_card(visit, given.argument.removeprefix(CARD_PREFIX))
    if given.argument:
        return redeem(visit, given)
    context = visit.open_store()
    account = accounts.of_person(context.session, context.person)
    roles = staff.roles_of(context.session, context.person)
    if roles:
        named = tuple(_role(visit, role) for role in roles)
        return [
            (NAME, Say("say.menu_staff", {"roles": named}, _menu(visit, has_account=account is not None), screen=True))
        ]
    if account:
        told = {"nomor": account.nomor_registrasi, "nama": account.nama}
        return [(NAME, Say("say.menu_account", told, _menu(visit, has_account=True), screen=True))]
    text = "say.menu_draft" if ACCOUNT in visit.states else "say.menu_new"
    return [(NAME, Say(text, {}, _menu(visit, has_account=False), screen=True))]


def _menu(visit: Visit, *, has_account: bool) -> tuple[Button, ...]:
    """What fits the moment: going on comes first."""
    own: list[Button] = []
    if ACCOUNT in visit.states:
        own.append(_resume(visit))
    elif not has_account:
        own.append(Run("button.daftar", "/daftar"))
    if has_account:
        own += [Run("button.masuk", "/masuk"), Run("button.kartu", "/kartu")]
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
    """Make an account, or go on making it."""
    return visit.enter(ACCOUNT, given)


def batal(visit: Visit, given: Command) -> list[Spoken]:
    """Leave the conversation; the draft stays."""
    del given
    if visit.active is None:
        return _say("say.nothing_to_leave")
    visit.active = None
    return [(NAME, Say("say.left", {}, (Run("button.lanjutkan_daftar", "/daftar"),), screen=True))]


def kembali(visit: Visit, given: Command) -> list[Spoken]:
    """Outside every conversation there is no way back."""
    del visit, given
    return _say("say.nothing_before")


def bantuan(visit: Visit, given: Command) -> list[Spoken]:
    """How to go on, and whom to ask."""
    del given
    context = visit.open_store()
    account = accounts.of_person(context.session, context.person)
    return [(NAME, Say("say.help", {}, _menu(visit, has_account=account is not None)[:1]))]


def kartu(visit: Visit, given: Command) -> list[Spoken]:
    """The Kartu Informasi Akun once more, or the Kartu `pendataan` of whoever has ended theirs."""
    context = visit.open_store()
    opened = sessions.of_person(context.session, context.person, context.now)
    own = accounts.of_person(context.session, context.person)
    account = accounts.by_id(context.session, opened.account_id) if opened else own
    if account is None:
        return [(NAME, Say("say.no_card", {}, _menu(visit, has_account=False)))]
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


HANDLERS: Final[Mapping[str, Handler]] = {
    "start": start,
    "daftar": daftar,
    "batal": batal,
    "kembali": kembali,
    "bantuan": bantuan,
    "status": status,
    "privasi": privasi,
    "hapus": hapus,
    "kartu": kartu,
    "masuk": masuk,
    "keluar": keluar,
    "lupa": lupa,
    "undangan": redeem,
}
