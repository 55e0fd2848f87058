"""Who has a role at some place, and what is done about it; the place is the asking conversation's to find."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.conversations.context import Context
from bot.conversations.staf import listing, telling
from bot.conversations.staf.screens import entry
from bot.engine.parse import Answers
from storage import staffing
from storage.staff import Role
from storage.staffing import LastOneError, NotStaffError


@dataclass(frozen=True, slots=True)
class Place:
    """Where roles are given: the instansi (NATIONWIDE: none, and no name), which roles, and the commands around it."""

    instansi_id: int
    nama: str
    roles: tuple[str, ...]
    command: str
    back: str


Where = Callable[[Context, Answers], Place]


def team(where: Where, context: Context, answers: Answers) -> dict[str, Any]:
    """The place, and its people and invites as entries."""
    place = where(context, answers)
    shown = listing.page(listing.entries(context, place.instansi_id), answers["mulai"]["dari"])
    return {"nama": place.nama, "peran": list(place.roles), "jalan": place.command, "pulang": place.back, **shown}


def invite(where: Where, context: Context, answers: Answers) -> dict[str, Any]:
    """Somebody new, for one role."""
    return telling.invite(context, Role(answers["peran"], where(context, answers).instansi_id), answers["nama"])


def withdraw(where: Where, context: Context, answers: Answers) -> dict[str, Any]:
    """An invite is taken back; refused with `undangan_berubah` where it is open no more."""
    place, ref = where(context, answers).instansi_id, entry(answers)["ref"]
    try:
        staffing.withdraw_invite(context.session, context.vault, context.person, place, ref, context.now)
    except NotStaffError:
        return {"refused": "undangan_berubah", "params": {}}
    return {}


def end(where: Where, context: Context, answers: Answers) -> dict[str, Any]:
    """A role ends; refused with `peran_terakhir` where nobody would be left, `peran_berubah` where it had ended."""
    try:
        return telling.end(context, where(context, answers).instansi_id, entry(answers))
    except LastOneError:
        return {"refused": "peran_terakhir", "params": {}}
    except NotStaffError:
        return {"refused": "peran_berubah", "params": {}}
