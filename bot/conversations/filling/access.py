"""The lock: who may go on with a page of their record, asked in the very transaction that writes."""

from bot.conversations.context import Context
from bot.conversations.filling.names import NAME, OPENED, PAGES
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Run, Say, Toast
from bot.engine.inputs import Choice, Done, Input
from bot.rules.clock import today_wib
from storage import records, sessions


def account_of(context: Context) -> int:
    """The account that this person has open; whoever asks has been let in before, in the same turn."""
    opened = sessions.of_person(context.session, context.person, context.now)
    assert opened is not None
    return opened.account_id


def barred(visit: Visit, name: str, given: Input) -> list[Spoken]:
    """What is said instead of going on with this conversation, or nothing where one may.

    A job's result is let through: it writes nothing, but stands as an offer until its person has accepted it.
    """
    if name not in OPENED or isinstance(given, Done):
        return []
    context = visit.open_store()
    opened = sessions.of_person(context.session, context.person, context.now)
    tapped: list[Spoken] = [(NAME, Toast(given.query))] if isinstance(given, Choice) else []
    if opened is None:
        visit.active = None
        return [*tapped, (NAME, Say("say.sesi_berakhir", {}, (Run("button.masuk", "/masuk"),), screen=True))]
    state = records.state(context.session, opened.account_id, today_wib(context.now))
    if name in PAGES and state != "open":
        visit.active = None
        return [*tapped, locked(state)]
    return []


def locked(state: str) -> Spoken:
    """Why nothing of the record changes any more, and where it can be read."""
    buttons = () if state == "ditarik" else (Run("button.lihat_data", "/masuk resume"),)
    return NAME, Say(f"say.{state}", {}, buttons, screen=True)
