"""The annex of an SPTJM: the nominative list, its head on each page.

What comes again and again (an office, a job) is broken into lines and spelled in glyphs once.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from bot.documents.card_ink import GREY, INK, LINE, MM, NAVY, TINT, Ink, bold, regular
from bot.documents.letter_facts import FLOOR, LEFT, TOP, WIDTH, LetterFacts, Listed

_SIZE: Final = 7.5
_LINE: Final = 9.0
_ROOM: Final = 4.0
"""Above and below the lines of a row."""
_INSET: Final = 3.0
_HEADS: Final = ("No", "Nama", "NIK", "L/P", "Jenis", "Jabatan", "Unit kerja")
_WIDE: Final = tuple(part * MM for part in (11, 42, 28, 8, 17, 31, 33))
_LEFTS: Final = tuple(LEFT + sum(_WIDE[:column]) for column in range(len(_WIDE)))


def annex(facts: LetterFacts, listed: Sequence[Listed]) -> Iterator[bytes]:
    """The operators of each page, but for its foot; at least one."""
    spelled = cache(_spelled)
    marks, top = _begun(facts, first=True)
    for number, one in enumerate(listed, 1):
        cells = (
            _spelled(str(number), 0),
            _spelled(one.nama, 1),
            _spelled(one.nik, 2),
            spelled("P" if one.perempuan else "L", 3),
            spelled("Eks THK-II" if one.eks_thk2 else "Non-ASN", 4),
            spelled(one.jabatan, 5),
            spelled(one.unit_kerja, 6),
        )
        height = max(map(len, cells)) * _LINE + _ROOM
        if top - height < FLOOR:
            yield "\n".join(marks).encode("ascii")
            marks, top = _begun(facts, first=False)
        marks += _row(cells, top)
        top -= height
        marks.append(f"{LEFT:.2f} {top:.2f} m {LEFT + WIDTH:.2f} {top:.2f} l S")
    marks.append(_ended(len(listed), top))
    yield "\n".join(marks).encode("ascii")


def _spelled(text: str, column: int) -> tuple[str, ...]:
    """A cell's lines as glyphs."""
    face = regular()
    return tuple(map(face.encode, face.wrap(text, _SIZE, _WIDE[column] - 2 * _INSET)))


def _row(cells: Sequence[tuple[str, ...]], top: float) -> list[str]:
    begin = f"BT {INK} rg /R {_SIZE:g} Tf"
    return [
        f"{begin} {_LEFTS[column] + _INSET:.2f} {top - _LINE * (line + 1):.2f} Td <{glyphs}> Tj ET"
        for column, lines in enumerate(cells)
        for line, glyphs in enumerate(lines)
    ]


def _begun(facts: LetterFacts, *, first: bool) -> tuple[list[str], float]:
    """A new page's head, and where its rows begin."""
    ink, top = Ink(), TOP
    if first:
        ink.text(LEFT, top - 12, "LAMPIRAN: DAFTAR NOMINATIF TENAGA NON-ASN", 12, colour=NAVY, strong=True)
        about = f"Surat Pernyataan Tanggung Jawab Mutlak Nomor {facts.nomor}"
        ink.text(LEFT, top - 27, about, 9, colour=GREY)
        top -= 31
        for line in regular().wrap(facts.instansi, 9, WIDTH):
            top -= 12
            ink.text(LEFT, top + 3, line, 9, colour=GREY)
        top -= 6
    height = 16.0
    ink.box(LEFT, top - height, WIDTH, height, colour=TINT)
    for left, head in zip(_LEFTS, _HEADS, strict=True):
        ink.text(left + _INSET, top - 10.5, head, _SIZE + 0.5, strong=True)
    ink.add(f"{LINE} RG 0.4 w")
    return [ink.operators.decode("ascii")], top - height


def _ended(count: int, top: float) -> str:
    """Below the last row: how many they are. There is room: a row's height lies between the floor and the foot."""
    ink = Ink()
    told = f"Jumlah: {f'{count:,}'.replace(',', '.')} orang" if count else "Tidak ada tenaga non-ASN yang didata."
    ink.text(LEFT + _INSET, top - 11, bold().spell(told), _SIZE + 0.5, strong=True)
    return ink.operators.decode("ascii")
