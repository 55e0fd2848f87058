"""The command line's `reference`: pusat's own list over the built-in one."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot import bootstrap, reference_command
from bot.conversations.biodata.pendidikan import catalogue
from bot.settings import Settings

GOOD = "code,level,name\nA,40,S-1 Ilmu Contoh\nB,05,SD Contoh\n"
Load = Callable[..., Result]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Type the command for a file of this content; keyword arguments are settings."""
    root = logging.getLogger()
    before = root.handlers, root.level
    monkeypatch.chdir(tmp_path)

    def run(content: bytes, *options: str, **settings: str) -> Result:
        Path("daftar.csv").write_bytes(content)
        given = {f"PENDATAAN_{name}": value for name, value in settings.items()}
        return CliRunner().invoke(reference_command.app, ["daftar.csv", *options], env=given)

    yield run
    root.handlers, root.level = before
    structlog.reset_defaults()


def known() -> list[str]:
    """The names that every process finds from now on."""
    store = bootstrap.open_store(Settings(_env_file=None, data_dir=Path("data")))
    with closing(store.database), store.database.transaction() as session:
        return [entry.name for entry in catalogue(session).entries]


def test_a_good_list_replaces_the_one_before(load: Load) -> None:
    """And says how many rows it has, as JSON if asked."""
    assert load(GOOD.encode()).stdout == "2 rows loaded.\n"
    assert known() == ["S-1 Ilmu Contoh", "SD Contoh"]
    assert json.loads(load(f"{GOOD}C,45,S-2 Ilmu Contoh\n".encode(), "--json").stdout) == {"loaded": 3}
    assert known()[-1] == "S-2 Ilmu Contoh"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD.encode() + b"C,41,S-1 Lain\n", "Row 4: the level is none of BKN's"),
        (GOOD.encode() + b"B,40,S-1 Lain\n", "Row 4: the code is that of row 3"),
        (b"kode,nama\n", "must name the columns code, level, name"),
        (b"code,level,name\nA,40,\xff\n", "save it as CSV UTF-8"),
    ],
)
def test_a_wrong_list_is_refused_whole_in_one_line(load: Load, content: bytes, words: str) -> None:
    """The one before stays."""
    load(GOOD.encode())
    result = load(content)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr
    assert len(known()) == 2


def test_a_file_that_is_not_there_is_named(load: Load) -> None:
    """In one line."""
    load(GOOD.encode())
    result = CliRunner().invoke(reference_command.app, ["tiada.csv"])
    assert result.exit_code == 1
    assert result.stderr.startswith("There is no file tiada.csv")


def test_a_wrong_setting_is_named(load: Load) -> None:
    """As with every command."""
    result = load(GOOD.encode(), CAPTCHA="maybe")
    assert result.exit_code == 1
    assert "PENDATAAN_CAPTCHA must be on or off" in result.stderr
