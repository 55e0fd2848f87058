"""The commands that everybody has, whatever conversation they are in."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.conversations.account.names import NAME as ACCOUNT
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Button, Commands, Erase, Media, Run, Say, Term
from bot.engine.flow import Question
from bot.engine.inputs import Command
from bot.engine.screen import position, progress
from bot.rules.clock import wib
from bot.rules.nik import masked
from bot.rules.seal import CARD_KEY, CARD_PREFIX, SealError, unseal
from storage import accounts, requests, roster, staff

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
    context = visit.open_store()
    try:
        account = accounts.by_id(context.session, unseal(context.vault.derive(CARD_KEY), code))
    except SealError:
        account = None
    if account is None:
        return _say("say.card_false")
    worker = roster.printed_facts(context.session, context.vault, account.worker_id)
    return _say(
        "say.card_genuine",
        nomor=account.nomor_registrasi,
        nama=_masked_name(account.nama),
        nik=masked(worker.nik),
        instansi=worker.instansi,
        created=wib(account.created_at),
    )


def _masked_name(name: str) -> str:
    """`S••• W••••••••`: enough to compare with a card in the hand, too little to learn a name."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in name.split())


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


def status(visit: Visit, given: Command) -> list[Spoken]:
    """What is recorded for this person."""
    del given
    context = visit.open_store()
    lines = [
        Term(f"term.{kind}", {"nomor": f"{number:06d}", "status": Term(f"term.status_{state}")})
        for kind, number, state in requests.of_person(context.session, context.person)[-_LATEST:]
    ]
    account = accounts.of_person(context.session, context.person)
    if account:
        told = {"nomor": account.nomor_registrasi, "created": wib(account.created_at)}
        lines.insert(0, Term("term.akun", told))
    if ACCOUNT in visit.states:
        lines.append(Term("term.draf"))
    if not lines:
        return _say("say.status_empty")
    return [(NAME, Say("say.status", {"lines": tuple(lines)}, _menu(visit, has_account=account is not None)[:1]))]


def privasi(visit: Visit, given: Command) -> list[Spoken]:
    """What is stored, why, who sees it, and how to withdraw."""
    del given
    withdraw: tuple[Button, ...] = (Run("button.hapus", "/hapus"),) if ACCOUNT in visit.states else ()
    return [(NAME, Say("say.privacy", {}, withdraw))]


def hapus(visit: Visit, given: Command) -> list[Spoken]:
    """Consent withdrawn before there is an account: once confirmed, answers and pictures are forgotten."""
    if ACCOUNT not in visit.states:
        return _say("say.nothing_to_erase")
    if given.argument != "ya":
        keep_or_not = (Run("button.hapus_ya", "/hapus ya"), Run("button.lanjutkan_daftar", "/daftar"))
        return [(NAME, Say("say.erase", {}, keep_or_not, screen=True))]
    gone = visit.forget(ACCOUNT)
    visit.active = None
    return [*gone, (NAME, Say("say.erased", {}, (Run("button.daftar", "/daftar"),), screen=True))]


def kartu(visit: Visit, given: Command) -> list[Spoken]:
    """The Kartu Informasi Akun once more."""
    del given
    context = visit.open_store()
    account = accounts.of_person(context.session, context.person)
    if account is None:
        return [(NAME, Say("say.no_card", {}, _menu(visit, has_account=False)))]
    card = Media("document", "card", str(account.id))
    return [(NAME, Say("say.card", {"nomor": account.nomor_registrasi}, media=card))]


def masuk(visit: Visit, given: Command) -> list[Spoken]:
    """Filling in is not part of this version, and it says so."""
    del given
    context = visit.open_store()
    if accounts.of_person(context.session, context.person) is None:
        return [(NAME, Say("say.login_without_account", {}, _menu(visit, has_account=False)))]
    return [(NAME, Say("say.login_closed", {}, (Run("button.kartu", "/kartu"),)))]


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
    "kartu": kartu,
    "masuk": masuk,
    "hapus": hapus,
    "undangan": redeem,
}
