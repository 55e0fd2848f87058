"""The panduan as a worker on a small phone meets it: each picture is there, small, and described."""

import re
from pathlib import Path
from typing import Final

import pytest

_DOCS: Final = Path(__file__).parents[2] / "docs"
_LARGEST: Final = 44 * 1024
_PICTURE: Final = re.compile(r'<img src="gambar/(?P<name>[a-z0-9-]+\.webp)" width="\d+" alt="(?P<alt>[^"]+)">')


@pytest.mark.parametrize("panduan", ["panduan-pekerja.md", "panduan-helpdesk.md"])
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
