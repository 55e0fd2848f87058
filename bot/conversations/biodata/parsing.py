"""What stands around the parsers of the biodata: what is known already, and answers that a button gives."""

from typing import Any

from bot.engine.inputs import Choice, Input
from bot.engine.parse import Asked, Parser


def with_known(field: str, parse: Parser) -> Parser:
    """Let the parser look at the KTP's data, and take a tapped `ktp` for the same as there."""

    def parsed(given: Input, asked: Asked) -> Any:  # noqa: ANN401 - any JSON value
        isian = asked.answers["isian"]
        if isinstance(given, Choice) and given.value == "ktp":
            return isian["ktp"][field.removesuffix("_ijazah")]
        return parse(given, Asked({**isian["ktp"], **asked.answers}, asked.now))

    return parsed


def or_tapped(parse: Parser) -> Parser:
    """Take the value of a tapped button as the answer."""

    def parsed(given: Input, asked: Asked) -> Any:  # noqa: ANN401 - any JSON value
        return given.value if isinstance(given, Choice) else parse(given, asked)

    return parsed
