"""Finding workers by a few typed words, slips of spelling forgiven."""

import pytest

from bot.rules.people import MOST, find

PEOPLE = (
    (1, "SARI WULANDARI", "Guru Kelas SD Negeri 1 Contoh"),
    (2, "BUDI SANTOSO", "Guru Penjas SD Negeri 1 Contoh"),
    (3, "WULAN SARI DEWI", "Pustakawan SMP Negeri 2 Contoh"),
    (4, "RINA LESTARI", "Operator Sari Komputer SMP Negeri 2 Contoh"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Sari Wulandari", [1]),
        ("wulan", [1, 3]),
        ("sari", [1, 3, 4]),
        ("ulan", [1, 3]),
        ("guru negeri", [2, 1]),
        ("budi 1", [2]),
        ("wulnadari", [1]),
        ("budhi santosa", [2]),
        ("pustakwan", [3]),
        ("rina operatr", [4]),
        ("wuland", [1]),
        ("zz budhi", []),
        ("budhi pustakwan", []),
        ("zzzzqqq", []),
        ("!?", []),
        ("", []),
    ],
)
def test_every_word_counts_and_names_come_first(words: str, found: list[int]) -> None:
    """As typed where that finds anybody, else spelled almost so; by name before by jabatan or unit."""
    assert find(words, PEOPLE) == found


def test_a_short_word_is_forgiven_nothing() -> None:
    """Two letters begin a word or they do not."""
    assert find("sd budhi", PEOPLE) == [2]


def test_of_many_the_best_are_found() -> None:
    """As many as a few pages show, in the order of their names."""
    many = [(number, f"SARI {number:03d}", "Guru") for number in range(200, 0, -1)]
    assert find("sari", many) == list(range(1, MOST + 1))


def test_nobody_is_found_among_nobody() -> None:
    """An instansi without workers."""
    assert find("sari", ()) == []
