"""The peer: a bare python-telegram-bot that echoes texts and keeps nothing. `python -m benchmarks.echo URL` runs it."""

import sys
from typing import Any

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest

from benchmarks.crowd import TOKEN


def echo_application(url: str = "", request: BaseRequest | None = None) -> Application[Any, Any, Any, Any, Any, Any]:
    """The echo, people side by side, with the library's default client unless a transport is given."""
    builder = ApplicationBuilder().token(TOKEN).concurrent_updates(256)
    if url:
        builder = builder.base_url(f"{url}/bot")
    if request is not None:
        builder = builder.request(request).get_updates_request(request)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    return application


async def _echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


if __name__ == "__main__":
    echo_application(sys.argv[1]).run_polling(stop_signals=None)
