"""Whose drafts lie on this Telegram: those of the account that is open here, wherever they were begun, and no other's.

A Telegram user has one draft of each page. What was begun in an account goes along when it is opened elsewhere, and
goes back to the Telegram that made the account when it is closed there, or when another account is opened in its place.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from bot.conversations.context import Context
from bot.conversations.filling.names import OPENED, PAGES
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Discard
from bot.engine.state import State, files_of, to_json
from storage import accounts, conversations
from storage.conversations import Draft
from storage.handover import hand_over

_RECORD: Final = "isian"
"""The gate of each page that tells what the record holds."""
_BEGUN: Final = frozenset({"awal", _RECORD})
"""The gates with which a page begins, before anything is answered."""


def bring(context: Context, account_id: int, holder: int) -> None:
    """What `holder` has begun in this account comes along to the person of this turn."""
    going = [draft.flow for draft in _begun(context, account_id, holder)]
    if going:
        context.must_be_alone()
    hand_over(context.session, context.vault, going, holder, context.person, _without_job)


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
    hand_over(context.session, context.vault, going, holder, account.telegram_id, _without_job)
    return going


def settle(visit: Visit, account_id: int) -> list[Spoken]:
    """What came along takes the place of what lay here; what is another account's goes home, or goes for good."""
    context = visit.open_store()
    gone = [
        spoken
        for name in OPENED
        if name in visit.states and _account(visit.states[name].answers) != account_id
        for spoken in _put_away(visit, context, name)
    ]
    came = Visit(visit.flows, visit.moment, visit.open_store)
    came.remember(draft for draft in _lying(context, context.person) if draft.flow in OPENED)
    for name, state in came.states.items():
        if _account(state.answers) == account_id:
            before = visit.states.get(name)
            left = files_of(before) - files_of(state) if before else set()
            gone += [(name, Discard(file)) for file in sorted(left)]
            visit.states[name] = state
    return gone


def is_half_written(state: State) -> bool:
    """Whether something is in the draft that is not in the record yet, or its person stands in it by choice."""
    return bool(state.answers.keys() - _BEGUN) or state.at is not None or bool(state.aside.keys() & {"offer", "work"})


def _put_away(visit: Visit, context: Context, name: str) -> list[Spoken]:
    """Another account's page goes to the Telegram that made the account, unless that is this one or has one there."""
    state = visit.states[name]
    account = accounts.by_id(context.session, _account(state.answers) or 0)
    if name not in PAGES or account is None or account.telegram_id == context.person:
        return visit.forget(name)
    # From the visit, not the store: what came along may lie over it there.
    context.must_be_alone()
    if any(draft.flow == name for draft in _lying(context, account.telegram_id)):
        return visit.forget(name)
    body = _without_job(msgspec.json.encode(to_json(visit.flows[name], state)))
    conversations.save(context.session, context.vault, [Draft(account.telegram_id, name, active=False, body=body)])
    # Without its Discards: the files go along.
    visit.forget(name)
    return []


def _without_job(body: bytes) -> bytes:
    """A job's result goes to who handed it out: whoever takes the draft over is asked once more."""
    version, answers, at, aside, revision = msgspec.json.decode(body)
    return msgspec.json.encode([version, answers, at, {}, revision + 1]) if "work" in aside else body


def _begun(context: Context, account_id: int, person: int) -> list[Draft]:
    drafts = (draft for draft in _lying(context, person) if draft.flow in PAGES)
    return [draft for draft in drafts if _account(msgspec.json.decode(draft.body)[1]) == account_id]


def _lying(context: Context, person: int) -> list[Draft]:
    return conversations.load(context.session, context.vault, [person]).get(person, [])


def _account(answers: Mapping[str, Mapping[str, int]]) -> int | None:
    """Whose record a draft belongs to, by its first gate."""
    return answers.get(_RECORD, {}).get("account")
