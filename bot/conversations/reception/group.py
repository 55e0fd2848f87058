"""What a group hears, once: that the bot is to be spoken to privately."""

from bot.engine.flow import Flow, Page

NAME = "group"


def group_flow() -> Flow:
    """A conversation that says one thing and then keeps silent."""
    return Flow(NAME, (Page("pribadi"),))
