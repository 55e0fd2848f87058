"""A playground of its own for each test, a browser to look at it with, and the pictures kept of it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.album import Album
from tests.browser.phone import Phone
from tests.browser.rehearsed import Playground

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", type=Path, default=None, help="a folder for the pictures that README shows")


@pytest.fixture
def album(pytestconfig: pytest.Config) -> Album:
    return Album(pytestconfig.getoption("--pictures"))


@pytest.fixture
async def playground(tmp_path: Path, pytestconfig: pytest.Config) -> AsyncIterator[Playground]:
    """Start the playground on an empty data folder."""
    assert pytestconfig.cache is not None
    playground = Playground(tmp_path, pytestconfig.cache.mkdir("compiled"))
    try:
        await playground.start()
        yield playground
    finally:
        await playground.kill()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Start Chromium without a window; where there is none, nothing can be looked at."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: install it (for example `apt install chromium`) to walk the page")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=_QUIET)
        yield browser
        await browser.close()


@pytest.fixture
async def phone(browser: Browser, playground: Playground) -> AsyncIterator[Phone]:
    """Hold a phone; when it is put down, no script on the page may have failed."""
    context = await browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
    )
    phone = Phone(await context.new_page(), playground.url)
    yield phone
    phone.is_well()
    await context.close()
