"""Titles before and behind a name, as people type them."""

import pytest

from bot.rules.titles import TitleError, parse_titles_after, parse_titles_before


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("S.Pd.", "S.Pd."),
        ("spd", "S.Pd."),
        ("S Pd", "S.Pd."),
        ("S.Pd M.M", "S.Pd., M.M."),
        ("s.pd.m.pd", "S.Pd., M.Pd."),
        ("SPd;MPd", "S.Pd., M.Pd."),
        ("S. Pd. I", "S.Pd.I."),
        ("amd kep", "A.Md.Kep."),
        ("S.H., M.Kn", "S.H., M.Kn."),
        ("S.Pd., Gr", "S.Pd., Gr."),
        ("Apt", "Apt."),
        ("S.Kom CCNA", "S.Kom., CCNA"),
        ("S.Xyz.", "S.Xyz."),
        ("...", "-"),
        ("-", "-"),
        ("–", "-"),
        ("Tidak ada", "-"),
    ],
)
def test_titles_behind_are_spelled_as_is_usual(typed: str, titles: str) -> None:
    """Dots, blanks and capitals are put right; a title that nobody knows stays as typed."""
    assert parse_titles_after(typed) == titles


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("drs", "Drs."),
        ("Drs H", "Drs. H."),
        ("K H", "K.H."),
        ("dr", "dr."),
        ("DR", "Dr."),
        ("Dr. H.", "Dr. H."),
        ("Dr.Ir.", "Dr. Ir."),
        ("drh", "drh."),
        ("Kolonel", "Kolonel"),
        ("-", "-"),
    ],
)
def test_titles_before_are_spelled_as_is_usual(typed: str, titles: str) -> None:
    """A dokter's "dr." is not a doktor's "Dr.", and "Dr. H." is no "drh."."""
    assert parse_titles_before(typed) == titles


def test_titles_on_the_wrong_side_are_refused() -> None:
    """They are asked for apart."""
    with pytest.raises(TitleError, match="title_belongs_behind"):
        parse_titles_before("S. Pd")
    with pytest.raises(TitleError, match="title_belongs_before"):
        parse_titles_after("S.Pd., Drs.")


@pytest.mark.parametrize("typed", ["S1", "123", "S.Pd <b>", "🎓"])
def test_what_is_no_title_is_refused(typed: str) -> None:
    """Titles are letters, dots and commas."""
    with pytest.raises(TitleError, match="titles_characters"):
        parse_titles_after(typed)


def test_too_long_a_list_is_refused() -> None:
    """More than the card can hold."""
    with pytest.raises(TitleError) as refused:
        parse_titles_after("spd " * 16)
    assert refused.value.code == "titles_too_long"
    assert refused.value.params == {"max": 60}
