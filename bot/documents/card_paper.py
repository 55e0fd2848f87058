"""PDF as it lies in a file (ISO 32000-1, 7.3 and 7.5): strings, streams, and numbered objects behind their table.

Most of a card is the same for everybody. Written by hand, that part is made once and copied from then on; reportlab
would build and compress it, and cut its fonts, for each card anew (`benchmarks/cards.py` has the difference).
"""

import zlib
from collections.abc import Sequence


def text_string(text: str) -> str:
    """Any text as a PDF string, for titles and the like."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def stream(entries: str, data: bytes, *, level: int = 6) -> bytes:
    """A stream object with these dictionary entries, its data deflated, or as it is at level 0."""
    if level:
        data = zlib.compress(data, level)
        entries += " /Filter /FlateDecode"
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.encode("ascii"), len(data), data)


def assemble(objects: Sequence[bytes], *, catalog: int, info: int) -> bytes:
    """The file of these objects, numbered from 1; `catalog` and `info` are the numbers of two of them."""
    parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    place = len(parts[0])
    table = ["0000000000 65535 f \n"]
    for number, body in enumerate(objects, start=1):
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        table.append(f"{place:010d} 00000 n \n")
        place += len(parts[-1])
    size = len(table)
    end = (
        f"xref\n0 {size}\n{''.join(table)}"
        f"trailer\n<< /Size {size} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{place}\n%%EOF\n"
    )
    return b"".join([*parts, end.encode("ascii")])
