"""The directory check of a registration: one question, and whatever becomes of it the person goes on."""

from dataclasses import asdict
from typing import Any, Final

import structlog

from bot.directory.interface import Directory, DirectoryDownError
from bot.gateway.send import Post
from bot.jobs.patience import shown_busy

log = structlog.get_logger()

FOLLOWS: Final = {"menyusul": True}
"""The directory is down: it is asked again later."""


class DirectoryCheck:
    """The job on NIK, KK and nama; `busy` is said while the directory takes long."""

    def __init__(self, directory: Directory, post: Post, busy: str) -> None:
        self._directory = directory
        self._post = post
        self._busy = busy

    async def check_directory(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """Whether each of `nik`, `kk` and `nama` agrees; `menyusul` where nobody can tell now."""
        async with shown_busy(self._post, person, "typing", self._busy):
            outcome = await ask(self._directory, args["nik"], args["kk"], args["nama"])
        return {"value": FOLLOWS if outcome is None else outcome}


async def ask(directory: Directory, nik: str, kk: str, nama: str) -> dict[str, bool | None] | None:
    """Agreement by field; None where the directory is down, or fails in a way of its own."""
    try:
        return asdict(await directory.agree(nik, kk, nama))
    except DirectoryDownError as error:
        log.warning("the directory is down", reason=error.reason)
    except Exception as error:  # noqa: BLE001 - somebody else's service must not keep anybody from registering
        log.error("the directory failed", error=type(error).__name__)  # noqa: TRY400 - its words may be personal
    return None
