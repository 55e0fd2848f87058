"""Who may sit at which desk: asked with every input, in the very transaction that acts."""

from collections.abc import Callable
from functools import wraps

from bot.conversations.context import Context
from bot.conversations.instansi.names import ACTION, NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Run, Say, Toast
from bot.engine.inputs import Choice, Command, Done, Input
from storage import desks, permits

Handler = Callable[[Visit, Command], list[Spoken]]


def instansi_of(context: Context) -> int:
    """The instansi at whose desk the person sits; whoever asks has been let in before, in the same turn."""
    found = desks.of_person(context.session, context.person, context.now)
    assert found is not None
    return found


def at_desk(desk: str) -> Callable[[Handler], Handler]:
    """The command of a desk: it opens the desk for whoever may sit there, and tells everybody else the same."""

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        def guarded(visit: Visit, given: Command) -> list[Spoken]:
            gone = sit(visit)
            context = visit.open_store()
            if not permits.may(context.session, context.person, instansi_of(context), ACTION[desk]):
                return [*gone, _not_theirs()]
            return [*gone, *handler(visit, given)]

        return guarded

    return guard


def sit(visit: Visit, instansi_id: int | None = None) -> list[Spoken]:
    """Open the person's desk, for the named instansi or where it was last; what was begun for another one is forgotten.

    Raises:
        NotAllowedError: the person does not work for the named one.
    """
    context = visit.open_store()
    before = desks.last(context.session, context.person)
    sits = desks.sit(context.session, context.person, context.now, instansi_id)
    if before in {None, sits}:
        return []
    return [spoken for name in ACTION if name in visit.states for spoken in visit.forget(name)]


def barred(visit: Visit, name: str, given: Input) -> list[Spoken]:
    """What is said instead of going on with this conversation, or nothing where the person may.

    A job's result is let through: it writes nothing before its person has accepted it.
    """
    if name not in ACTION or isinstance(given, Done):
        return []
    context = visit.open_store()
    tapped: list[Spoken] = [(NAME, Toast(given.query))] if isinstance(given, Choice) else []
    instansi_id = desks.of_person(context.session, context.person, context.now)
    if instansi_id is None:
        visit.active = None
        again = Say("say.meja_ditutup", {}, (Run("button.buka_meja", f"/{name}"),), screen=True)
        return [*tapped, (NAME, again)]
    if not permits.may(context.session, context.person, instansi_id, ACTION[name]):
        return [*tapped, *visit.forget(name), _not_theirs()]
    return []


def _not_theirs() -> Spoken:
    return NAME, Say("say.bukan_tugas", {}, (Run("button.menu", "/start"),))
