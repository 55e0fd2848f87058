"""What is said of whoever signs, and which letter is meant."""

from typing import Any, Final

from bot.conversations.rulings import rulings, worded
from bot.conversations.sptjm.names import NONE
from bot.engine.inputs import Choice, Input
from bot.engine.parse import Asked, chosen, written
from bot.rules.identity import parse_name, parse_place
from bot.rules.nip import parse_nip

_SHORTEST: Final = 2
_LONGEST: Final = 120


def nama(given: Input, asked: Asked) -> str:
    """The name with its titles."""
    del asked
    with rulings():
        return parse_name(written(given))


def nip(given: Input, asked: Asked) -> str:
    """18 digits."""
    del asked
    with rulings():
        return parse_nip(written(given))


def jabatan(given: Input, asked: Asked) -> str:
    """In what office somebody signs."""
    del asked
    return worded(given, _SHORTEST, _LONGEST)


def pangkat(given: Input, asked: Asked) -> str:
    """Rank and grade, or NONE by a button."""
    del asked
    return given.value if isinstance(given, Choice) else worded(given, len(NONE), _LONGEST)


def tempat(given: Input, asked: Asked) -> str:
    """Where it is signed."""
    del asked
    with rulings():
        return parse_place(written(given))


def to_be_printed(given: Input, asked: Asked) -> dict[str, Any]:
    """The button was tapped: of which instansi the list is to be made; the moment tells this wish from others."""
    chosen(given, asked)
    return {"instansi": asked.answers["isian"]["instansi"], "at": asked.now.isoformat()}


def to_be_compared(given: Input, asked: Asked) -> dict[str, Any]:
    """The button was tapped: which letter the roster is to be compared with."""
    chosen(given, asked)
    return {"letter": int(letter_of(asked.answers))}


def letter_of(answers: Any) -> str:  # noqa: ANN401 - Answers
    """The letter that is meant: the one that was chosen, or the only one."""
    chosen_one: str | None = answers.get("nomor")
    return chosen_one or str(answers["isian"]["surat"][0]["id"])


def only_letter(answers: Any) -> str | None:  # noqa: ANN401 - Answers
    """The letter that waits for its signature, if it is but one."""
    waits = answers.get("isian", {}).get("surat", [])
    return str(waits[0]["id"]) if len(waits) == 1 else None
