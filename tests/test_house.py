"""The house keeps its plan: who may import whom, and how long a file may grow."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 300
FILES = sorted(path.relative_to(ROOT) for folder in ("bot", "storage") for path in (ROOT / folder).rglob("*.py"))
OURS = ("bot", "storage")

MAY: dict[str, tuple[str, ...]] = {
    "bot.engine": ("bot.engine",),
    "bot.rules": ("bot.rules",),
    "bot.documents": ("bot.documents", "bot.rules"),
    "bot.outgoing": (),
    "bot.settings": (),
    "bot.object_store": ("bot.settings", "storage"),
    "bot.journal": (),
    "bot.meter": (),
    "bot.pulse": ("bot.journal",),
    "bot.terminal": (),
    "bot.conversations": ("bot.conversations", "bot.engine", "bot.rules", "bot.outgoing", "storage"),
    # A worker entered by hand is judged as a row of the sheet is.
    "bot.conversations.tambah.judging": (
        *("bot.documents.sheet_columns", "bot.documents.sheet_reasons", "bot.documents.sheet_rows"),
        *("bot.rules", "storage"),
    ),
    "bot.gateway": ("bot.gateway", "bot.engine.inputs", "bot.meter", "bot.outgoing", "storage"),
    "bot.turns": (
        *("bot.conversations", "bot.engine", "bot.rules", "bot.outgoing", "bot.journal", "bot.meter", "bot.pulse"),
        "storage",
    ),
    "bot.jobs": (
        *("bot.jobs", "bot.documents", "bot.gateway", "bot.rules", "bot.outgoing", "bot.journal", "storage"),
        *("bot.engine.inputs", "bot.engine.effects", "bot.conversations.wording", "bot.meter", "bot.pulse"),
    ),
    # A copy of one's data says what the screens say.
    "bot.jobs.own_data": (
        *("bot.conversations.biodata", "bot.conversations.riwayat", "bot.conversations.wording", "bot.engine.effects"),
        *("bot.documents", "bot.rules", "storage"),
    ),
    "bot.jobs.directory": ("bot.directory", "bot.gateway", "bot.jobs"),
    # What followed is said in the words of the review.
    "bot.jobs.directory_following": (
        *("bot.conversations.account.dukcapil", "bot.conversations.wording", "bot.directory", "bot.jobs"),
        *("bot.pulse", "bot.outgoing", "storage"),
    ),
    # An officer is reminded in the words of the desk.
    "bot.jobs.reminders": (
        *("bot.conversations.balas.telling", "bot.conversations.tiket.names", "bot.conversations.wording"),
        *("bot.engine.effects", "bot.pulse", "bot.outgoing", "storage"),
    ),
    # A sheet of decisions says what the cards say, and its workers hear the same.
    "bot.jobs.verification": (
        *("bot.conversations.verifikasi", "bot.conversations.wording"),
        *("bot.engine.effects", "bot.jobs", "bot.documents", "bot.gateway", "bot.rules", "bot.outgoing", "storage"),
    ),
    "bot.jobs.verification_rows": (
        *("bot.conversations.verifikasi", "bot.conversations.wording"),
        *("bot.engine.effects", "bot.documents", "bot.rules", "storage"),
    ),
    "bot.jobs.verification_sheets": (
        *("bot.conversations.verifikasi", "bot.conversations.wording", "bot.engine.effects"),
        *("bot.documents", "bot.gateway", "bot.rules", "storage"),
    ),
    # The list of whom a finalisasi would leave out says what the chat says.
    "bot.jobs.letter_prints": (
        *("bot.conversations.finalisasi.telling", "bot.conversations.wording", "bot.documents", "bot.gateway"),
        *("bot.rules", "storage"),
    ),
    "bot.directory": ("bot.directory", "bot.rules", "storage"),
    "bot.metrics": ("bot.metrics", "bot.meter", "bot.settings", "storage"),
    "bot.playground": ("bot.playground",),
    "storage": ("storage",),
}
"""What each room may import of ours. `app`, `bootstrap`, `rehearsal` and the command line may import all."""

WIRING = (
    "bot.app",
    "bot.beginning",
    "bot.bootstrap",
    "bot.flows",
    "bot.operator_files",
    "bot.file_rules",
    "bot.rehearsal",
    "bot.rehearsal_crowd",
    "bot.__main__",
    "bot.reference_command",
    "bot.import_command",
    "bot.rekap_command",
    "bot.backup_command",
    "bot",
)
TELEGRAM = ("bot.gateway", "bot.app", "bot.bootstrap")


def module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def room_of(name: str) -> str:
    return max((room for room in MAY if within(name, (room,))), key=len, default="")


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    """The arrows of the architecture hold for every file."""
    name = module(path)
    if name in WIRING:
        return
    room = room_of(name)
    assert room, f"{name} is in no room of the plan"
    ours = [other for other in imported(path) if within(other, OURS)]
    assert [other for other in ours if not within(other, MAY[room])] == []


@pytest.mark.parametrize("path", [path for path in FILES if within(module(path), ("bot.engine",))], ids=str)
def test_the_engine_needs_nothing_but_python(path: Path) -> None:
    """The state machine imports only the standard library and itself."""
    foreign = [other for other in imported(path) if not within(other, ("bot.engine", *sys.stdlib_module_names))]
    assert foreign == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_only_the_gateway_knows_telegrams_library(path: Path) -> None:
    """`telegram` is imported in the gateway, and where parts are wired for its types."""
    if not within(module(path), TELEGRAM):
        assert [other for other in imported(path) if within(other, ("telegram",))] == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_file_grows_too_long(path: Path) -> None:
    """A file that nobody can read in one go holds a second idea; migrations are made by a machine."""
    if "migrations" not in path.parts:
        assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= LONGEST
