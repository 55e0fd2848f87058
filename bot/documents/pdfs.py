"""PDFs that people send: read in a process of their own, and written anew with nothing but their pages."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.documents.unfit import Unfit

READY: Final = b"ready\n"
"""The cell's first words: whatever goes wrong after them is the file's fault."""
LENGTH: Final = 8
"""The bytes in which the cell is told how long each file is."""

_CELL: Final = "bot.documents.pdf_cell"
_ROOT: Final = Path(__file__).parents[2]
# The cell may use 10 seconds of a processor; this is for a machine that gives it little of one.
_LONGEST_SECONDS: Final = 40


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A PDF of clean pages, and how many they are."""

    data: bytes
    pages: int


def rewritten(parts: Sequence[bytes], most_pages: int) -> Rewritten:
    """Write one PDF of the pages of all `parts`, in order; the same bytes for the same parts.

    What the pages show is copied byte for byte. Facts about the file, XMP, JavaScript, actions, embedded files,
    outlines, forms and signatures (but for what they show) and trailing bytes are not. May take as long as 40 seconds:
    not for an event loop. Raises Unfit: `pdf_encrypted`, `pdf_damaged` (also what cannot be read within a gigabyte and
    10 seconds), `pdf_without_pages`, `pdf_too_many_pages` (pages, limit).
    """
    asked = b"".join(len(part).to_bytes(LENGTH, "big") + part for part in parts)
    try:
        cell = subprocess.run(  # noqa: S603 - our own module; no part of what was sent is on the command line
            [sys.executable, "-m", _CELL, str(most_pages)],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_SECONDS,
            cwd=_ROOT,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unfit("pdf_damaged") from error
    if not cell.stdout.startswith(READY):
        raise RuntimeError("the process that reads PDFs did not start")
    line, _, data = cell.stdout.removeprefix(READY).partition(b"\n")
    if cell.returncode:
        raise Unfit("pdf_damaged")
    verdict = json.loads(line)
    if "code" in verdict:
        raise Unfit(verdict["code"], **verdict["params"])
    return Rewritten(data, verdict["pages"])
