"""Whose drafts lie on this Telegram: those of the account that is open here, wherever they were begun, and no other's.

A Telegram user has one draft of each page. What was begun in an account goes along when it is opened elsewhere, and
goes back to the Telegram that made the account when it is closed there.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from bot.conversations.context import Context
from bot.conversations.filling.names import OPENED, PAGES
from bot.conversations.visit import Spoken, Visit
from bot.engine.change import next_screen
from bot.engine.effects import Discard
from bot.engine.state import State, files_of
from storage import accounts, conversations
from storage.conversations import Draft
from storage.handover import hand_over

_RECORD: Final = "isian"
"""The first gate of each page: what the record holds."""


def bring(context: Context, account_id: int, holder: int) -> None:
    """What `holder` has begun in this account comes along to the person of this turn."""
    going = [draft.flow for draft in _begun(context, account_id, holder)]
    if going:
        context.must_be_alone()
    hand_over(context.session, context.vault, going, holder, context.person)


def send_home(context: Context, account_id: int, holder: int) -> list[str]:
    """What `holder` has begun in this account goes to the Telegram that made it; which pages went.

    A page of which something lies there already stays: that may be another account's.
    """
    account = accounts.by_id(context.session, account_id)
    if account is None or account.telegram_id == holder:
        return []
    there = {draft.flow for draft in _lying(context, account.telegram_id)}
    going = [draft.flow for draft in _begun(context, account_id, holder) if draft.flow not in there]
    if going:
        context.must_be_alone()
    hand_over(context.session, context.vault, going, holder, account.telegram_id)
    return going


def settle(visit: Visit, account_id: int) -> list[Spoken]:
    """After a login: what came along takes the place of what lay here, and what is another account's goes."""
    context = visit.open_store()
    came = Visit(visit.flows, visit.moment, visit.open_store)
    came.remember(draft for draft in _lying(context, context.person) if draft.flow in OPENED)
    gone: list[Spoken] = []
    for name, state in came.states.items():
        before = visit.states.get(name)
        if state != before:
            left = files_of(before) - files_of(state) if before else set()
            gone += [(name, Discard(file)) for file in sorted(left)]
        # Also what lay here already: it may have come home while its job went on elsewhere.
        visit.states[name] = _without_job(state)
    foreign = [name for name in OPENED if name in visit.states and _account(visit.states[name].answers) != account_id]
    return [*gone, *(spoken for name in foreign for spoken in visit.forget(name))]


def is_half_written(state: State) -> bool:
    """Whether something is in the draft that is not in the record yet."""
    return bool(state.answers.keys() - {_RECORD}) or "offer" in state.aside


def _without_job(state: State) -> State:
    """A job's result goes to who handed it out: whoever takes the draft over is asked once more."""
    return next_screen(state, {}) if "work" in state.aside else state


def _begun(context: Context, account_id: int, person: int) -> list[Draft]:
    drafts = (draft for draft in _lying(context, person) if draft.flow in PAGES)
    return [draft for draft in drafts if _account(msgspec.json.decode(draft.body)[1]) == account_id]


def _lying(context: Context, person: int) -> list[Draft]:
    return conversations.load(context.session, context.vault, [person]).get(person, [])


def _account(answers: Mapping[str, Mapping[str, int]]) -> int | None:
    """Whose record a draft belongs to, by its first gate."""
    return answers.get(_RECORD, {}).get("account")
