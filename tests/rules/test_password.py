from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.password import LONGEST, SHORTEST, PasswordError, check_password

NIK = "3201014703900001"
BORN = date(1990, 3, 7)


def judged(password: str, nama: str = "Sari Wulandari") -> str:
    """Give the code of the refusal, or nothing."""
    try:
        check_password(password, nik=NIK, nama=nama, tanggal_lahir=BORN)
    except PasswordError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    "password", ["angin sepoi di sawah", "sari-manis-99", "P4ssw0rd!!", "あいうえおかきくけこ", "..,,--!!??"]
)
def test_a_password_nobody_reads_off_the_ktp_passes(password: str) -> None:
    """Words, signs and other scripts; a part of the name among more."""
    assert judged(password) == ""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_too_short"),
        ("123456789", "password_too_short"),
        ("ab1." * 33, "password_too_long"),
        (NIK, "password_is_nik"),
        ("nik: 3201-0147-0390-0001", "password_is_nik"),
        ("SariWulandari", "password_is_name"),
        ("sari wulandari!!!", "password_is_name"),
        ("1990 Sari Wulandari 07", "password_is_name"),
        ("07-03-1990", "password_is_birth_date"),
        ("1990/03/07", "password_is_birth_date"),
        ("(07)(03)(90)", "password_is_birth_date"),
        ("abcabcabcabc", "password_too_simple"),
    ],
)
def test_what_is_easily_guessed_is_refused(password: str, code: str) -> None:
    """Each with its own reason."""
    assert judged(password) == code


def test_a_name_with_digits_is_still_the_name() -> None:
    """Figures before and behind do not hide it, nor does a title."""
    assert judged("007bambang007", nama="Drs. Bambang") == "password_is_name"


def test_the_limits_are_told() -> None:
    """Too short tells how long it is and how long it must be; too long, the limit."""
    with pytest.raises(PasswordError) as short:
        check_password("pendek", nik=NIK, nama="Sari", tanggal_lahir=BORN)
    assert dict(short.value.params) == {"min": SHORTEST, "count": 6}
    with pytest.raises(PasswordError) as long:
        check_password("ab1." * 50, nik=NIK, nama="Sari", tanggal_lahir=BORN)
    assert dict(long.value.params) == {"max": LONGEST}


@given(st.text(max_size=200))
def test_any_text_is_judged_without_a_word_of_it(password: str) -> None:
    """A refusal never repeats what was typed, since errors end up in logs."""
    if code := judged(password):
        with pytest.raises(PasswordError, match=f"^{code}$"):
            check_password(password, nik=NIK, nama="Sari Wulandari", tanggal_lahir=BORN)
    else:
        assert SHORTEST <= len(password) <= LONGEST
