"""Behind an officer's one-time link, `/start RESET-…`."""

from dataclasses import replace

from bot.conversations.reset.flow import NAME
from bot.conversations.visit import Spoken, Visit
from bot.engine.inputs import Command
from bot.engine.state import begin


def choose_password(visit: Visit, given: Command) -> list[Spoken]:
    """Choose a new password, if the link is still good and nobody else opened it."""
    visit.states[NAME] = replace(begin(visit.moment.dice), answers={"kode": {"kode": given.argument}})
    return visit.enter(NAME, given)
