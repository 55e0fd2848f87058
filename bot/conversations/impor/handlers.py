"""The commands: `/impor`, with `urungkan` to take the last one back, and `/templat`."""

from dataclasses import replace

from bot.conversations.impor.names import NAME, UNDO, WAY
from bot.conversations.instansi.access import at_desk, instansi_of
from bot.conversations.visit import Spoken, Visit
from bot.engine.effects import Media, Run, Say
from bot.engine.inputs import Command
from bot.engine.state import begin


@at_desk(NAME)
def impor(visit: Visit, given: Command) -> list[Spoken]:
    """Where a sheet is sent, or the last import is looked at before it is undone."""
    way = UNDO if given.argument == UNDO else ""
    there = visit.states.get(NAME)
    # A file that is being read goes on being waited for; whoever comes to undo comes anew each time.
    if there is not None and (way or there.answers.get(WAY)):
        visit.forget(NAME)
    if NAME not in visit.states:
        visit.states[NAME] = replace(begin(visit.moment.dice), answers={WAY: way})
    return visit.enter(NAME, Command(NAME))


@at_desk("templat")
def templat(visit: Visit, given: Command) -> list[Spoken]:
    """The sheet to fill in."""
    del given
    ref = str(instansi_of(visit.open_store()))
    onward = (Run("button.impor", f"/{NAME}"),)
    return [(NAME, Say("say.templat", {}, onward, media=Media("document", "templat", ref)))]
