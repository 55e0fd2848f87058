"""The pictures that README shows: moments of the tests, kept small when `--pictures DIR` asks for them."""

from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from playwright.async_api import Page

_QUALITY: Final = 80
_CARD_WIDTH: Final = 900
_LOADED: Final = "() => [...document.images].every((image) => image.complete)"


class Album:
    """Keeps pictures in a folder; without one it keeps none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    async def keep(self, page: Page, name: str) -> None:
        """Keep what the page shows now."""
        if self._folder is None:
            return
        await page.wait_for_function(_LOADED)
        shot = await page.screenshot(animations="disabled", caret="hide")
        self._write(Image.open(BytesIO(shot)), name)

    def keep_paper(self, pdf: bytes, name: str) -> None:
        """Keep the first page of a PDF."""
        if self._folder is None:
            return
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[0]
            self._write(page.render(scale=_CARD_WIDTH / page.get_width()).to_pil(), name)

    def _write(self, image: Image.Image, name: str) -> None:
        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        image.convert("RGB").save(self._folder / f"{name}.webp", quality=_QUALITY, method=6)
