"""The process in which PDFs from strangers are read: bounded in memory and time, it can be lost without harm.

A few kilobytes of PDF can ask a reader for gigabytes or for hours, so none is read in the bot's own process.
`pdfs.rewritten` starts this one (`python -m bot.documents.pdf_cell MOST_PAGES`), sends it the files, each after its
length in 8 bytes, and reads `READY`, one line of JSON (`{"pages": n}`, or `{"code": …, "params": {…}}`), and the new
file.
"""

import json
import resource
import sys
from io import BytesIO
from typing import Final

from pypdf import PdfReader

from bot.documents.pdf_copy import Copy
from bot.documents.pdfs import LENGTH, READY
from bot.documents.unfit import Unfit

_MEMORY: Final = 1 << 30
_SECONDS: Final = 10


def main(most_pages: int) -> None:
    """Answer the one request that comes in."""
    _bind(resource.RLIMIT_AS, _MEMORY)
    _bind(resource.RLIMIT_CPU, _SECONDS)
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    asked = sys.stdin.buffer.read()
    try:
        pages, data = join(_parts(asked), most_pages)
        verdict: dict[str, object] = {"pages": pages}
    except Unfit as unfit:
        verdict, data = {"code": unfit.code, "params": unfit.params}, b""
    except Exception:  # noqa: BLE001 - whatever pypdf stumbles on lies in the file
        verdict, data = {"code": "pdf_damaged", "params": {}}, b""
    sys.stdout.buffer.write(json.dumps(verdict).encode() + b"\n" + data)


def join(parts: list[bytes], most_pages: int) -> tuple[int, bytes]:
    """Copy the pages of all `parts` into one file; how many there are, and the file.

    Raises Unfit: `pdf_encrypted`, `pdf_damaged`, `pdf_without_pages`, `pdf_too_many_pages` (pages, limit).
    """
    copy, count = Copy(), 0
    readers = [_reader(part) for part in parts]
    for reader in readers:
        count += len(reader.pages)
    if not count:
        raise Unfit("pdf_without_pages")
    if count > most_pages:
        raise Unfit("pdf_too_many_pages", pages=count, limit=most_pages)
    for reader in readers:
        for page in reader.pages:
            copy.add(page)
    return count, copy.finish()


def _reader(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data))
    except Exception as error:
        # Kinds of encryption that pypdf does not know; the word always stands in the clear.
        raise Unfit("pdf_encrypted" if b"/Encrypt" in data else "pdf_damaged") from error
    if reader.is_encrypted:
        raise Unfit("pdf_encrypted")
    return reader


def _parts(asked: bytes) -> list[bytes]:
    parts, place = [], 0
    while place < len(asked):
        start = place + LENGTH
        place = start + int.from_bytes(asked[place:start], "big")
        parts.append(asked[start:place])
    return parts


def _bind(what: int, most: int) -> None:
    """Lower a limit; one that the machine has set lower stays."""
    _, hard = resource.getrlimit(what)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    main(int(sys.argv[1]))
