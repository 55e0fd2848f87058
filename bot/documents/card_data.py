"""The column of data on a card: it breathes while there is room, closes up for more lines, then sets all smaller.

Nothing is ever cut: an instansi's full name may be long, and a card with half a name proves nothing.
"""

from dataclasses import dataclass

from bot.documents.card_ink import GREY, INK, MM, NAVY, Ink, bold, regular
from bot.documents.card_type import Typeface

_LABEL = 36 * MM
_CLOSEST, _WIDEST = 4.5, 11.0
_SMALLER = 0.95


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and its value; a head (`size` above the table's) stands on lines of its own, in bold."""

    label: str
    value: str
    head: float = 0.0


@dataclass(frozen=True, slots=True)
class _Setting:
    entry: Entry
    lines: list[str]
    size: float

    @property
    def leading(self) -> float:
        return self.size * 1.22

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        above = self.size * 0.18 + 8 if self.entry.head else 0
        return above + len(self.lines) * self.leading


def draw_entries(ink: Ink, entries: tuple[Entry, ...], box: tuple[float, float, float, float]) -> None:
    """Write the entries from the top of a box (x, y of its lower left corner, width, height) downwards."""
    x, y, width, height = box
    scale = 1.0
    while True:
        settings = [_set(entry, width, scale) for entry in entries]
        room = (height - sum(setting.height for setting in settings)) / (len(settings) - 1)
        if room >= _CLOSEST * scale:
            break
        scale *= _SMALLER
    top = y + height
    for setting in settings:
        _draw(ink, setting, x, top, scale)
        top -= setting.height + min(room, _WIDEST)


def draw_line(
    ink: Ink, text: str, place: tuple[float, float, float], size: float, *, colour: str, strong: bool = False
) -> None:
    """Write a text on one line at a place (x, baseline, width), smaller if it would not fit."""
    x, y, width = place
    face = bold() if strong else regular()
    wide = face.width(face.spell(text), size)
    ink.text(x, y, text, min(size, size * width / wide) if wide else size, colour=colour, strong=strong)


def _set(entry: Entry, width: float, scale: float) -> _Setting:
    size = (entry.head or 10.5) * scale
    face: Typeface = bold() if entry.head else regular()
    return _Setting(entry, face.wrap(entry.value, size, width if entry.head else width - _LABEL), size)


def _draw(ink: Ink, setting: _Setting, x: float, top: float, scale: float) -> None:
    entry, size = setting.entry, setting.size
    baseline = top - size * 0.92
    if entry.head:
        ink.text(x, top - 6.5, entry.label, 8.5 * min(1, scale * 1.1), colour=GREY)
        baseline -= setting.height - len(setting.lines) * setting.leading
        across, colour = x, NAVY
    else:
        ink.text(x, baseline, entry.label, size * 0.86, colour=GREY)
        across, colour = x + _LABEL, INK
    for line in setting.lines:
        ink.text(across, baseline, line, size, colour=colour, strong=bool(entry.head))
        baseline -= setting.leading
