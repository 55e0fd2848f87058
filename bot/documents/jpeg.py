"""The segments of a JPEG file (ITU-T T.81, annex B): read without decoding, and written clean.

Everything is judged from the bytes, so that a header that lies, a file cut short or a picture behind the
picture costs nothing. What is written again decodes to the very same pixels: the tables, frame and scans are copied,
while EXIF, XMP, comments, thumbnails, colour profiles, further pictures (MPO) and trailing bytes stay behind.
"""

import re
import struct
from dataclasses import dataclass, field

from bot.documents.exif import orientation_of
from bot.documents.unfit import Unfit

SOI = b"\xff\xd8"
EOI = b"\xff\xd9"
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
# The next marker: FF and a code that is neither a stuffed zero, nor a restart marker, nor a fill byte. One FF only:
# with "any number of FF" a file full of them would be walked once for each.
_MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])")
_TABLES = {0xC4, 0xDB, 0xDD}
_FRAMES = {0xC0, 0xC1, 0xC2}
_RARE_FRAMES = {0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0), 0xDE}
_PROGRESSIVE = 0xC2
_SOS, _EOI, _APP0, _APP1, _APP2, _APP14 = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE
_BARE = {0x01, 0xD8}
# Real files have some dozens of segments and at most about ten scans; a decoder walks the whole picture for every scan.
_MOST_SEGMENTS = 5000
_MOST_SCANS = 100
# Follows every scan in `probe`: longer than any decoder reads ahead, free of FF, never all the same.
_FILLER = bytes((i * 89 + 41) % 251 for i in range(2048))


@dataclass(frozen=True, slots=True)
class Jpeg:
    """One JPEG picture as its header tells it.

    `width` and `height` are pixels as stored, before `orientation` (1 to 8, as in EXIF) is applied; `components` is
    1 (grey), 3 or 4 (CMYK); `ycc` tells that three components are luminance and chroma rather than red, green and
    blue; `icc` is the colour profile or empty; `parts` are the segments worth keeping, and `scans` tells which
    of them are the data of a scan.
    """

    width: int
    height: int
    components: int
    ycc: bool
    orientation: int
    icc: bytes
    parts: tuple[bytes, ...]
    scans: frozenset[int]

    def clean(self) -> bytes:
        """Write the picture anew, with only what decoding needs."""
        return b"".join((SOI, *self.parts, EOI))

    def probe(self) -> bytes:
        """Write the picture with filler after every scan.

        A decoder skips it when the scan was complete, and takes it for picture when the scan was cut short: comparing
        with `clean` tells a damaged file whose missing part a decoder would silently paint grey.
        """
        parts = (part + _FILLER if index in self.scans else part for index, part in enumerate(self.parts))
        return b"".join((SOI, *parts, EOI))


def read(data: bytes, *, max_pixels: int) -> Jpeg:
    """Read the first picture in `data`.

    Raises Unfit: `too_many_pixels` (megapixels, limit) as soon as the frame header is seen, `truncated` where the
    end of the picture is missing, `damaged` where the segments contradict each other, `unsupported` for the kinds
    of JPEG that no phone makes (arithmetic, lossless, hierarchical, 12 bit).
    """
    reader = _Reader(data, max_pixels)
    position = len(SOI)
    for _ in range(_MOST_SEGMENTS):
        found = _MARKER.search(data, position)
        if found is None:
            raise Unfit("truncated")
        code, position = found[1][0], found.end()
        if code == _EOI:
            return reader.finish()
        if code in _BARE:
            continue
        end = position + int.from_bytes(data[position : position + 2], "big")
        if end > len(data) or len(data) - position < 2:  # noqa: PLR2004  the two bytes of the length
            raise Unfit("truncated")
        position = reader.segment(code, position + 2, end)
    raise Unfit("damaged")


