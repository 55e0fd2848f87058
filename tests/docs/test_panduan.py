"""The panduan as a worker on a small phone meets it: each picture is there, small, and described."""

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest

from bot.conversations.instansi.commands import HANDLERS

_DOCS: Final = Path(__file__).parents[2] / "docs"
_CONVERSATIONS: Final = _DOCS.parent / "bot" / "conversations"
_OF_STAFF: Final = ("panduan-instansi.md", "panduan-pusat.md")
_ALL: Final = ("panduan-pekerja.md", "panduan-helpdesk.md", *_OF_STAFF)
_LARGEST: Final = 44 * 1024
_PICTURE: Final = re.compile(r'<img src="gambar/(?P<name>[a-z0-9-]+\.webp)" width="\d+" alt="(?P<alt>[^"]+)">')
_LABEL: Final = re.compile(r"(?<!\*)\*(?!\*)(?P<label>[^*\n]+)\*(?!\*)")
_COMMAND: Final = re.compile(r"(?<![\w/.)])/(?P<name>[a-z_]+)\b(?!/|-)")
_FILLED: Final = re.compile(r"[ :(]*\{.*")


@pytest.mark.parametrize("panduan", _ALL)
def test_every_picture_of_a_panduan_is_there_and_small(panduan: str) -> None:
    """A picture that is missing helps nobody, and a heavy one costs the reader money."""
    shown = [found["name"] for found in _PICTURE.finditer((_DOCS / panduan).read_text("utf-8"))]
    heavy = [name for name in shown if (_DOCS / "gambar" / name).stat().st_size > _LARGEST]
    assert shown
    assert heavy == []


def test_no_picture_was_taken_for_nothing() -> None:
    """Each step that the browser tests keep is shown in a panduan."""
    told = "".join(path.read_text("utf-8") for path in _DOCS.glob("panduan-*.md"))
    assert [path.name for path in _DOCS.glob("gambar/panduan-*.webp") if f"gambar/{path.name}" not in told] == []


@pytest.mark.parametrize("panduan", _OF_STAFF)
def test_every_button_that_a_panduan_names_is_there(panduan: str) -> None:
    """Whoever looks for a button that is called otherwise gives up; what is in italics is a button."""
    named = {found["label"] for found in _LABEL.finditer(_prose(panduan))}
    labels = {_FILLED.sub("", label) for table in _tables("button") for label in table.values()}
    assert named
    assert named <= labels


@pytest.mark.parametrize("panduan", _OF_STAFF)
def test_every_command_that_a_panduan_names_is_there(panduan: str) -> None:
    """A command that the bot does not know is worse than none."""
    named = {found["name"] for found in _COMMAND.finditer(_prose(panduan))}
    listed = {name for table in _tables("menu") for name in table}
    assert named
    assert named <= HANDLERS.keys() | listed


def _prose(panduan: str) -> str:
    return _PICTURE.sub("", (_DOCS / panduan).read_text("utf-8"))


def _tables(kind: str) -> list[dict[str, str]]:
    files = (tomllib.loads(path.read_text("utf-8")) for path in _CONVERSATIONS.glob("*/texts.toml"))
    return [texts[kind] for texts in files if kind in texts]
