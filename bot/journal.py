"""The log: structured lines, as text or JSON, in which no other library writes what people said.

python-telegram-bot logs each call with its arguments at debug level, and SQLAlchemy each statement with its
parameters; both stay at warnings whatever level is asked for.
"""

import logging
import sys
import traceback
from typing import Final, Literal

import structlog

_TALKATIVE: Final = ("telegram", "httpx", "httpcore", "sqlalchemy", "alembic", "aiohttp", "asyncio", "PIL")


def set_up(form: Literal["text", "json"], level: str) -> None:
    """Send all logging to standard error in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_words,
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(last, foreign_pre_chain=shared))
    # Where the log itself cannot be written, the standard library would print the event with all its words.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def places(error: BaseException) -> list[str]:
    """Where an error arose, innermost last; its own words, which may hold somebody's data, stay out."""
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-6:]]


def _without_words(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Reduce an exception to its kind and its places, whoever logs it."""
    told = event.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["at"] = places(error)
    return event
