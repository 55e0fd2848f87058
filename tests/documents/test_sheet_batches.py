"""Many rows at once are judged exactly as each by itself."""

from datetime import date
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from bot.documents.sheet_batches import BatchReader
from bot.documents.sheet_cells import Cell
from bot.documents.sheet_rows import RowReader
from bot.rules.eligibility import Terms
from tests.roster_sheets import SITI, cells, person

TODAY: Final = date(2022, 9, 1)
ODD: Final[tuple[Cell, ...]] = (
    *(
        "",
        " ",
        "-",
        "Kosong",
        "tidak ada",
        "'x",
        '="x"',
        "a  b",
        " a",
        "²",
        "x" * 201,
        "Ab" * 60,
        "Drs. Ma'ruf",
        1,
        1.0,
    ),
    *(
        "01-01-1985",
        "31-12-2022",
        "2015",
        date(2015, 7, 1),
        42000.0,
        True,
        "None",
        "3201015503850001",
        "320101550385²001",
    ),
    *("9901015503850001", "3201015503850000", "3201 0155 0385 0001", "L", "P", "Satpam", "BLUD", "BOS", "31-12-2014"),
)
"""What may stand in any cell."""


@given(
    st.lists(st.dictionaries(st.sampled_from(sorted(SITI)), st.sampled_from(ODD), max_size=3), min_size=1, max_size=6)
)
def test_a_batch_is_judged_as_its_rows_are(changes: list[dict[str, Any]]) -> None:
    """Row and reasons are the same, in whatever company."""
    rows = [cells(person(number, **changed)) for number, changed in enumerate(changes, 1)]
    each = [RowReader(Terms(), TODAY).judge(row) for row in rows]
    batch, refused = BatchReader(RowReader(Terms(), TODAY)).read(rows)
    assert [(row, refused.get(place, [])) for place, row in enumerate(batch)] == each


def test_more_values_than_are_remembered() -> None:
    """A roster of ever new values is read all the same."""
    reader = BatchReader(RowReader(Terms(), TODAY))
    rows = [cells(person(number % 9999 + 1, jabatan=f"Guru {number}")) for number in range(17_000)]
    batch, refused = reader.read(rows)
    assert refused == {}
    assert [row.jabatan for row in batch] == [f"Guru {number}" for number in range(17_000)]
