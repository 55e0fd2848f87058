import asyncio
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.documents import papers
from bot.documents.papers import Paper, PaperRule
from bot.gateway.fetch import LARGEST, Fetcher, FileUnavailableError
from bot.gateway.send import Post
from bot.jobs.papers import Papers
from bot.playground.samples import SAMPLES
from storage.files import FileStore

KB = 1024
RULE = PaperRule()
BY_KEY = {sample.key: sample for sample in SAMPLES}
PERSON = 71


class Sent(Fetcher):
    """What people sent, by Telegram's id of it; counts what was fetched."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.fetched: list[str] = []

    async def get(self, file: str) -> bytes:
        self.fetched.append(file)
        if file not in self.files:
            raise FileUnavailableError
        return self.files[file]


class Head(Post):
    """A chat's head: what was shown in it."""

    def __init__(self) -> None:
        self.actions: list[tuple[int, str]] = []
        self.shown = asyncio.Event()

    async def action(self, person: int, action: str) -> None:
        self.actions.append((person, action))
        self.shown.set()


class Cupboard(FileStore):
    """Stored files, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        key = f"{len(self.kept):032x}"
        self.kept[key] = data
        return key


@dataclass
class Desk:
    """The job with the world around it."""

    sent: Sent = field(default_factory=Sent)
    head: Head = field(default_factory=Head)
    files: Cupboard = field(default_factory=Cupboard)

    def __post_init__(self) -> None:
        self.job = Papers(self.sent, self.head, self.files, {"ijazah": RULE}, "Berkas… {seconds} detik")

    async def gets(self, *files: bytes) -> dict[str, Any]:
        """The job's answer to these files."""
        self.sent.files = {str(number): data for number, data in enumerate(files)}
        sources = [{"source": str(number), "size": len(data)} for number, data in enumerate(files)]
        return await self.job.check_paper(PERSON, {"kind": "ijazah", "sources": sources})


@pytest.fixture
def desk() -> Desk:
    return Desk()


def sample(key: str) -> bytes:
    return BY_KEY[key].load()


def page(side: int = 900) -> bytes:
    out = BytesIO()
    Image.effect_noise((side, side), 30).save(out, "JPEG", quality=80)
    return out.getvalue()


async def test_a_photo_in_the_window_is_offered(desk: Desk) -> None:
    """Its owner sees it before it is kept."""
    answer = await desk.gets(sample("ijazah"))
    value = answer["value"]
    assert (answer["offer"], answer["params"]) == ("berkas_foto", {"size": value["size"]})
    assert (value["pages"], value["form"]) == (1, "jpeg")
    assert len(desk.files.kept[value["file"]]) == value["size"]


async def test_a_photo_too_big_is_made_smaller_at_once(desk: Desk) -> None:
    """It is offered with the size it had."""
    data = sample("ktp_12mp")
    answer = await desk.gets(data)
    size = answer["value"]["size"]
    assert (answer["offer"], answer["params"]) == ("berkas_dikecilkan", {"size": size, "before": len(data)})
    assert RULE.min_bytes <= size <= RULE.max_bytes


async def test_a_pdf_is_offered_with_its_pages(desk: Desk) -> None:
    """Cleaned, as a PDF."""
    answer = await desk.gets(sample("ijazah_pdf"))
    value = answer["value"]
    assert (answer["offer"], answer["params"]) == ("berkas_pdf", {"size": value["size"], "pages": 1})
    assert value["form"] == "pdf"


async def test_several_photos_are_offered_as_one_pdf(desk: Desk) -> None:
    """In the order in which they were sent."""
    answer = await desk.gets(sample("ijazah"), page(), sample("ijazah_pdf"))
    value = answer["value"]
    assert (answer["offer"], answer["params"]) == ("berkas_gabungan", {"size": value["size"], "pages": 3})
    assert (value["form"], value["pages"]) == ("pdf", 3)
    assert desk.files.kept[value["file"]].startswith(b"%PDF-")


