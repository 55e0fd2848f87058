"""The reminder for whoever has begun an account and not made it, if their instansi is known."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import msgspec

from bot.conversations.account.names import NAME as ACCOUNT
from bot.conversations.context import Context
from bot.conversations.kabar.names import NAME, until
from bot.engine.effects import Run, Say, Term
from bot.engine.flow import Flow
from bot.engine.screen import position, progress
from bot.engine.state import State, from_json
from bot.rules.clock import today_wib
from storage import audiences, conversations
from storage.roster import InstansiFacts

_COMPARED: Final = "identitas"
"""The gate that has found the worker."""


def reminder(context: Context, flows: Mapping[str, Flow], ending: Mapping[int, date]) -> tuple[str, Say] | None:
    """At which step they are, if their instansi is one of those that end, with the same deadline still."""
    state = _draft(context, flows[ACCOUNT])
    worker = state.answers.get(_COMPARED, {}).get("worker") if state else None
    instansi = audiences.without_account(context.session, worker) if worker else None
    if state is None or instansi is None or not _ends(context, instansi, ending):
        return None
    above = until(instansi, today_wib(context.now))
    return NAME, Say("say.akun_belum_jadi", _where(flows[ACCOUNT], state), (_ON,), above=above)


def _ends(context: Context, instansi: InstansiFacts, ending: Mapping[int, date]) -> bool:
    same = instansi.deadline is not None and ending.get(instansi.id) == instansi.deadline
    return same and instansi.is_open(today_wib(context.now))


def _draft(context: Context, flow: Flow) -> State | None:
    lying = conversations.load(context.session, context.vault, [context.person]).get(context.person, [])
    return next((from_json(flow, msgspec.json.decode(one.body)) for one in lying if one.flow == ACCOUNT), None)


def _where(flow: Flow, state: State) -> dict[str, Any]:
    """`Lengkapi Data, 3 dari 9`."""
    step = position(flow, state)
    here, total = progress(flow, state, step)
    stage = Term(f"term.tahap_{getattr(step, 'stage', '')}")
    return {"langkah": Term("term.langkah", {"stage": stage, "here": here, "total": total}) if total else stage}


_ON: Final = Run("button.lanjutkan_akun", "/daftar")
