"""The time axis of a chart: which pixel a day has, and which years are named below it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

_STEPS: Final = (1, 2, 5, 10, 20)
_MARGIN: Final = 0.06


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from `first` to `last` (ordinals) on the pixels from `left` to `right`."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: int) -> float:
        """Where a day begins, by its ordinal."""
        return self.left + (day - self.first) / (self.last - self.first) * (self.right - self.left)

    def years(self, apart: float) -> list[tuple[int, float]]:
        """The years to be named and where each begins, at least `apart` pixels from each other."""
        wanted = range(date.fromordinal(self.first).year, date.fromordinal(self.last).year + 1)
        a_year = self.x(self.first + 365) - self.left
        step = next((step for step in _STEPS if step * a_year >= apart), _STEPS[-1])
        begun = [(year, self.x(date(year, 1, 1).toordinal())) for year in wanted if year % step == 0]
        return begun or [(wanted[0], self.left)]


def time_axis(first: date, until: date, left: float, right: float) -> TimeAxis:
    """An axis from the beginning of the first day's year to a little after `until`."""
    start = date(first.year, 1, 1).toordinal()
    end = until.toordinal() + 1
    return TimeAxis(start, end + max(1, round((end - start) * _MARGIN)), left, right)
