"""The letters of a card: what a typeface covers, how wide it sets a text, where lines break, and its PDF objects.

A face goes whole into each card (19 KB deflated) and is prepared once: cutting it anew for each document, as
reportlab's fonts do, takes longer than everything else about a card. Glyphs are addressed by number (Identity-H), so
that any of them can be drawn, and a ToUnicode map lets the text be searched, copied and read aloud.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from bot.documents.card_paper import stream

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFile  # type: ignore[import-untyped]

_GAP = re.compile(r"[^\S\u00a0]+")  # any run of spaces but those that hold a date together
_UNKNOWN = "\ufffd"  # set as glyph 0, the face's box for what it does not have
_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{blocks}endcmap CMapName currentdict /CMap defineresource pop end end"""
_BLOCK = 100  # entries that one bfchar block may hold (ISO 32000-1, 9.10.3)


@dataclass(frozen=True, slots=True)
class Typeface:
    """One weight: `widths` in thousandths of the size and `glyphs` in hexadecimal, both by character.

    `parts` are what its PDF objects are made of: the font's stream, the Unicode map's, the descriptor, the widths.
    """

    name: str
    widths: dict[str, float]
    glyphs: dict[str, str]
    parts: tuple[bytes, bytes, str, str]

    def objects(self, first: int) -> list[bytes]:
        """The face's PDF objects, to be numbered from `first` on, which is the one a page refers to."""
        file, unicode, descriptor, widths = self.parts
        return [
            (
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{self.name} /Encoding /Identity-H"
                f" /DescendantFonts [{first + 1} 0 R] /ToUnicode {first + 4} 0 R >>"
            ).encode("ascii"),
            (
                f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{self.name} /CIDToGIDMap /Identity"
                " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
                f" /FontDescriptor {first + 2} 0 R /W [{widths}] >>"
            ).encode("ascii"),
            f"<< {descriptor} /FontFile2 {first + 3} 0 R >>".encode("ascii"),
            file,
            unicode,
        ]

    def spell(self, text: str) -> str:
        """The text as this face can set it: composed, single-spaced, and what it lacks in plain letters or as a box."""
        text = unicodedata.normalize("NFC", _GAP.sub(" ", text.strip()))
        if self.widths.keys() >= set(text):
            return text
        return "".join(map(self._nearest, text))

    def width(self, text: str, size: float) -> float:
        """How wide a spelled text is, in points."""
        return sum(map(self.widths.__getitem__, text)) * size / 1000

    def encode(self, text: str) -> str:
        """A spelled text as the hexadecimal string of a text operator."""
        return "".join(map(self.glyphs.__getitem__, text))

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        """Break a text into lines of at most `width` points: between words, within one only if it is wider."""
        space = self.width(" ", size)
        lines: list[str] = []
        line, used = "", 0.0
        for word in self.spell(text).split(" "):
            wide = self.width(word, size)
            if line and used + space + wide <= width:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                lines.append(line)
            *whole, line = self._chop(word, size, width) if wide > width else [word]
            lines += whole
            used = self.width(line, size)
        return [*lines, line]

    def _chop(self, word: str, size: float, width: float) -> list[str]:
        pieces = [""]
        used = 0.0
        for character in word:
            wide = self.width(character, size)
            if pieces[-1] and used + wide > width:
                pieces.append("")
                used = 0.0
            pieces[-1] += character
            used += wide
        return pieces

    def _nearest(self, character: str) -> str:
        if character in self.widths:
            return character
        plain = unicodedata.normalize("NFKD", character)
        return "".join(part for part in plain if part in self.widths) or _UNKNOWN


@cache
def typeface(file: str) -> Typeface:
    """Read one of the faces in `fonts/`, once a process; threads that race for it get equal ones."""
    from reportlab.pdfbase.ttfonts import TTFontFile  # noqa: PLC0415 - an idle bot stays small

    data = files("bot.documents").joinpath("fonts", file).read_bytes()
    font = TTFontFile(BytesIO(data))
    glyphs = {chr(code): glyph for code, glyph in sorted(font.charToGlyph.items()) if glyph}
    glyphs[_UNKNOWN] = 0
    widths = {character: float(font.charWidths[ord(character)]) for character in glyphs if character != _UNKNOWN}
    widths[_UNKNOWN] = float(font.defaultWidth)
    name = f"KARTUA+{font.name.decode('ascii')}"
    return Typeface(
        name=name,
        widths=widths,
        glyphs={character: f"{glyph:04X}" for character, glyph in glyphs.items()},
        parts=(
            stream(f"/Length1 {len(data)}", data, level=9),
            stream("", _to_unicode(glyphs).encode("ascii"), level=9),
            _descriptor(font, name),
            " ".join(f"{glyph} [{widths[character]:g}]" for character, glyph in glyphs.items()),
        ),
    )


def _descriptor(font: "TTFontFile", name: str) -> str:
    box = " ".join(f"{edge:g}" for edge in font.bbox)
    return (
        f"/Type /FontDescriptor /FontName /{name} /Flags 32 /FontBBox [{box}] /ItalicAngle 0 /Ascent {font.ascent:g}"
        f" /Descent {font.descent:g} /CapHeight {font.capHeight:g} /StemV {font.stemV:g}"
    )


def _to_unicode(glyphs: dict[str, int]) -> str:
    """The map from glyphs back to characters; of several characters with one glyph, the lowest stands."""
    characters: dict[int, str] = {}
    for character, glyph in glyphs.items():
        characters.setdefault(glyph, character)
    lines = [f"<{glyph:04X}> <{ord(character):04X}>" for glyph, character in characters.items()]
    blocks = [lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK)]
    return _CMAP.format(
        blocks="".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    )
