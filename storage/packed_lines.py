"""Files of JSON values, one a line, compressed, that are written and read in flat memory; `zcat` shows them."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from storage.private_files import PrivateFile, created

T = TypeVar("T")

_LEVEL: Final = 1
"""Most of what is kept here is sealed or random: a higher one would take long over little."""
_GZIP: Final = 31
_AT_ONCE: Final = 1_000


class PackedLines:
    """Such a file while it is written."""

    def __init__(self, file: PrivateFile) -> None:
        self._file = file
        # As gzip writes it, without name and time: the same lines are the same bytes.
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        self._encoder = msgspec.json.Encoder()

    def add(self, values: Iterable[Any]) -> None:
        """Write some lines."""
        self._file.write(self._packer.compress(self._encoder.encode_lines(values)))

    def end(self) -> str:
        """Write what is left; the file's SHA-256, in hexadecimal."""
        self._file.write(self._packer.flush())
        return self._file.digest


@contextmanager
def packed(path: Path) -> Iterator[PackedLines]:
    """Write such a file; it lies on the disk when the block ends, and is whole if it was told to end.

    Raises:
        OSError: as the disk says.
    """
    with created(path) as file:
        yield PackedLines(file)


def unpacked(path: Path, decode: Callable[[bytes], T]) -> Iterator[list[T]]:
    """The values of such a file, a thousand at once.

    Raises:
        OSError: it cannot be read, or is none.
        EOFError, zlib.error, msgspec.DecodeError: it is damaged.
    """
    with gzip.open(path, "rb") as lines:
        while batch := [decode(line) for line in islice(lines, _AT_ONCE)]:
            yield batch
