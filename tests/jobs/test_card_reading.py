"""The photo of a card: its code is read, and nothing else is taken for one."""

import asyncio
from io import BytesIO
from typing import Any

import pytest
import segno
from PIL import Image

from bot.gateway.fetch import LARGEST, Fetcher, FileUnavailableError
from bot.jobs.card_reading import CardReading
from bot.rules.seal import seal
from tests.house import photo

CODE = seal(b"k" * 32, 11)


class Sent(Fetcher):
    """What somebody sent, by Telegram's id of it; counts what was fetched."""

    def __init__(self, **files: bytes) -> None:
        self.files = files
        self.fetched: list[str] = []

    async def get(self, file: str) -> bytes:
        self.fetched.append(file)
        if file not in self.files:
            raise FileUnavailableError
        return self.files[file]


def photo_of(link: str) -> bytes:
    """A table with a code on it, as a messenger shrinks a photo."""
    drawn = BytesIO()
    segno.make(link, error="m").save(drawn, kind="png", scale=8)
    table = Image.new("RGB", (960, 1280), (120, 90, 60))
    table.paste(Image.open(drawn).convert("RGB").rotate(4, expand=True, fillcolor=(255, 255, 255)), (200, 400))
    out = BytesIO()
    table.save(out, "JPEG", quality=60)
    return out.getvalue()


def code_of(sent: Sent, source: str = "f", size: int = 1000) -> Any:  # noqa: ANN401 - a job's JSON
    return asyncio.run(CardReading(sent).read_card(71, {"source": source, "size": size}))


def test_the_code_of_a_photographed_card_is_read() -> None:
    """Out of the link that the card's QR code holds."""
    sent = Sent(f=photo_of(f"https://t.me/pendataan_contoh_bot?start=cek_{CODE}"))
    assert code_of(sent) == {"value": {"code": CODE}}


@pytest.mark.parametrize("link", ["https://t.me/b?start=ABCD2345EFGH6789", "https://contoh.id/cek_1", "halo"])
def test_another_code_is_no_card(link: str) -> None:
    """An invite's, a shop's, or words."""
    assert code_of(Sent(f=photo_of(link))) == {"value": {"code": ""}}


@pytest.mark.parametrize("data", [photo(), b"", b"no picture at all", b"\xff\xd8\xff\xe0 cut off"])
def test_what_holds_no_code_gives_none(data: bytes) -> None:
    """A face, an empty file, something else, or half a photo."""
    assert code_of(Sent(f=data)) == {"value": {"code": ""}}


def test_a_file_that_is_too_large_is_not_even_fetched() -> None:
    """Telegram would not give it."""
    sent = Sent(f=photo())
    assert code_of(sent, size=LARGEST + 1) == {"value": {"code": ""}}
    assert sent.fetched == []


def test_a_photo_that_is_no_more_gives_none() -> None:
    """Its person hears that no code can be read, and sends it again."""
    assert code_of(Sent()) == {"value": {"code": ""}}
