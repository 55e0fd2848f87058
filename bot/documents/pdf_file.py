"""The outside of a PDF file (ISO 32000-1, 7.5): objects, where each begins, and nothing that changes by the day."""

from collections.abc import Sequence

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def stream(entries: bytes, data: bytes) -> bytes:
    """Write a stream object: its dictionary's `entries` but the length, and its bytes as they lie in the file."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(data), data)


def catalog(pages: Sequence[int], tree: int) -> tuple[bytes, bytes]:
    """Write the catalog and the page tree (object `tree`) of a file whose pages are the objects numbered `pages`."""
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    return (
        b"<< /Type /Catalog /Pages %d 0 R >>" % tree,
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids),
    )


def written(objects: Sequence[bytes]) -> bytes:
    """Write the file whose objects are numbered from 1; the first is the catalog.

    There is no /Info, no /ID and no date, so the same objects always give the same bytes.
    """
    parts, places, length = [_HEADER], [], len(_HEADER)
    for number, body in enumerate(objects, 1):
        places.append(length)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        length += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, length))
    return b"".join(parts)
