"""Files that people sent, fetched from Telegram."""

import telegram
from telegram.error import BadRequest, InvalidToken

from bot.gateway.client import call

LARGEST = 20 * 1024 * 1024
"""What Telegram lets a bot download."""


class FileUnavailableError(Exception):
    """Telegram no longer has the file, or does not give it."""


class Fetcher:
    """Downloads through one bot."""

    def __init__(self, bot: telegram.Bot) -> None:
        self._bot = bot

    async def get(self, file: str) -> bytes:
        """The bytes of a file by its file_id.

        Raises:
            FileUnavailableError: it cannot be had.
            telegram.error.TelegramError: the network failed; worth another try.
        """
        try:
            found = await call(self._bot, "getFile", file_id=file)
            url = f"{self._bot.base_file_url}/{found['file_path']}"
            return await self._bot.request.retrieve(url)
        except (BadRequest, InvalidToken) as error:
            raise FileUnavailableError from error
