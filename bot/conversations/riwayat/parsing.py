"""What stands around the parsers of an entry: the other fields, also those that are known already."""

from typing import Any

from bot.conversations.riwayat.entries import answer_of
from bot.conversations.riwayat.names import FIELDS
from bot.engine.inputs import Input
from bot.engine.parse import Asked, Parser


def with_entry(parse: Parser) -> Parser:
    """Let the parser look at the whole form."""

    def parsed(given: Input, asked: Asked) -> Any:  # noqa: ANN401 - any JSON value
        form = {field: answer_of(asked.answers, field) for field in FIELDS}
        return parse(
            given, Asked({**asked.answers, **{name: value for name, value in form.items() if value}}, asked.now)
        )

    return parsed
