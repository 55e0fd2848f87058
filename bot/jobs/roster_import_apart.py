"""An import in a process of its own: ten seconds of reading and sealing would hold up every turn of the bot's.

The order goes in as a line of JSON, followed by the file; out come lines of JSON, how far it is and at last what came
of it. The file lies nowhere under a name, so that nothing in clear is left if either process is killed; and a child
whose parent is gone ends at its next line.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final

import msgspec

from bot.conversations import wording
from bot.documents.unfit import Unfit
from bot.jobs.roster_import_outcome import Imported, Who
from bot.journal import places
from bot.rules.eligibility import Terms
from storage.crypto import Vault, load_master_key
from storage.database import Database
from storage.permits import NotAllowedError

_HOME: Final = Path(__file__).resolve().parents[2]
_LONGEST_LINE: Final = 1 << 26
_PIPE: Final = asyncio.subprocess.PIPE
_GONE: Final = (BrokenPipeError, ConnectionResetError)

Progress = Callable[[int, int], None]


class Place(msgspec.Struct, frozen=True):
    """Where everything is kept: the database's URL, with an absolute path, and the file of the master key."""

    database: str
    key_file: str


class Order(msgspec.Struct, frozen=True):
    """What shall be imported, by whom and when, into which store, by which terms."""

    place: Place
    terms: Terms
    who: Who


class Told(msgspec.Struct, frozen=True):
    """What the child tells: how far it is, or the result, or why there is none."""

    done: int = 0
    total: int = 0
    result: Imported | None = None
    unfit: tuple[str, dict[str, Any]] | None = None
    may_not: bool = False


def place_of(database: Database, key_file: Path) -> Place:
    """The place of an open store, whatever the folder that its paths begin at."""
    return Place(database.url, str(key_file.resolve()))


class BrokeOffError(Exception):
    """The other process ended without a result."""


async def import_apart(order: Order, data: bytes, progress: Progress) -> Imported:
    """Import this file in a process of its own, which ends with whoever waits for it.

    Raises:
        Unfit, NotAllowedError: as `import_sheet`.
        BrokeOffError: the process ended before its work; worth another try.
    """
    async with _child() as child:
        assert child.stdin is not None
        assert child.stdout is not None
        feeding = asyncio.create_task(_feed(child.stdin, msgspec.json.encode(order) + b"\n" + data))
        try:
            async for line in child.stdout:
                told = msgspec.json.decode(line, type=Told)
                if told.result is not None:
                    return told.result
                if told.unfit is not None:
                    code, params = told.unfit
                    raise Unfit(code, **params)
                if told.may_not:
                    raise NotAllowedError
                progress(told.done, told.total)
        finally:
            feeding.cancel()
            await asyncio.gather(feeding, return_exceptions=True)
    raise BrokeOffError


@asynccontextmanager
async def _child() -> AsyncIterator[asyncio.subprocess.Process]:
    """The other process, gone when the block ends."""
    command = (sys.executable, "-m", __name__ if __name__ != "__main__" else "bot.jobs.roster_import_apart")
    child = await asyncio.create_subprocess_exec(*command, stdin=_PIPE, stdout=_PIPE, limit=_LONGEST_LINE, cwd=_HOME)
    try:
        yield child
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


async def _feed(stdin: asyncio.StreamWriter, data: bytes) -> None:
    with suppress(*_GONE):
        stdin.write(data)
        await stdin.drain()
        stdin.close()


def main() -> None:
    """Be the child; of what fails only kind and place are told, because its words may hold somebody's data."""
    try:
        _work()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - whatever it is, the parent tries again
        sys.exit(f"an import broke off: {type(error).__name__} at {places(error)}")


def _work() -> None:
    from bot.jobs.roster_import_sheet import import_sheet  # noqa: PLC0415 - the parent does without readers of sheets

    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)
    database = Database(order.place.database)
    vault = Vault(load_master_key(Path(order.place.key_file), may_create=False))

    def progress(done: int, total: int) -> None:
        _tell(Told(done, total))

    with closing(database), suppress(*_GONE), TemporaryFile() as file:
        file.write(sys.stdin.buffer.read())
        file.flush()
        try:
            imported = import_sheet(database, vault, wording.load(), order.terms, order.who, _path(file), progress)
            _tell(Told(result=imported))
        except Unfit as unfit:
            _tell(Told(unfit=(unfit.code, dict(unfit.params))))
        except NotAllowedError:
            _tell(Told(may_not=True))


def _path(file: BinaryIO) -> Path:
    """A path of a file that has no name."""
    return Path(f"/dev/fd/{file.fileno()}")


def _tell(told: Told) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
