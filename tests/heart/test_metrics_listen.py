"""The setting by which a bot is watched: one line says what is wrong with it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.heart.test_command_line import Line, complains, line

__all__ = ["line"]

TOKEN = f"1:{'x' * 35}"


@pytest.fixture
def taken() -> Iterator[str]:
    """Give an address at which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield f"127.0.0.1:{other.getsockname()[1]}"


@pytest.mark.parametrize(
    "value",
    ["rahasia", "9464", "127.0.0.1:", "127.0.0.1:70000", "http://127.0.0.1:9464", " ", ".:9464", f"{'x' * 64}:9464"],
)
def test_a_wrong_address_stops_the_start_by_name(line: Line, value: str) -> None:
    """It is told what it should be."""
    complains(line("migrate", METRICS_LISTEN=value), "PENDATAAN_METRICS_LISTEN must be HOST:PORT")
    assert not Path("data").exists()


def test_an_empty_address_is_none(line: Line) -> None:
    """As a copied `.env` has it."""
    assert line("migrate", METRICS_LISTEN="").exit_code == 0
    assert Settings(_env_file=None).metrics_listen is None


def test_an_address_that_is_taken_stops_the_bot(line: Line, taken: str) -> None:
    """Before it waits for Telegram."""
    result = line("run", BOT_TOKEN=TOKEN, BOT_API_URL="http://127.0.0.1:9", METRICS_LISTEN=taken)
    complains(result, f"PENDATAAN_METRICS_LISTEN={taken} cannot be used", "in use")


def test_an_address_that_is_taken_stops_the_playground(line: Line, taken: str) -> None:
    """In the same words, and not as if the page's own address were taken."""
    result = line("playground", PLAYGROUND_LISTEN="127.0.0.1:0", METRICS_LISTEN=taken)
    complains(result, f"PENDATAAN_METRICS_LISTEN={taken} cannot be used", "in use")


def test_a_host_that_is_not_of_this_machine_stops_the_bot(line: Line) -> None:
    """192.0.2.0/24 is nobody's."""
    result = line("run", BOT_TOKEN=TOKEN, BOT_API_URL="http://127.0.0.1:9", METRICS_LISTEN="192.0.2.1:9464")
    complains(result, "PENDATAAN_METRICS_LISTEN=192.0.2.1:9464 cannot be used")
