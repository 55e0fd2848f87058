"""The parsers of the account conversation: the domain's rules, with their refusals made the machine's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from bot.engine.inputs import Input, Text
from bot.engine.parse import Asked, Refusal, chosen, contact_or_written, written
from bot.rules import dates, identity
from bot.rules.clock import today_wib
from bot.rules.errors import RuleError
from bot.rules.nik import LENGTH, agrees, parse_kk, parse_nik
from bot.rules.password import check_password

_SHORTEST_ANSWER = 2
_LONGEST_ANSWER = 100
_SHORTEST_SEARCH = 3
_LONGEST_SEARCH = 100


@contextmanager
def _rules() -> Iterator[None]:
    """Too few digits and too many are one rule and two sentences."""
    try:
        yield
    except RuleError as error:
        code = error.code
        if int(error.params.get("count", 0)) > LENGTH:
            code = code.replace("not_16", "too_many")
        raise Refusal(code, **error.params) from None


def persetujuan(given: Input, asked: Asked) -> str:
    """When consent was given, as ISO 8601, or `tidak_setuju`."""
    choice = chosen(given, asked)
    return asked.now.isoformat() if choice == "setuju" else choice


def nik(given: Input, asked: Asked) -> str:
    """16 digits that can be a NIK."""
    del asked
    with _rules():
        return parse_nik(written(given)).digits


def kk(given: Input, asked: Asked) -> str:
    """16 digits that are not the NIK once more."""
    with _rules():
        return parse_kk(written(given), asked.answers["nik"])


def nama(given: Input, asked: Asked) -> str:
    """A person's name."""
    del asked
    with _rules():
        return identity.parse_name(written(given))


def tempat_lahir(given: Input, asked: Asked) -> str:
    """A place of birth."""
    del asked
    with _rules():
        return identity.parse_place(written(given))


def tanggal_lahir(given: Input, asked: Asked) -> str:
    """A past date, as yyyy-mm-dd, that agrees with the NIK."""
    with _rules():
        born = dates.parse_date(written(given), today_wib(asked.now))
        if not agrees(parse_nik(asked.answers["nik"]), born):
            raise Refusal("date_not_nik")
    return born.isoformat()


def ponsel(given: Input, asked: Asked) -> str:
    """An Indonesian mobile number, as +62…, typed or from the person's own contact."""
    from lokal import parse_phone  # noqa: PLC0415 - a bot to whom nobody has spoken needs none

    del asked
    said = contact_or_written(given)
    found = parse_phone(said)
    if not found.valid and not said.lstrip().startswith(("+", "0")):
        found = parse_phone(f"+{said.strip()}")
    if not found.valid or found.type != "mobile" or found.e164 is None:
        raise Refusal("phone_not_mobile")
    return found.e164


def email(given: Input, asked: Asked) -> str:
    """A well-formed e-mail address."""
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - as above

    del asked
    try:
        return validate_email(written(given), check_deliverability=False).normalized
    except EmailNotValidError:
        raise Refusal("email_malformed") from None


def password(given: Input, asked: Asked) -> str:
    """A password that nobody reads off the KTP; as typed, since blanks count."""
    if not isinstance(given, Text):
        raise Refusal("want_text")
    born = date.fromisoformat(asked.answers["tanggal_lahir"])
    with _rules():
        check_password(given.text, nik=asked.answers["nik"], nama=asked.answers["nama"], tanggal_lahir=born)
    return given.text


def jawaban_pengaman(given: Input, asked: Asked) -> str:
    """The answer to the security question, in the form in which it is compared: case and blanks do not count."""
    del asked
    said = written(given).casefold()
    if not _SHORTEST_ANSWER <= len(said) <= _LONGEST_ANSWER:
        raise Refusal("answer_length", min=_SHORTEST_ANSWER, max=_LONGEST_ANSWER)
    return said


def instansi_words(given: Input, asked: Asked) -> str:
    """Some letters of an instansi's name: three at least, and no more than a name has."""
    del asked
    said = written(given)
    if len(said) < _SHORTEST_SEARCH:
        raise Refusal("search_too_short", min=_SHORTEST_SEARCH)
    if len(said) > _LONGEST_SEARCH:
        raise Refusal("search_too_long", max=_LONGEST_SEARCH)
    return said


def masked_phone(number: str) -> str:
    """+6281234567890 as 0812••••7890."""
    national = "0" + number.removeprefix("+62")
    return f"{national[:4]}••••{national[-4:]}"


def shown_date(iso: str) -> str:
    """1990-03-07 as 7 Maret 1990."""
    return dates.format_date(date.fromisoformat(iso))
