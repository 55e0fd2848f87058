"""What Telegram sends with half a letter in it, as a cut emoji leaves behind: read, and the others with it."""

import pytest
from telegram.error import NetworkError

from bot.gateway.client import AiohttpRequest


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (rb'["baik", "\ud83d cut"]', ["baik", "? cut"]),
        (rb'["baik", "cut \ude00"]', ["baik", "cut ?"]),
        (b'["baik", "cut \xf0\x9f"]', ["baik", "cut \ufffd"]),
        (rb'["\ud83d\ude00"]', ["\N{GRINNING FACE}"]),
    ],
)
def test_half_a_letter_is_a_mark(sent: bytes, read: list[str]) -> None:
    """Whole ones stay as they are; nobody waits behind the one who sent it."""
    assert AiohttpRequest.parse_json_payload(sent) == read


@pytest.mark.parametrize("sent", [b"", b"{", b'["baik"', b"<html>"])
def test_what_is_no_answer_is_the_networks_fault(sent: bytes) -> None:
    """It is asked for again."""
    with pytest.raises(NetworkError):
        AiohttpRequest.parse_json_payload(sent)
