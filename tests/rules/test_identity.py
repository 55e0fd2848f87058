"""What somebody typed against what the instansi registered."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.identity import Identity, IdentityError, compare, normalise_name, parse_name, parse_place

SITI = Identity("3201015503850001", "3201010101200007", "Siti Nurjanah", "Bogor", date(1985, 3, 15))


def test_the_same_identity_differs_in_nothing() -> None:
    """All five fields agree."""
    assert compare(SITI, SITI) == ()


def test_case_blanks_punctuation_and_titles_do_not_differ() -> None:
    """The instansi writes capitals and titles, the worker does not."""
    registered = replace(SITI, nama="Hj. SITI  NUR'JANAH, S.Pd., M.M.", tempat_lahir="BO-GOR ")
    assert compare(SITI, registered) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nik", "3201015503850002"),
        ("kk", "3201010101200008"),
        ("nama", "Siti Nurhayati"),
        ("tempat_lahir", "Depok"),
        ("tanggal_lahir", date(1985, 3, 16)),
    ],
)
def test_the_field_that_differs_is_named(field: str, value: str | date) -> None:
    """Only its name is told."""
    assert compare(SITI, replace(SITI, **{field: value})) == (field,)  # type: ignore[arg-type]


def test_several_differences_come_in_the_order_of_the_questions() -> None:
    """So that the first one can be mended first."""
    other = Identity("3201015503850002", "1", "Dewi", "Depok", date(1990, 1, 1))
    assert compare(SITI, other) == ("nik", "kk", "nama", "tempat_lahir", "tanggal_lahir")


def test_what_the_instansi_did_not_register_is_not_compared() -> None:
    """No KK number in the sheet cannot make a worker wrong."""
    assert compare(SITI, Identity(SITI.nik, None, "", None, None)) == ()
    assert compare(SITI, replace(SITI, kk="")) == ()


def test_what_the_worker_did_not_type_differs() -> None:
    """Leaving a registered value out is no way round it."""
    assert compare(replace(SITI, kk=None, nama=None, tempat_lahir=None), SITI) == ("kk", "nama", "tempat_lahir")


@pytest.mark.parametrize(
    "name",
    [
        "Budi Santoso",
        "BUDI SANTOSO, S.Pd.",
        "Budi Santoso S. Pd",
        "budi santoso SPd",
        "Drs. H. Budi Santoso, M.Si",
        "Drs.H.Budi Santoso,M.M.",
        "Prof. Dr. Ir. Budi Santoso, S.T., M.T., Ph.D.",
        "K.H. Budi Santoso, Lc",
        "dr. Budi Santoso Sp.OG",
        "Budi Santoso, A.Md.Kep.",
        "Búdi  Santoso",
    ],
)
def test_titles_do_not_make_another_person(name: str) -> None:
    """Dotted, undotted, before, behind, in a row."""
    assert normalise_name(name) == "budisantoso"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Budi Santoso", "Budi Santosa"), ("Muhammad Ali", "Ali"), ("Siti Hajar", "Siti"), ("Irma", "Ma")],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    """A name that merely contains a title's letters is a name."""
    assert normalise_name(one) != normalise_name(other)


@pytest.mark.parametrize(("name", "kept"), [("H.", "h"), ("Dr. Ir.", "ir"), ("...", "")])
def test_a_name_of_titles_only_keeps_one(name: str, kept: str) -> None:
    """Somebody may really be called so."""
    assert normalise_name(name) == kept


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll")), min_size=1))
def test_a_single_word_is_itself_whatever_its_case(word: str) -> None:
    """Capitals never matter."""
    assert normalise_name(word) == normalise_name(word.casefold())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ma’ruf   Al-Amin ", "Ma'ruf Al-Amin"),
        ("Ni Luh Putu, S.Pd.", "Ni Luh Putu, S.Pd."),
        ("Jose\u0301", "José"),
        ("Al", "Al"),
        ("A" * 100, "A" * 100),
    ],
)
def test_a_name_is_kept_as_typed_but_tidy(typed: str, kept: str) -> None:
    """Blanks and curly quotes are put right, nothing else."""
    assert parse_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code", "params"),
    [
        (" A ", "name_too_short", {"min": 2}),
        ("A" * 101, "name_too_long", {"max": 100}),
        ("Budi 2", "name_characters", {}),
        ("Budi_Santoso", "name_characters", {}),
        ("=SUM(A1)", "name_characters", {}),
        ("- - -", "name_characters", {}),
    ],
)
def test_a_text_that_is_no_name_is_refused(typed: str, code: str, params: dict[str, int]) -> None:
    """Too short, too long, or with something in it that no name has."""
    with pytest.raises(IdentityError) as refused:
        parse_name(typed)
    assert (refused.value.code, dict(refused.value.params)) == (code, params)


def test_a_place_is_kept_as_typed_but_tidy() -> None:
    """A place may hold digits and brackets."""
    assert parse_place(" Kab.  Bogor (Jawa Barat) ") == "Kab. Bogor (Jawa Barat)"


@pytest.mark.parametrize(
    ("typed", "code"), [("B", "place_too_short"), ("B" * 61, "place_too_long"), ("Bo\x00gor", "place_characters")]
)
def test_a_text_that_is_no_place_is_refused(typed: str, code: str) -> None:
    """Too short, too long, or not printable."""
    with pytest.raises(IdentityError, match=code):
        parse_place(typed)


def test_an_identity_never_shows_itself() -> None:
    """An identity that ends up in a log tells nothing."""
    assert "Siti" not in repr(SITI)
