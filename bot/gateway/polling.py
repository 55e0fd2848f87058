"""Long polling: the offset moves on, and so confirms, only after the inbox has committed."""

import asyncio
from typing import Any

import msgspec
import structlog
import telegram
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.gateway.client import call
from bot.gateway.insist import seconds_of
from bot.gateway.intake import Intake
from bot.gateway.profile import TokenRefusedError
from bot.gateway.updates import ALLOWED, Update

log = structlog.get_logger()

_POLL_SECONDS = 25
_GRACE_SECONDS = 10
_PAUSE_SECONDS = 1.0


async def poll(bot: telegram.Bot, intake: Intake) -> None:
    """Fetch updates for ever; a network that fails is asked again.

    Raises:
        TokenRefusedError: Telegram does not know the token any more.
    """
    offset: int | None = None
    while True:
        try:
            updates = await _fetch(bot, offset)
        except InvalidToken as error:
            raise TokenRefusedError from error
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except Conflict:
            log.warning("another process fetches this bot's updates, or a webhook is set")
            await asyncio.sleep(_PAUSE_SECONDS)
        except (NetworkError, TelegramError) as error:
            log.warning("updates could not be fetched", error=type(error).__name__)
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            if updates:
                await intake.take(updates)
                offset = updates[-1].update_id + 1


async def _fetch(bot: telegram.Bot, offset: int | None) -> list[Update]:
    arguments: dict[str, Any] = {"timeout": _POLL_SECONDS, "limit": 100, "allowed_updates": list(ALLOWED)}
    if offset is not None:
        arguments["offset"] = offset
    raw = await call(bot, "getUpdates", patience=_POLL_SECONDS + _GRACE_SECONDS, **arguments)
    return [_read(update) for update in raw]


def _read(raw: dict[str, object]) -> Update:
    """The update; one of an unknown shape is kept as a number alone, so that it is confirmed and harms nobody."""
    try:
        return msgspec.convert(raw, Update)
    except msgspec.ValidationError:
        log.warning("an update of unknown shape was passed over")
        return Update(int(str(raw["update_id"])))