@dataclass(slots=True)
class _Reader:
    """What was seen so far, segment by segment."""

    data: bytes
    max_pixels: int
    size: tuple[int, int] = (0, 0)
    identifiers: tuple[int, ...] = ()
    progressive: bool = False
    jfif: bool = False
    adobe: int | None = None
    orientation: int = 0
    icc: dict[int, bytes] = field(default_factory=dict)
    parts: list[bytes] = field(default_factory=list)
    scans: set[int] = field(default_factory=set)
    missing: dict[int, list[int]] = field(default_factory=dict)

    def segment(self, code: int, start: int, end: int) -> int:
        body = self.data[start:end]
        if code in _FRAMES:
            self._frame(body, progressive=code == _PROGRESSIVE)
        elif code in _RARE_FRAMES:
            raise Unfit("unsupported")
        if code in _FRAMES or code in _TABLES or code == _SOS:
            self.parts.append(bytes((0xFF, code)) + self.data[start - 2 : end])
        elif code in {_APP0, _APP1, _APP2, _APP14}:
            self._application(code, body)
        return self._scan(body, end) if code == _SOS else end

    def _frame(self, body: bytes, *, progressive: bool) -> None:
        if self.identifiers or len(body) < 6 or len(body) != 6 + 3 * body[5]:  # noqa: PLR2004  T.81 B.2.2
            raise Unfit("damaged")
        precision, height, width, components = struct.unpack_from(">BHHB", body)
        if precision != 8 or components not in {1, 3, 4}:  # noqa: PLR2004
            raise Unfit("unsupported")
        if not width or not height:
            raise Unfit("damaged")
        if width * height > self.max_pixels:
            raise Unfit(
                "too_many_pixels",
                megapixels=round(width * height / 1e6, 1),
                limit=round(self.max_pixels / 1e6, 1),
            )
        self.size, self.progressive = (width, height), progressive
        self.identifiers = tuple(body[6::3])
        # -1: the coefficient was not sent yet; otherwise the bits of it still to come.
        self.missing = {identifier: [-1] * 64 for identifier in self.identifiers}

    def _scan(self, body: bytes, end: int) -> int:
        count = body[0] if body else 0
        if not self.identifiers or not count or len(body) != 4 + 2 * count or len(self.scans) >= _MOST_SCANS:
            raise Unfit("damaged")
        first, last, low = (body[-3], body[-2], body[-1] & 15) if self.progressive else (0, 63, 0)
        for identifier in body[1 : 1 + 2 * count : 2]:
            if identifier not in self.missing:
                raise Unfit("damaged")
            self.missing[identifier][first : last + 1] = [low] * max(0, min(last, 63) + 1 - first)
        following = _MARKER.search(self.data, end)
        if following is None:
            raise Unfit("truncated")
        self.scans.add(len(self.parts))
        self.parts.append(self.data[end : following.start()].rstrip(b"\xff"))
        return following.start()

    def _application(self, code: int, body: bytes) -> None:
        if code == _APP0 and body.startswith(b"JFIF\x00") and not self.jfif and not self.scans:
            self.jfif = True
            self.parts.insert(0, _JFIF)
        elif code == _APP1 and body.startswith(b"Exif\x00") and not self.orientation:
            self.orientation = orientation_of(body[6:])
        elif code == _APP2 and body.startswith(b"ICC_PROFILE\x00") and len(body) > 14:  # noqa: PLR2004  ICC.1 B.4
            self.icc[body[12]] = body[14:]
        elif code == _APP14 and body.startswith(b"Adobe") and len(body) >= 12 and self.adobe is None:  # noqa: PLR2004
            self.adobe = body[11]
            self.parts.append(b"\xff\xee\x00\x0e" + body[:12])

    def finish(self) -> Jpeg:
        if not self.scans or any(any(bits) for bits in self.missing.values()):
            raise Unfit("truncated")
        rgb = not self.jfif and (self.adobe == 0 if self.adobe is not None else self.identifiers == tuple(b"RGB"))
        return Jpeg(
            width=self.size[0],
            height=self.size[1],
            components=len(self.identifiers),
            ycc=len(self.identifiers) == 3 and not rgb,  # noqa: PLR2004
            orientation=self.orientation or 1,
            icc=b"".join(self.icc[number] for number in sorted(self.icc)),
            parts=tuple(self.parts),
            scans=frozenset(self.scans),
        )
