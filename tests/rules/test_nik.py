"""The NIK and KK number that a person types."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.nik import KkError, NikError, agrees, masked, parse_kk, parse_nik

MAN = "3201011503850001"
TODAY = date(2022, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        MAN,
        "  3201011503850001\n",
        "3201 0115 0385 0001",
        "32.01.01.150385.0001",
        "320101-150385-0001",
        "3201\u00a00115\u20110385\u200b0001",
    ],
)
def test_sixteen_digits_are_read_however_they_are_spaced(text: str) -> None:
    """Blanks, dots, dashes and invisible marks between the digits do not count."""
    assert parse_nik(text).digits == MAN


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("", "nik_not_digits", {}),
        ("32010l1503850001", "nik_not_digits", {}),
        ("٣٢٠١١٥٠٣٨٥٠٠١٢٣٤", "nik_not_digits", {}),
        ("320101150385000", "nik_not_16_digits", {"count": 15}),
        ("32010115038500012", "nik_not_16_digits", {"count": 17}),
        ("9901011503850001", "nik_province_unknown", {"province": "99"}),
        ("0001011503850001", "nik_province_unknown", {"province": "00"}),
        ("3201013102850001", "nik_date_invalid", {}),
        ("3201010003850001", "nik_date_invalid", {}),
        ("3201014003850001", "nik_date_invalid", {}),
        ("3201017203850001", "nik_date_invalid", {}),
        ("3201011513850001", "nik_date_invalid", {}),
        ("3201012902850001", "nik_date_invalid", {}),
        ("3201011503850000", "nik_serial_zero", {}),
    ],
)
def test_each_mistake_has_its_own_reason(text: str, code: str, params: dict[str, object]) -> None:
    """A text that cannot be a NIK is refused with a code, and the figures that its sentence needs."""
    with pytest.raises(NikError) as refused:
        parse_nik(text)
    assert (refused.value.code, dict(refused.value.params)) == (code, params)
    assert str(refused.value) == code


def test_a_nik_tells_birth_date_sex_and_province() -> None:
    """A woman's day of birth stands in the NIK with 40 added."""
    man, woman = parse_nik("3201011503850001"), parse_nik("3201015503850001")
    assert (man.woman, woman.woman) == (False, True)
    assert man.birth_date(TODAY) == woman.birth_date(TODAY) == date(1985, 3, 15)
    assert man.province == "Jawa Barat"


@pytest.mark.parametrize("region", ["3200", "3299", "9102", "6473", "5401"])
def test_old_and_unknown_regions_are_no_error(region: str) -> None:
    """Codes are kept for life: a kabupaten that is gone, 00, or the former province Timor Timur."""
    assert parse_nik(f"{region}001503850001").province


@pytest.mark.parametrize(
    ("born", "reference", "expected"),
    [
        ("010922", date(2022, 9, 1), date(2022, 9, 1)),
        ("020922", date(2022, 9, 1), date(1922, 9, 2)),
        ("290200", date(2022, 9, 1), date(2000, 2, 29)),
        ("311299", date(2022, 9, 1), date(1999, 12, 31)),
    ],
)
def test_the_century_is_the_latest_that_is_not_in_the_future(born: str, reference: date, expected: date) -> None:
    """A NIK holds two digits of the year: nobody is born tomorrow."""
    assert parse_nik(f"320101{born}0001").birth_date(reference) == expected


def test_a_leap_day_of_no_century_is_refused() -> None:
    """29 February of a year 00 before 2000 never was."""
    with pytest.raises(NikError, match="nik_date_invalid"):
        parse_nik("3201012902000001").birth_date(date(1999, 1, 1))


@given(
    born=st.dates(date(1923, 1, 1), TODAY),
    woman=st.booleans(),
    serial=st.integers(1, 9999),
    region=st.integers(0, 9999),
)
def test_every_nik_agrees_with_the_birth_date_it_was_made_from(
    born: date, *, woman: bool, serial: int, region: int
) -> None:
    """Whatever the region and the serial, date and sex come back out."""
    nik = parse_nik(f"32{region:04}{born.day + 40 * woman:02}{born:%m%y}{serial:04}")
    assert (nik.birth_date(TODAY), nik.woman) == (born, woman)
    assert agrees(nik, born)


@pytest.mark.parametrize("other", [date(1985, 3, 16), date(1985, 4, 15), date(1986, 3, 15)])
def test_another_birth_date_does_not_agree(other: date) -> None:
    """Day, month and year all have to agree."""
    assert not agrees(parse_nik("3201015503850001"), other)


@given(st.text())
def test_any_text_is_a_nik_or_a_reasoned_refusal(text: str) -> None:
    """Nothing that a person can send breaks the rule."""
    try:
        code = parse_nik(text).digits
    except NikError as refused:
        code = refused.code
    assert len(code) == 16 or code.startswith("nik_")


def test_a_nik_is_shown_masked() -> None:
    """Only the first and last four digits are ever repeated, in logs too."""
    assert masked("3201011503850001") == "3201••••••••0001"
    assert masked("320101") == "••••••"
    assert repr(parse_nik("3201011503850001")) == "Nik(3201••••••••0001)"


def test_a_kk_number_is_sixteen_digits() -> None:
    """Nothing but the length of a KK number can be judged."""
    assert parse_kk("3201 0101 0120 0007") == "3201010101200007"


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("tidak ada", "kk_not_digits", {}),
        ("32010101", "kk_not_16_digits", {"count": 8}),
        ("3201011503850001", "kk_is_nik", {}),
    ],
)
def test_a_wrong_kk_number_has_its_reason(text: str, code: str, params: dict[str, object]) -> None:
    """Letters, another length, or the NIK once more."""
    with pytest.raises(KkError) as refused:
        parse_kk(text, nik="3201011503850001")
    assert (refused.value.code, dict(refused.value.params)) == (code, params)
