"""A QR code as a PDF path: a link becomes rectangles, one for each run of dark modules.

What all codes of a version share (finders, timing, format) is drawn by segno, once; the bits of the link are laid
into it here, with the steps of ISO/IEC 18004: bytes, error correction, interleaving, mask. Segno alone takes 9 ms a
code, or 2.5 with the mask given, which was most of a card's time; this takes a sixth of that. It also pads a message
of whole bytes, as all of ours are, with one byte too many (its issue 148), at which strict readers stop.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

import segno

# Level M, versions 1 to 6: how many blocks, the data bytes of each, and the error correction bytes it gets (table 9).
_BLOCKS = ((1, 16, 10), (1, 28, 16), (1, 44, 26), (2, 32, 18), (2, 43, 24), (4, 27, 16))
_MASK = 4  # any is lawful; over links like ours this one has the lowest mean penalty
_HEADER = 2  # the mode and the length take a byte and a half, the end mark most of another half
_FIELD = 0x11D  # the polynomial of the code's arithmetic (7.5.2)
_SMALLEST = 21  # the side of version 1, the only one without an alignment pattern
_TIMING = 6  # the row and the column of the timing pattern
_RUN = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class _Frame:
    """A version with its data area still empty: the mask's bits lie there, at the places that the data goes to."""

    side: int
    modules: bytes
    places: tuple[int, ...]


def modules(link: str) -> list[bytes]:
    """The rows of a link's code from the top, a byte a module, 1 for dark, without quiet zone.

    Error correction is level M (15 %), right for print that is handled. Raises ValueError when the link is
    longer than 106 characters or not ASCII; a deep link has at most 88 with a seal's code.
    """
    data = link.encode("ascii")
    fitting = (at for at, (count, size, _) in enumerate(_BLOCKS, start=1) if len(data) + _HEADER <= count * size)
    version = next(fitting, None)
    if version is None:
        raise ValueError("the link is too long for a card's QR code")
    frame = _frame(version)
    bits = bytearray(frame.modules)
    stream = _codewords(data, version)
    for place, bit in zip(frame.places, f"{int.from_bytes(stream, 'big'):0{len(stream) * 8}b}", strict=False):
        if bit == "1":
            bits[place] ^= 1
    return [bytes(bits[at : at + frame.side]) for at in range(0, len(bits), frame.side)]


def path(link: str, x: float, y: float, side: float) -> str:
    """Content operators that paint a link's code in black, `side` points wide, its lower left corner at x, y.

    The quiet zone, four modules on each side, is the caller's to leave. Raises what `modules` does.
    """
    rows = modules(link)
    module = side / len(rows)
    runs = [
        f"{run.start()} {up} {run.end() - run.start()} 1 re"
        for up, row in enumerate(reversed(rows))
        for run in _RUN.finditer(row)
    ]
    return f"q 0 g {module:.5f} 0 0 {module:.5f} {x:.3f} {y:.3f} cm\n{chr(10).join(runs)}\nf Q"


def _codewords(data: bytes, version: int) -> bytes:
    """Mode, length, data and padding, cut into blocks, each with its correction, and interleaved (7.4 to 7.6)."""
    count, size, correction = _BLOCKS[version - 1]
    head = (0b0100 << 8 | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    message = (head << 4).to_bytes(len(data) + _HEADER, "big")
    message += (b"\xec\x11" * size * count)[: size * count - len(message)]
    blocks = [message[at : at + size] for at in range(0, len(message), size)]
    corrections = [_correct(block, correction) for block in blocks]
    return bytes(chain(*zip(*blocks, strict=True), *zip(*corrections, strict=True)))


def _correct(block: bytes, count: int) -> bytes:
    """The remainder of a block's division by the Reed-Solomon generator of that many bytes."""
    multiples = _multiples(count)
    top, keep = 8 * (count - 1), (1 << 8 * count) - 1
    rest = 0
    for byte in block:
        rest = (rest << 8 & keep) ^ multiples[byte ^ rest >> top]
    return rest.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """The generator of `count` bytes, without its leading one, times each of the field's 256 elements."""
    generator, root = [1], 1
    for _ in range(count):
        shifted = [*generator, 0]
        for at, factor in enumerate(generator):
            shifted[at + 1] ^= _times(factor, root)
        generator, root = shifted, _times(root, 2)
    return tuple(
        int.from_bytes(bytes(_times(element, factor) for factor in generator[1:]), "big") for element in range(256)
    )


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        product ^= a * (b & 1)
        a = a << 1 ^ _FIELD * (a >> 7)
        b >>= 1
    return product


@cache
def _frame(version: int) -> _Frame:
    drawn = segno.make_qr("-", version=version, error="m", boost_error=False, mask=_MASK).matrix
    side = len(drawn)
    bits = bytearray(chain.from_iterable(drawn))
    places = []
    for row, column in _zigzag(side):
        if _holds_data(row, column, side):
            places.append(row * side + column)
            bits[places[-1]] = (row // 2 + column // 3) % 2 == 0
    return _Frame(side, bytes(bits), tuple(places))


def _holds_data(row: int, column: int, side: int) -> bool:
    """Whether a module lies outside finders and format, timing, and the alignment pattern of versions 2 to 6."""
    edge, centre = side - 8, side - 7
    corner = (row < 9 and (column < 9 or column >= edge)) or (row >= edge and column < 9)  # noqa: PLR2004  a finder and its margin
    alignment = side > _SMALLEST and max(abs(row - centre), abs(column - centre)) <= 2  # noqa: PLR2004  its half
    return not corner and _TIMING not in (row, column) and not alignment


def _zigzag(side: int) -> list[tuple[int, int]]:
    """All modules in the order of placement: pairs of columns from the right, up and down, over the timing's column."""
    rights = [right for right in range(side - 1, 0, -2) if right > _TIMING] + [5, 3, 1]
    order = []
    for turn, right in enumerate(rights):
        rows = range(side) if turn % 2 else range(side - 1, -1, -1)
        order += [(row, column) for row in rows for column in (right, right - 1)]
    return order
