"""Who answers what came in: a command its handler, anything else the conversation that the person is in."""

from bot.conversations.bantuan.handlers import hear_words
from bot.conversations.cek.flow import NAME as CARD_CHECK
from bot.conversations.filling import access, drafts
from bot.conversations.instansi.access import barred as barred_from_desk
from bot.conversations.reception import commands
from bot.conversations.reception.group import NAME as GROUP
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Discard, Say, Toast
from bot.engine.inputs import Choice, Command, Done, Input, Other, Text, Upload
from bot.engine.state import begin

NAME = "reception"


def respond(visit: Visit, given: Input) -> list[Spoken]:
    """The whole consequence of one input."""
    match given:
        case Other(kind="group"):
            return _in_group(visit)
        case Command():
            return _command(visit, given)
        case Done():
            return _finished(visit, given)
        case _ if visit.active is None:
            return _outside(visit, given)
        case _:
            if isinstance(given, Text):
                hear_words(visit)
            return _go_on(visit, visit.active, given)


def _outside(visit: Visit, given: Input) -> list[Spoken]:
    """What is said outside every conversation: a photo is taken for that of a card, all else for a greeting."""
    match given:
        case Choice():
            return [(NAME, Toast(given.query, "gone")), *_welcome(visit)]
        case Upload():
            return visit.enter(CARD_CHECK, given)
        case _:
            return _welcome(visit)


def _command(visit: Visit, given: Command) -> list[Spoken]:
    answer: list[Spoken] = [(NAME, Toast(given.query))] if given.query else []
    if given.name == "kembali" and visit.active:
        return [*answer, *_go_on(visit, visit.active, given)]
    handler = commands.HANDLERS.get(given.name, commands.unknown)
    return [*answer, *handler(visit, given), *_then(visit)]


def _go_on(visit: Visit, name: str, given: Input) -> list[Spoken]:
    """Let the conversation take the input, if its person may still write; then do what it left for."""
    barred = access.barred(visit, name, given) or barred_from_desk(visit, name, given)
    return barred or [*visit.go_on(name, given), *_then(visit)]


def _then(visit: Visit) -> list[Spoken]:
    if not visit.then:
        return []
    name, _, argument = visit.then.partition(" ")
    visit.then = ""
    return _command(visit, Command(name, argument))


def _welcome(visit: Visit) -> list[Spoken]:
    return commands.start(visit, Command("start"))


def _finished(visit: Visit, given: Done) -> list[Spoken]:
    """A job's result goes to the conversation that asked for it, and is shown only if the person is still there."""
    if given.flow not in visit.states:
        value = given.result.get("value")
        return [(given.flow, Discard(value["file"]))] if isinstance(value, dict) and "file" in value else []
    if visit.active == given.flow:
        return _go_on(visit, given.flow, given)
    effects = visit.go_on(given.flow, given)
    if visit.then:
        # A login that was right, though its person has gone elsewhere: the account is open all the same.
        visit.then = ""
        effects += drafts.settle(visit, access.account_of(visit.open_store()))
    return [spoken for spoken in effects if not isinstance(spoken[1], Say)]


def _in_group(visit: Visit) -> list[Spoken]:
    """A group hears once that the bot must be spoken to privately."""
    if GROUP in visit.states:
        return []
    visit.states[GROUP] = begin(visit.moment.dice)
    return [(NAME, Say("say.group"))]
