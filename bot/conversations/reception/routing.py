"""Who answers what came in: a command its handler, anything else the conversation that the person is in."""

from bot.conversations.reception import commands
from bot.conversations.reception.group import NAME as GROUP
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Discard, Say, Toast
from bot.engine.inputs import Choice, Command, Done, Input, Other
from bot.engine.state import begin

NAME = "reception"


def respond(visit: Visit, given: Input) -> list[Spoken]:
    """The whole consequence of one input."""
    match given:
        case Other(kind="group"):
            return _in_group(visit)
        case Command():
            return _command(visit, given)
        case Choice() if visit.active is None:
            return [(NAME, Toast(given.query, "gone")), *_welcome(visit)]
        case Done():
            return _finished(visit, given)
        case _ if visit.active is None:
            return _welcome(visit)
        case _:
            return visit.go_on(visit.active, given)


def _command(visit: Visit, given: Command) -> list[Spoken]:
    answer: list[Spoken] = [(NAME, Toast(given.query))] if given.query else []
    if given.name == "kembali" and visit.active:
        return [*answer, *visit.go_on(visit.active, given)]
    handler = commands.HANDLERS.get(given.name, commands.unknown)
    return [*answer, *handler(visit, given)]


def _welcome(visit: Visit) -> list[Spoken]:
    return commands.start(visit, Command("start"))


def _finished(visit: Visit, given: Done) -> list[Spoken]:
    """A job's result goes to the conversation that asked for it, and is shown only if the person is still there."""
    if given.flow not in visit.states:
        value = given.result.get("value")
        return [(given.flow, Discard(value["file"]))] if isinstance(value, dict) else []
    effects = visit.go_on(given.flow, given)
    return [spoken for spoken in effects if visit.active == given.flow or not isinstance(spoken[1], Say)]


def _in_group(visit: Visit) -> list[Spoken]:
    """A group hears once that the bot must be spoken to privately."""
    if GROUP in visit.states:
        return []
    visit.states[GROUP] = begin(visit.moment.dice)
    return [(NAME, Say("say.group"))]
