"""What a password must not be: short, endless, or what anyone who holds the person's KTP can read off it."""

from datetime import date
from typing import Final

from bot.rules.errors import RuleError
from bot.rules.identity import normalise_name

SHORTEST: Final = 10
LONGEST: Final = 128
_FEWEST_CHARACTERS: Final = 4


class PasswordError(RuleError):
    """Why a password is refused.

    Codes: `password_too_short` (min, count), `password_too_long` (max), `password_is_nik`, `password_is_name`,
    `password_is_birth_date`, `password_too_simple`.
    """


def check_password(password: str, *, nik: str, nama: str, tanggal_lahir: date) -> None:
    """Judge a password as typed.

    Raises:
        PasswordError: with the first reason that applies.
    """
    if len(password) < SHORTEST:
        raise PasswordError("password_too_short", min=SHORTEST, count=len(password))
    if len(password) > LONGEST:
        raise PasswordError("password_too_long", max=LONGEST)
    plain = "".join(character for character in password.casefold() if character.isalnum())
    if nik in plain:
        raise PasswordError("password_is_nik")
    name = normalise_name(nama)
    if plain and (plain.strip("0123456789") == name or name == plain):
        raise PasswordError("password_is_name")
    if plain in {tanggal_lahir.strftime(form) for form in ("%d%m%Y", "%Y%m%d", "%d%m%y")}:
        raise PasswordError("password_is_birth_date")
    if len(set(password)) < _FEWEST_CHARACTERS:
        raise PasswordError("password_too_simple")
