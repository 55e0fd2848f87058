"""The styles of a returned workbook: for each format of a cell one that is the same but red, and back again.

Red is a shade that nobody would choose by chance, so that it is known when the workbook comes back from any program. A
cell that had a colour of its own keeps it, unseen, as the background colour of the solid red: Excel leaves that alone,
while LibreOffice puts the most similar other colour there, after which the cell's own is not known any more.
"""

import re
from collections.abc import Iterable
from typing import Final

RED: Final = "FFFFB3AB"
"""Of a cell that had no colour, as ARGB."""

_RED_OVER: Final = "FFFFB4AB"
_NO_FILL: Final = 0
_ROOT: Final = re.compile(rb"<((?:[\w.-]+:)?)styleSheet[\s>]")
_BACK: Final = re.compile(rb"<(?:[\w.-]+:)?bgColor((?:\s[^>/]*)?)/?>")
_FRONT: Final = re.compile(rb"<(?:[\w.-]+:)?fgColor((?:\s[^>/]*)?)/?>")
_RGB: Final = re.compile(rb'\srgb="([0-9A-Fa-f]{8})"')
_FILL_ID: Final = re.compile(rb'(?<=\sfillId=")[0-9]+(?=")')
_OF_FILL: Final = re.compile(rb'\s(?:fillId|applyFill)="[^"]*"')
_COUNT: Final = re.compile(rb'(?<=\scount=")[0-9]+(?=")')


class _Pool:
    """Pieces of XML by their number, to which more are added at the end."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = list(pieces)
        self.known = len(self.pieces)
        self._place = {piece: place for place, piece in reversed(list(enumerate(self.pieces)))}

    def add(self, piece: bytes) -> int:
        """The number of a piece, which is new or there already."""
        if piece not in self._place:
            self._place[piece] = len(self.pieces)
            self.pieces.append(piece)
        return self._place[piece]


class Styles:
    """The fills and the cells' formats of a styles part; one without formats gets no red and leaves it to the words."""

    def __init__(self, part: bytes, *, by_excel: bool) -> None:
        """Take the part, and whether the workbook was last written by Excel, or by what writes as Excel does."""
        root = _ROOT.search(part)
        self._part = part
        self._by_excel = by_excel
        self._prefix = root[1] if root else b""
        self._fills = _Pool(self._children(b"fills", b"fill"))
        self._formats = _Pool(self._children(b"cellXfs", b"xf"))
        # The number of a format by what it is without its fill, and its fill.
        self._alike = {self._key(style): style for style in reversed(range(self._formats.known))}
        self._red: dict[int, int] = {}
        self._plain: dict[int, int] = {}

    def marked(self) -> frozenset[int]:
        """The formats that are red by an earlier return."""
        return frozenset(style for style in range(self._formats.known) if self.plain(style) != style)

    def red(self, style: int) -> int:
        """The format that is like this one, but red."""
        if style >= len(self._formats.pieces):
            return style
        style = self.plain(style)
        if style not in self._red:
            fill = self._piece_of_fill(style)
            front = _FRONT.search(fill) if b'"solid"' in fill else None
            red = self._solid(RED, b' indexed="64"') if front is None else self._solid(_RED_OVER, front[1].rstrip())
            self._red[style] = self._with_fill(style, self._fills.add(red))
        return self._red[style]

    def plain(self, style: int) -> int:
        """The format that this one was before it turned red; itself if it is not red."""
        if style not in self._plain:
            self._plain[style] = self._unmarked(style)
        return self._plain[style]

    def wrapped(self) -> int:
        """Plain text that breaks into lines: what the reasons are written in."""
        if not self._formats.pieces:
            return 0
        of = self._prefix
        return self._formats.add(
            b'<%sxf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
            b'<%salignment vertical="top" wrapText="1"/></%sxf>' % (of, of, of)
        )

    def part(self) -> bytes:
        """The part with what was added."""
        return self._grown(self._grown(self._part, b"cellXfs", self._formats), b"fills", self._fills)

    def _unmarked(self, style: int) -> int:
        fill = self._piece_of_fill(style)
        front = _FRONT.search(fill) if b'"solid"' in fill else None
        rgb = _RGB.search(front[1]) if front else None
        shade = rgb[1].decode().upper() if rgb else ""
        if shade not in {RED, _RED_OVER}:
            return style
        own = _BACK.search(fill) if shade == _RED_OVER and self._by_excel else None
        plain = self._fills.add(self._fill(own[1].rstrip(), b' indexed="64"')) if own else _NO_FILL
        return self._with_fill(style, plain)

    def _with_fill(self, style: int, fill: int) -> int:
        """A format like this one with another fill: one that is there, or a new one."""
        alike = _OF_FILL.sub(b"", self._formats.pieces[style])
        if (alike, fill) not in self._alike:
            name = alike.index(b"xf") + 2
            new = b'%s fillId="%d" applyFill="1"%s' % (alike[:name], fill, alike[name:])
            self._alike[alike, fill] = self._formats.add(new)
        return self._alike[alike, fill]

    def _key(self, style: int) -> tuple[bytes, int]:
        return _OF_FILL.sub(b"", self._formats.pieces[style]), self._fill_of(style)

    def _fill_of(self, style: int) -> int:
        found = _FILL_ID.search(self._formats.pieces[style])
        return int(found[0]) if found else _NO_FILL

    def _piece_of_fill(self, style: int) -> bytes:
        place = self._fill_of(style)
        return self._fills.pieces[place] if place < len(self._fills.pieces) else b""

    def _solid(self, red: str, back: bytes) -> bytes:
        return self._fill(b' rgb="%s"' % red.encode(), back)

    def _fill(self, front: bytes, back: bytes) -> bytes:
        of = self._prefix
        colours = b"<%sfgColor%s/><%sbgColor%s/>" % (of, front, of, back)
        return b'<%sfill><%spatternFill patternType="solid">%s</%spatternFill></%sfill>' % (of, of, colours, of, of)

    def _children(self, parent: bytes, child: bytes) -> list[bytes]:
        around, tag = self._prefix + parent, self._prefix + child
        found = re.search(rb"<%s[\s>].*?</%s>" % (around, around), self._part, re.DOTALL)
        each = re.compile(rb"<%s(?=[\s/>])(?:[^>]*/>|[^>]*>.*?</%s>)" % (tag, tag), re.DOTALL)
        return each.findall(found[0]) if found else []

    def _grown(self, part: bytes, parent: bytes, pool: _Pool) -> bytes:
        if len(pool.pieces) == pool.known:
            return part
        around = self._prefix + parent
        start = part.index(b"<" + around)
        tag_end = part.index(b">", start)
        end = part.index(b"</" + around + b">", tag_end)
        tag = _COUNT.sub(b"%d" % len(pool.pieces), part[start:tag_end])
        return b"".join([part[:start], tag, part[tag_end:end], *pool.pieces[pool.known :], part[end:]])
