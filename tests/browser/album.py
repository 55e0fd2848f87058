"""The pictures that README and the panduan show: moments of the tests, kept when `--pictures DIR` asks for them."""

from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from playwright.async_api import Page

_QUALITY: Final = 80
_CARD_WIDTH: Final = 900
_STEP_QUALITY: Final = 62
_STEP_WIDTH: Final = 440
_LOADED: Final = "() => [...document.images].every((image) => image.complete)"


class Album:
    """Keeps pictures in a folder; without one it keeps none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    async def keep(self, page: Page, name: str) -> None:
        """Keep what the page shows now."""
        if self._folder is not None:
            self._write(await _shot(page), name)

    async def keep_step(self, page: Page, name: str) -> None:
        """Keep what the page shows now as a step of the panduan: smaller, for whoever pays for each megabyte."""
        if self._folder is not None:
            shot = await _shot(page)
            height = shot.height * _STEP_WIDTH // shot.width
            small = shot.resize((_STEP_WIDTH, height), Image.Resampling.LANCZOS)
            self._write(small, f"panduan-{name}", _STEP_QUALITY)

    def keep_sheet(self, pdf: bytes, name: str) -> None:
        """Keep the first page of a PDF as a step of the panduan."""
        self._keep_page(pdf, f"panduan-{name}", _STEP_WIDTH, _STEP_QUALITY)

    def keep_paper(self, pdf: bytes, name: str) -> None:
        """Keep the first page of a PDF."""
        self._keep_page(pdf, name, _CARD_WIDTH, _QUALITY)

    def _keep_page(self, pdf: bytes, name: str, width: int, quality: int) -> None:
        if self._folder is None:
            return
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[0]
            self._write(page.render(scale=width / page.get_width()).to_pil(), name, quality)

    def _write(self, image: Image.Image, name: str, quality: int = _QUALITY) -> None:
        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        image.convert("RGB").save(self._folder / f"{name}.webp", quality=quality, method=6)


async def _shot(page: Page) -> Image.Image:
    await page.wait_for_function(_LOADED)
    return Image.open(BytesIO(await page.screenshot(animations="disabled", caret="hide")))
