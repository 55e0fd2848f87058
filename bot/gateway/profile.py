"""Who the bot is: its connection to Telegram, its command list, and no webhook while it polls."""

import structlog
import telegram
from telegram.error import InvalidToken, TelegramError

from bot.gateway.client import call
from bot.gateway.insist import insist
from bot.outgoing import Menu

log = structlog.get_logger()


class TokenRefusedError(Exception):
    """Telegram does not know the token."""


async def connect(bot: telegram.Bot) -> None:
    """Open the connection and learn the bot's own name, however long the network takes to answer.

    Raises:
        TokenRefusedError: Telegram does not know the token.
    """
    try:
        await insist(bot.initialize)
    except BaseException as error:
        # The library closes only what it has opened to the end.
        await bot.request.shutdown()
        if isinstance(error, InvalidToken):
            raise TokenRefusedError from error
        raise


async def introduce(bot: telegram.Bot, menu: Menu) -> None:
    """Set the command list that everybody finds; a failure leaves the old one."""
    listed = [{"command": name, "description": words} for name, words in menu.commands]
    try:
        await call(bot, "setMyCommands", commands=listed)
    except TelegramError as error:
        log.warning("the command list could not be set", error=type(error).__name__)


async def unhook(bot: telegram.Bot) -> None:
    """Take an earlier webhook away, which would keep updates from being fetched for as long as it stands."""
    try:
        await insist(lambda: call(bot, "deleteWebhook"))
    except TelegramError as error:
        log.warning("the webhook could not be taken away", error=type(error).__name__)
