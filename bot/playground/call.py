"""One call by the bot: its parameters, however they were written, and Telegram's way of refusing.

Telegram takes a parameter as JSON, as a form field or in the query, so `chat_id` may be `7` or `"7"` and
`reply_markup` an object or its JSON text. `Call` reads all of these the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

Json = dict[str, Any]
Upload = tuple[str, bytes, str]
"""A file sent with a call: its name, its bytes, its media type."""

BAD_REQUEST = 400
FORBIDDEN = 403
NOT_FOUND = 404
CONFLICT = 409
TOO_MANY_REQUESTS = 429

_FALSE = ("", "0", "false", "False", "no")


class ApiError(Exception):
    """A refusal in Telegram's words; `description` already begins with the status' own name."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> bytes:
        """Give the JSON that Telegram answers with."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters is not None:
            answer["parameters"] = self.parameters
        return msgspec.json.encode(answer)


def bad_request(what: str) -> ApiError:
    """Make Telegram's status 400 saying `what`."""
    return ApiError(BAD_REQUEST, f"Bad Request: {what}")


@dataclass(slots=True)
class Call:
    """The parameters and the uploaded files of one call."""

    params: Mapping[str, Any]
    files: Mapping[str, Upload]

    def text(self, name: str) -> str:
        """Give a text parameter, empty when it is absent."""
        value = self.params.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Give a whole number; raises 400 when it is not one."""
        value = self.params.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        """Give a yes or no."""
        value = self.params.get(name)
        return bool(value) and value not in _FALSE

    def data(self, name: str) -> Json | list[Any] | None:
        """Give a parameter that is an object or a list; raises 400 when its JSON is broken."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            try:
                value = msgspec.json.decode(value)
            except msgspec.DecodeError:
                raise bad_request(f"can't parse {name} JSON object") from None
        if not isinstance(value, dict | list):
            raise bad_request(f"object expected as {name}")
        return value

    def mapping(self, name: str) -> Json | None:
        """Give a parameter that is an object; raises 400 when it is a list."""
        value = self.data(name)
        if isinstance(value, list):
            raise bad_request(f"object expected as {name}")
        return value

    def listing(self, name: str) -> list[Any] | None:
        """Give a parameter that is a list; raises 400 when it is an object."""
        value = self.data(name)
        if isinstance(value, dict):
            raise bad_request(f"expected an array of {name}")
        return value