async def test_a_lone_bad_file_is_refused_by_its_own_code(desk: Desk) -> None:
    """And nothing is kept."""
    assert await desk.gets(sample("ktp_png")) == {"refused": "not_paper", "params": {"format": "png"}}
    assert await desk.gets(b"") == {"refused": "empty", "params": {}}
    assert desk.files.kept == {}


async def test_the_bad_one_of_several_is_named(desk: Desk) -> None:
    """With its place, how many were sent, and why."""
    answer = await desk.gets(page(), sample("ktp_terpotong"))
    assert answer == {"refused": "page_unfit", "params": {"page": 2, "sent": 2, "reason": "truncated"}}
    answer = await desk.gets(sample("ktp_png"), page())
    params = {"page": 1, "sent": 2, "reason": "not_paper", "format": "png"}
    assert answer == {"refused": "page_unfit", "params": params}


async def test_what_the_whole_is_at_fault_for_names_no_page(desk: Desk) -> None:
    """Two photos that together are too light."""
    out = BytesIO()
    Image.new("L", (600, 800), 90).save(out, "JPEG")
    light = out.getvalue()
    answer = await desk.gets(light, light)
    assert answer == {"refused": "too_light", "params": {"size": 2 * len(light), "minimum": 100 * KB}}


async def test_more_files_than_one_may_send_are_not_fetched(desk: Desk) -> None:
    """Ten are bound, an eleventh is refused with the limit."""
    answer = await desk.gets(*[page(600)] * 11)
    assert answer == {"refused": "too_many_pages_sent", "params": {"sent": 11, "limit": 10}}
    assert desk.sent.fetched == []
    assert (await desk.gets(*[page(600)] * 10))["params"]["pages"] == 10


@pytest.mark.parametrize(
    ("sizes", "refusal"),
    [
        ([5, LARGEST + 1], {"refused": "file_too_large", "params": {"size": LARGEST + 1}}),
        (
            [LARGEST] * 4,
            {"refused": "files_too_large_together", "params": {"size": 4 * LARGEST, "limit": 60 * KB * KB}},
        ),
    ],
)
async def test_what_is_too_large_is_not_fetched(desk: Desk, sizes: list[int], refusal: dict[str, Any]) -> None:
    """What Telegram would not give, and what would fill the memory."""
    sources = [{"source": "0", "size": size} for size in sizes]
    assert await desk.job.check_paper(PERSON, {"kind": "ijazah", "sources": sources}) == refusal
    assert desk.sent.fetched == []


async def test_a_file_that_telegram_lost_is_said_to_be_so(desk: Desk) -> None:
    """It can only be sent again."""
    args = {"kind": "ijazah", "sources": [{"source": "hilang", "size": 5}]}
    assert await desk.job.check_paper(PERSON, args) == {"refused": "file_unavailable", "params": {}}


async def test_the_chats_head_shows_that_a_file_is_under_way(desk: Desk) -> None:
    """As long as it is judged."""
    held = asyncio.Event()

    async def slow(file: str) -> bytes:
        await held.wait()
        return desk.sent.files[file]

    desk.sent.get = slow  # type: ignore[method-assign]
    working = asyncio.create_task(desk.gets(sample("ijazah")))
    await desk.head.shown.wait()
    held.set()
    assert (await working)["offer"] == "berkas_foto"
    assert desk.head.actions == [(PERSON, "upload_document")]


async def test_only_two_are_judged_at_a_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is for two decoded pictures; the third person waits its turn."""
    running: list[int] = []
    most: list[int] = []
    two, held = asyncio.Event(), asyncio.Event()

    async def counted(file: str) -> bytes:
        running.append(1)
        most.append(len(running))
        if len(running) > 1:
            two.set()
        await held.wait()
        return desk.sent.files[file]

    def judged(given: bytes, rule: PaperRule) -> Paper:
        del rule
        running.pop()
        return Paper(given, "jpeg", 1)

    monkeypatch.setattr(papers, "check", judged)
    desk.sent.get = counted  # type: ignore[method-assign]
    working = asyncio.gather(*(desk.gets(page()) for _ in range(5)))
    await two.wait()
    held.set()
    assert {answer["offer"] for answer in await working} == {"berkas_foto"}
    assert max(most) == 2
