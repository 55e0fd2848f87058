"""A phone on which somebody chats: what one does with a thumb on the page, and what one then sees."""

from io import BytesIO
from typing import Final

from playwright.async_api import Locator, Page, expect

from bot.playground import invented

PATIENCE: Final = 30_000
"""Milliseconds to wait for what is on its way; far more than anything takes."""
QUESTIONS: Final = ("NIK", "Nomor KK", "Nama", "Tempat lahir", "Tanggal lahir", "Nomor HP", "E-mail")
"""What Langkah 1 asks, in order, by the names under which the invented people know it."""


def facts_of(name: str) -> dict[str, str]:
    """What an invented person knows of himself or herself, by label."""
    person = next(person for person in invented.people({}) if person.name == name)
    return dict(person.facts)


class Phone:
    """The playground's page as one of its people; every `hears` waits until it is so."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self._url = url
        self._failures: list[str] = []
        page.on("pageerror", lambda error: self._failures.append(str(error)))

    @property
    def last(self) -> Locator:
        """The newest turn of the bot, with its buttons."""
        return self.page.locator("#log .turn.bot").last

    @property
    def own(self) -> Locator:
        """Every turn of the person."""
        return self.page.locator("#log .turn.user")

    def address(self, path: str) -> str:
        """The whole address of something on the page's server."""
        return f"{self._url}{path}"

    async def opens_as(self, name: str) -> None:
        """Choose a person from the list and press Mulai."""
        await self.page.goto(self._url)
        if await self.page.locator("#back").is_visible():
            await self.page.click("#back")
        await self.page.locator("#list").get_by_role("button", name=name).click()
        await self.page.get_by_role("button", name="Mulai", exact=True).click()

    async def comes_back_as(self, person: int) -> None:
        """Open the chat of somebody who has been here before."""
        # From one person to another only the fragment differs, and for that no page is loaded.
        await self.page.goto("about:blank")
        await self.page.goto(self.address(f"/#{person}"))

    async def says(self, text: str) -> None:
        """Type a message and send it."""
        await self.page.fill("#text", text)
        await self.page.click("#send")

    async def taps(self, label: str) -> None:
        """Tap the newest button of that label."""
        await self.page.locator("#log").get_by_role("button", name=label, exact=True).last.click()

    async def taps_on(self, name: str) -> None:
        """Tap the newest button whose label contains this name."""
        await self.page.locator("#log").get_by_role("button", name=name).last.click()

    async def sends(self, label: str, *, by: str) -> None:
        """Send a sample file; `by` is `foto` or `berkas`."""
        await self.page.click("#attach")
        await self.page.locator("#samples").get_by_role("button", name=f"Kirim {label} sebagai {by}").click()

    async def sends_together(self, *labels: str) -> None:
        """Tick several sample pictures, in this order, and send them as one album."""
        await self.page.click("#attach")
        for label in labels:
            await self.page.locator("#samples").get_by_label(label, exact=False).first.check()
        await self.page.click("#chosen-photo")

    async def hears(self, *words: str) -> None:
        """Wait until the bot's newest turn contains each of these."""
        for each in words:
            await expect(self.last).to_contain_text(each, timeout=PATIENCE)

    async def has_heard(self, *words: str) -> Locator:
        """Wait until one turn of the bot, the newest or not, contains all of these; gives it."""
        turn = self.page.locator("#log .turn.bot")
        for each in words:
            turn = turn.filter(has_text=each)
        await expect(turn.last).to_be_visible(timeout=PATIENCE)
        return turn.last

    async def looks_back_at(self, words: str) -> None:
        """Scroll up to the end of an earlier turn of the bot."""
        turn = self.page.locator("#log .turn.bot", has_text=words).last
        await turn.evaluate("(turn) => turn.scrollIntoView({ block: 'end' })")

    async def opens_file(self) -> BytesIO:
        """Open the newest file that the bot sent."""
        tile = self.page.locator("#log .turn.bot a.file").last
        opened = await self.page.request.get(self.address(await tile.get_attribute("href") or ""))
        assert opened.ok
        return BytesIO(await opened.body())

    async def agrees(self) -> None:
        """From the welcome to the first question."""
        await self.hears("Selamat datang")
        await self.taps("Buat akun")
        await self.hears("Persetujuan", "Siapa yang melihat")
        await self.taps("Setuju")
        await self.hears("1/8")

    async def answers(self, *given: str, to: int) -> None:
        """Answer one question of Langkah 1 after the other; `to` is the number of the first."""
        for number, answer in enumerate(given, to + 1):
            await self.says(answer)
            await self.hears(f"{number}/8")

    def is_well(self) -> None:
        """No script on the page has failed."""
        assert self._failures == []
